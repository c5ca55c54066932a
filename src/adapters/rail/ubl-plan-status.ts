import type { BookingFact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, positionOf } from '../formats/xml-navigation.ts';
import type { IssueList } from './issue-list.ts';

/** DocumentStatusCode is an open list: the words of the UBL samples and of its own list, in lower case. */
const FUNCTIONS: Readonly<Record<string, BookingFact['function']>> = codeTable({
  confirmed: 'CONFIRM',
  accepted: 'CONFIRM',
  agreed: 'CONFIRM',
  completed: 'CONFIRM',
  nostatus: 'CONFIRM',
  rejected: 'REJECT',
  refused: 'REJECT',
  disputed: 'REJECT',
  cancelled: 'CANCEL',
  canceled: 'CANCEL',
  revised: 'CHANGE',
  changed: 'CHANGE',
  updated: 'CHANGE',
  requested: 'REQUEST',
  proposed: 'REQUEST',
});

const NAMES: readonly BookingFact['function'][] = ['CONFIRM', 'REJECT', 'CANCEL', 'CHANGE', 'REQUEST'];

/** A plan without a status is the agreement itself. A status that nobody mapped decides nothing, so the plan is refused. */
export function ublPlanFunction(
  plan: XmlElement,
  profile: MappingProfile,
  issues: IssueList,
): BookingFact['function'] | undefined {
  const status = child(plan, 'DocumentStatusCode');
  if (!status || status.text === '') return 'CONFIRM';
  const mapped = profile.codes.documentStatus?.[status.text];
  const what = NAMES.find(name => name === mapped) ?? FUNCTIONS[status.text.toLowerCase()];
  if (!what) {
    const message = `DocumentStatusCode "${status.text}" tells neither confirmed, rejected nor cancelled`;
    issues.refuse(
      'CODE_UNKNOWN',
      positionOf(status),
      message,
      'send Confirmed, Rejected or Cancelled, or have it mapped',
    );
  }
  return what;
}
