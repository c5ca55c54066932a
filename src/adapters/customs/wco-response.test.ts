import { describe, expect, it } from 'vitest';
import type { DeclarationStatusFact, EventFact } from '../../messages/fact.ts';
import { glanceAt, PROFILE, prefixesOf } from './glance.fixture.ts';
import { wcoResponseAdapter } from './wco-response.ts';
import { RESPONSE_KINDS } from './wco-response-codes.ts';

function metaData(...responses: string[]): string {
  return `<MetaData><WCODataModelVersionCode>3.6</WCODataModelVersionCode><WCOTypeName>RES</WCOTypeName><ResponsibleCountryCode/>${responses.join('')}</MetaData>`;
}

function response(code: string, inner = '', declaration = ''): string {
  return `<Response><FunctionCode>${code}</FunctionCode><FunctionalReferenceID>n${code}</FunctionalReferenceID><IssueDateTime><DateTimeString formatCode="304">20240222100938Z</DateTimeString></IssueDateTime>${inner}<Declaration>${declaration}<FunctionalReferenceID>7847767E1WB6</FunctionalReferenceID><ID>24GB22WOA1EV2P6AR5</ID><VersionID>2</VersionID></Declaration></Response>`;
}

function read(text: string) {
  const glance = glanceAt(text);
  expect(wcoResponseAdapter.recognises(glance)).toBe(true);
  const { messageType, parts } = wcoResponseAdapter.read(glance, PROFILE);
  const [status, event] = (parts[0]?.facts ?? []) as [DeclarationStatusFact, EventFact];
  return { messageType, parts, part: parts[0], status, event };
}

const dateTime = (name: string, raw: string) =>
  `<${name}><DateTimeString formatCode="304">${raw}</DateTimeString></${name}>`;
const ISSUED = {
  raw: '20240222100938Z',
  instant: '2024-02-22T10:09:38.000Z',
  zoneSource: 'EXPLICIT',
  precision: 'SECOND',
};
const REFERENCES = [
  { scheme: 'DECLARATION', value: '24GB22WOA1EV2P6AR5' },
  { scheme: 'LRN', value: '7847767E1WB6' },
];

