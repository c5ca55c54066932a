import type { EventType } from '../../messages/event-type.ts';
import { codeTable } from '../../vocabulary/code-table.ts';

/** What a notification reports, and where it states the time at which that happened (else IssueDateTime). */
export interface ResponseKind {
  readonly event: EventType;
  readonly timePath?: string;
}

const EXIT_RESULT: ResponseKind = { event: 'EXIT_RESULT' };

/**
 * WCO response function codes as CDS sends them (DMSACC 01 … DMSGER). The goods exit results are 17 in the list of codes and 18 in
 * the messages that CDS publishes.
 */
export const RESPONSE_KINDS: Readonly<Record<string, ResponseKind>> = codeTable({
  '01': { event: 'DECLARATION_ACCEPTED', timePath: 'Declaration/AcceptanceDateTime' },
  '02': { event: 'DECLARATION_RECEIVED' },
  '03': { event: 'DECLARATION_REJECTED', timePath: 'Declaration/RejectionDateTime' },
  '05': { event: 'SELECTED_FOR_CONTROL' },
  '06': { event: 'DOCUMENTS_REQUIRED' },
  '07': { event: 'AMENDMENT_RESULT' },
  '08': { event: 'CUSTOMS_RELEASE' },
  '09': { event: 'CUSTOMS_CLEARANCE' },
  '10': { event: 'DECLARATION_INVALIDATED', timePath: 'Declaration/CancellationDateTime' },
  '11': { event: 'REQUEST_RESULT' },
  '13': { event: 'TAX_CALCULATED' },
  '14': { event: 'PAYMENT_DUE' },
  '15': { event: 'PAYMENT_REMINDER' },
  '16': { event: 'EXIT_OF_GOODS', timePath: 'Status/EffectiveDateTime' },
  '17': EXIT_RESULT,
  '18': EXIT_RESULT,
});
