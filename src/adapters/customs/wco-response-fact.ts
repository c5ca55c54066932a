import type { PlaceClaim } from '../../messages/claims.ts';
import type { DeclarationStatusFact, EventFact } from '../../messages/fact.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf } from '../formats/xml-navigation.ts';
import {
  countAt,
  doubt,
  firstValue,
  moneyAt,
  present,
  type Reading,
  someOf,
  timeAt,
  valueAt,
} from './customs-reading.ts';
import { pointerText } from './wco-pointer.ts';
import { RESPONSE_KINDS, type ResponseKind } from './wco-response-codes.ts';

/**
 * What customs answered. Its key is the notification's own number: the same declaration is notified many times, and a
 * notification sent again is the same one. A further Declaration without ID holds what customs corrected (code 07).
 */
export function statusFact(reading: Reading, response: XmlElement, functionCode: string): DeclarationStatusFact {
  const declaration = children(response, 'Declaration').find(
    found => child(found, 'ID') ?? child(found, 'FunctionalReferenceID'),
  );
  const number = valueAt(reading, declaration, 'ID');
  const localReference = valueAt(reading, declaration, 'FunctionalReferenceID');
  return present<DeclarationStatusFact>({
    kind: 'DECLARATION_STATUS',
    position: positionOf(response),
    references: [...quote('DECLARATION', number), ...quote('LRN', localReference)],
    key: valueAt(reading, response, 'FunctionalReferenceID'),
    functionCode,
    number,
    localReference,
    version: countAt(reading, declaration, 'VersionID'),
    issuedAt: timeAt(reading, response, 'IssueDateTime'),
    errors: someOf(children(response, 'Error').map(error => errorOf(reading, error))),
    taxes: someOf(taxesOf(reading, response)),
    issues: someOf(reading.issues),
  });
}

function errorOf(reading: Reading, error: XmlElement) {
  return present({
    code: valueAt(reading, error, 'ValidationCode') ?? '',
    pointer: pointerText(error) || undefined,
    text: valueAt(reading, error, 'Description'),
  });
}

/** Taxes of the items by type; an amount due on the whole declaration carries no type and is the TOTAL. */
function taxesOf(reading: Reading, response: XmlElement) {
  const paths = ['Declaration/DutyTaxFee', 'Declaration/GoodsShipment/GovernmentAgencyGoodsItem/Commodity/DutyTaxFee'];
  return paths
    .flatMap(path => children(response, path))
    .map(tax => {
      const path = child(tax, 'Payment/PaymentAmount') ? 'Payment/PaymentAmount' : 'Payment/TaxAssessedAmount';
      return present({ type: valueAt(reading, tax, 'TypeCode') ?? 'TOTAL', amount: moneyAt(reading, tax, path) });
    });
}

/** None for a function code that no list knows, nor where no time is stated. */
export function statusEvent(reading: Reading, response: XmlElement, status: DeclarationStatusFact): EventFact[] {
  const kind = RESPONSE_KINDS[status.functionCode];
  if (!kind) {
    const message = `response function code "${status.functionCode}" is not known`;
    doubt(reading, response, 'CODE_UNKNOWN', message, 'send a WCO response function code');
    return [];
  }
  const time = eventTime(reading, response, kind) ?? status.issuedAt;
  if (!time) {
    doubt(reading, response, 'STRUCTURE', 'the notification states no time', 'send IssueDateTime');
    return [];
  }
  return [
    present<EventFact>({
      kind: 'EVENT',
      position: status.position,
      references: status.references,
      key: status.key,
      type: kind.event,
      classifier: 'ACT',
      subject: 'DECLARATION',
      time,
      place: exitOffice(reading, response),
      rawCode: status.functionCode,
      reason:
        valueAt(reading, response, 'Status/NameCode') ??
        valueAt(reading, response, 'AdditionalInformation/StatementCode'),
      remarks: remarks(reading, response, status),
    }),
  ];
}

function eventTime(reading: Reading, response: XmlElement, { timePath }: ResponseKind) {
  return timePath === undefined ? undefined : timeAt(reading, response, timePath);
}

/** StatementTypeCode CEX: the statement is the customs office of exit (UCC DE 5/12). */
function exitOffice(reading: Reading, response: XmlElement): PlaceClaim | undefined {
  const statement = children(response, 'AdditionalInformation').find(
    found => valueAt(reading, found, 'StatementTypeCode') === 'CEX',
  );
  const value = firstValue(reading, statement, 'StatementDescription');
  return value === undefined ? undefined : { codes: [{ scheme: 'CUSTOMS_OFFICE', value }] };
}

/** Errors, corrections and statements for people, one a line. */
function remarks(reading: Reading, response: XmlElement, status: DeclarationStatusFact): string | undefined {
  const statements = children(response, 'AdditionalInformation').flatMap(statement => [
    ...(valueAt(reading, statement, 'StatementTypeCode') === 'CEX'
      ? []
      : one(valueAt(reading, statement, 'StatementDescription'))),
    ...one(valueAt(reading, statement, 'LimitDateTime/DateTimeString')).map(limit => `due ${limit}`),
  ]);
  const errors = (status.errors ?? []).map(({ code, pointer, text }) =>
    [code, text, pointer && `at ${pointer}`].filter(Boolean).join(' '),
  );
  const corrections = children(response, 'Amendment').map(change => `corrected ${pointerText(change)}`);
  return [...errors, ...corrections, ...statements].join('\n') || undefined;
}

function one(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}