describe('a notification', () => {
  it('is a status of the declaration and the event of it', () => {
    const { messageType, part, status, event } = read(
      metaData(response('01', '', dateTime('AcceptanceDateTime', '20240222100000Z'))),
    );
    expect({ messageType, reference: part?.reference, issues: part?.issues }).toEqual({
      messageType: 'WCO RES 3.6',
      reference: 'n01',
      issues: [],
    });
    const position = { kind: 'XPATH', path: '/MetaData/Response', line: 1, column: expect.any(Number) };
    expect(status).toEqual({
      kind: 'DECLARATION_STATUS',
      position,
      references: REFERENCES,
      key: 'n01',
      functionCode: '01',
      number: '24GB22WOA1EV2P6AR5',
      localReference: '7847767E1WB6',
      version: 2,
      issuedAt: ISSUED,
    });
    expect(event).toEqual({
      kind: 'EVENT',
      position,
      references: REFERENCES,
      key: 'n01',
      type: 'DECLARATION_ACCEPTED',
      classifier: 'ACT',
      subject: 'DECLARATION',
      time: { ...ISSUED, raw: '20240222100000Z', instant: '2024-02-22T10:00:00.000Z' },
      rawCode: '01',
    });
  });

  it.each(Object.entries(RESPONSE_KINDS))(
    'code %s is its event, at the issue time where no other is stated',
    (code, kind) => {
      const { event } = read(metaData(response(code)));
      expect(event).toMatchObject({ type: kind.event, time: ISSUED, rawCode: code });
    },
  );

  it('lists errors with their pointers', () => {
    const error =
      '<Error><ValidationCode>CDS12005</ValidationCode><Pointer><DocumentSectionCode>42A</DocumentSectionCode></Pointer><Pointer><SequenceNumeric>3</SequenceNumeric><DocumentSectionCode>68A</DocumentSectionCode><TagID>R144</TagID></Pointer></Error>';
    const { status, event } = read(metaData(response('03', error, dateTime('RejectionDateTime', '20240222111500Z'))));
    expect(status.errors).toEqual([{ code: 'CDS12005', pointer: '42A/68A[3]/R144' }]);
    expect(event).toMatchObject({
      type: 'DECLARATION_REJECTED',
      remarks: 'CDS12005 at 42A/68A[3]/R144',
      time: { instant: '2024-02-22T11:15:00.000Z' },
    });
  });

  it('reads the exit office and an effective time as CDS prints it', () => {
    const exit =
      '<AdditionalInformation><StatementDescription>GB000041</StatementDescription><StatementTypeCode>CEX</StatementTypeCode></AdditionalInformation><Status><EffectiveDateTime><DateTimeString>Wed Nov 13 00:00:00 UTC 2019</DateTimeString></EffectiveDateTime><NameCode>A1</NameCode></Status>';
    expect(read(metaData(response('16', exit))).event).toMatchObject({
      type: 'EXIT_OF_GOODS',
      time: { raw: 'Wed Nov 13 00:00:00 UTC 2019', instant: '2019-11-13T00:00:00.000Z', zoneSource: 'EXPLICIT' },
      place: { codes: [{ scheme: 'CUSTOMS_OFFICE', value: 'GB000041' }] },
      reason: 'A1',
    });
  });

  it('takes identity from the declaration that has it, not from the corrected parts', () => {
    const amended =
      '<Amendment><ChangeReasonCode>16</ChangeReasonCode><Pointer><DocumentSectionCode>42A</DocumentSectionCode></Pointer><Pointer><DocumentSectionCode>64A</DocumentSectionCode><TagID>L017</TagID></Pointer></Amendment><Declaration><FunctionCode>9</FunctionCode></Declaration>';
    const { status, event } = read(metaData(response('07', amended)));
    expect(status.number).toBe('24GB22WOA1EV2P6AR5');
    expect(event).toMatchObject({ type: 'AMENDMENT_RESULT', remarks: 'corrected 42A/64A/L017' });
  });

  it('states taxes of items, and what is due on the whole', () => {
    const tax = (type: string, amount: string) =>
      `<DutyTaxFee>${type}<Payment><TaxAssessedAmount currencyID="GBP">1</TaxAssessedAmount><PaymentAmount${amount}</PaymentAmount></Payment></DutyTaxFee>`;
    const items = `<GoodsShipment><GovernmentAgencyGoodsItem><Commodity>${tax('<TypeCode>A00</TypeCode>', ' currencyID="GBP">20.00')}</Commodity></GovernmentAgencyGoodsItem></GoodsShipment>`;
    expect(read(metaData(response('13', '', items))).status.taxes).toEqual([
      { type: 'A00', amount: { amount: '20.00', currency: 'GBP' } },
    ]);
    const unpriced = read(metaData(response('15', '', tax('', '>226.40'))));
    expect(unpriced.status.taxes).toEqual([{ type: 'TOTAL' }]);
    expect(unpriced.part?.issues).toMatchObject([{ code: 'VALUE', severity: 'WARNING' }]);
  });
});

describe('several notifications', () => {
  it('are one part each, and a bad one refuses itself alone', () => {
    const { parts } = read(
      metaData(response('02'), '<Response><FunctionCode>01</FunctionCode></Response>', response('09')),
    );
    expect(parts.map(({ facts }) => facts.length)).toEqual([2, 0, 2]);
    expect(parts[1]?.issues).toMatchObject([
      { code: 'STRUCTURE', severity: 'ERROR', position: { path: '/MetaData/Response[2]' } },
    ]);
  });

  it('keeps the status of an unknown code, without event', () => {
    const { part, status } = read(metaData(response('99')));
    expect(part?.facts).toHaveLength(1);
    expect(status.functionCode).toBe('99');
    expect(part?.issues).toMatchObject([{ code: 'CODE_UNKNOWN', severity: 'WARNING' }]);
  });

  it('refuses every truncation without throwing', () => {
    const whole = metaData(response('01', '', dateTime('AcceptanceDateTime', '20240222100000Z')));
    for (const cut of prefixesOf(whole))
      expect(wcoResponseAdapter.read(glanceAt(cut), PROFILE).parts[0]?.issues[0]?.severity).toBe('ERROR');
  });
});
