import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import type { IssueList } from './issue-list.ts';
import { timeAt } from './stated-time.ts';
import { descendants } from './xml-descendants.ts';

/** MessageHeader of every TAF TSI message, and MessageStatus: 1 creation, 2 modification, 3 deletion. */
export interface TafHeader {
  readonly identifier: string | undefined;
  readonly version: string | undefined;
  readonly createdAt: TimeValue | undefined;
  readonly sender: string | undefined; // company code, four characters
  readonly status: '1' | '2' | '3' | undefined;
}

export function tafHeader(root: XmlElement, profile: MappingProfile, issues: IssueList): TafHeader {
  const created = child(root, 'MessageHeader/MessageReference/MessageDateTime');
  return {
    identifier: textAt(root, 'MessageHeader/MessageReference/MessageIdentifier'),
    version: textAt(root, 'MessageHeader/MessageReference/MessageTypeVersion'),
    createdAt: created && timeAt(created.text, positionOf(created), profile.timeZone, issues),
    sender: textAt(root, 'MessageHeader/Sender'),
    status: tafStatus(root, issues),
  };
}

function tafStatus(root: XmlElement, issues: IssueList): TafHeader['status'] {
  const element = child(root, 'MessageStatus');
  if (!element) return undefined;
  const { text } = element;
  if (text === '1' || text === '2' || text === '3') return text;
  issues.refuse(
    'CODE_UNKNOWN',
    positionOf(element),
    `MessageStatus "${text}" is not in the code list`,
    'send 1 creation, 2 modification or 3 deletion',
  );
  return undefined;
}

/** Refuses with all mandatory elements that are missing at once; a path holds alternatives separated by `|`. */
export function requireElements(root: XmlElement, paths: readonly string[], issues: IssueList): void {
  const missing = paths.filter(path => path.split('|').every(way => children(root, way).length === 0));
  if (missing.length === 0) return;
  const names = missing.map(path => path.replaceAll('|', ' or ')).join(', ');
  issues.refuse('STRUCTURE', positionOf(root), `${root.name} lacks ${names}`, `send ${names}`);
}

/**
 * The train, by its composite identifier of object type TR. An edition that leaves the variant or the timetable year out means
 * the first variant, in the year of the start date.
 */
export function tafTrainId(root: XmlElement): string | undefined {
  const identifiers = descendants(root, 'TransportOperationalIdentifiers');
  const train = identifiers.find(each => textAt(each, 'ObjectType') === 'TR') ?? identifiers[0];
  const company = textAt(train, 'Company');
  const core = textAt(train, 'Core');
  const start = textAt(train, 'StartDate')?.slice(0, 10);
  if (!company || !core || !start) return undefined;
  const variant = textAt(train, 'Variant') ?? '00';
  return [company, core, variant, textAt(train, 'TimetableYear') ?? start.slice(0, 4), start].join('.');
}
