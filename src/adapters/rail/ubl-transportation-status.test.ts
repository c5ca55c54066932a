import { describe, expect, it } from 'vitest';
import type { EventFact } from '../../messages/fact.ts';
import { codesOf, expectEveryPrefixToBeRead, onlyPart, PROFILE, quotedIn, readWith } from './rail-reading.fixture.ts';
import { ublTransportationStatusAdapter } from './ubl-transportation-status.ts';

const TRAIN = '2180.-----0041720.00.2024.2024-06-16';
const NAMESPACES =
  'xmlns="urn:oasis:names:specification:ubl:schema:xsd:TransportationStatus-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"';

const SENDER =
  '<cac:SenderParty><cac:PartyIdentification><cbc:ID schemeName="RICS">2180</cbc:ID></cac:PartyIdentification></cac:SenderParty>';
const BOX = (number: string, more = '') =>
  `<cac:TransportHandlingUnit><cac:TransportEquipment><cbc:ID>${number}</cbc:ID><cac:TransportEquipmentSeal><cbc:ID>S-${number.slice(-3)}</cbc:ID></cac:TransportEquipmentSeal></cac:TransportEquipment>${more}</cac:TransportHandlingUnit>`;
const STAGE = `<cac:MainCarriageShipmentStage><cbc:TransportModeCode>2</cbc:TransportModeCode><cac:TransportMeans><cac:RailTransport><cbc:TrainID>${TRAIN}</cbc:TrainID><cbc:RailCarID>378449651234</cbc:RailCarID></cac:RailTransport></cac:TransportMeans></cac:MainCarriageShipmentStage>`;
const EVENT = ({
  code = '24',
  more = '',
  time = '<cbc:OccurrenceDate>2024-06-16</cbc:OccurrenceDate><cbc:OccurrenceTime>21:05:00+02:00</cbc:OccurrenceTime>',
} = {}) =>
  `<cac:TransportEvent><cbc:IdentificationID>EV-1</cbc:IdentificationID>${time}${more}<cac:CurrentStatus><cbc:ConditionCode>${code}</cbc:ConditionCode><cbc:Description>left the terminal</cbc:Description></cac:CurrentStatus><cac:Location><cbc:ID schemeID="UNLOCODE">DEDUI</cbc:ID><cbc:Name>Duisburg</cbc:Name></cac:Location></cac:TransportEvent>`;

function status({
  issued = '<cbc:IssueDate>2024-06-16</cbc:IssueDate><cbc:IssueTime>21:30:00+02:00</cbc:IssueTime>',
  execution = '',
  consignments = `<cac:Consignment><cbc:ID>4DEDB2024-77</cbc:ID><cbc:CarrierAssignedID>RB-2024-77</cbc:CarrierAssignedID>${BOX('MSKU9070323')}${STAGE}</cac:Consignment>`,
  events = EVENT(),
  documents = '<cac:DocumentReference><cbc:ID>COSU6300001234</cbc:ID><cbc:DocumentTypeCode>705</cbc:DocumentTypeCode></cac:DocumentReference>',
  plan = '<cac:TransportExecutionPlanDocumentReference><cbc:ID>TEP_1</cbc:ID></cac:TransportExecutionPlanDocumentReference>',
} = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<TransportationStatus ${NAMESPACES}><cbc:UBLVersionID>2.1</cbc:UBLVersionID><cbc:ID>TS_1</cbc:ID>${issued}
${execution}${consignments}${events}${documents}${SENDER}${plan}</TransportationStatus>`;
}

const read = (options: Parameters<typeof status>[0] = {}, profile = PROFILE) =>
  onlyPart(readWith(ublTransportationStatusAdapter, status(options), profile));
const eventsOf = (options: Parameters<typeof status>[0] = {}, profile = PROFILE) =>
  read(options, profile).facts.filter((fact): fact is EventFact => fact.kind === 'EVENT');

describe('UBL TransportationStatus', () => {
  const [event] = eventsOf();

  it('tells an event of the box of the consignment', () => {
    expect(codesOf(read())).toEqual([]);
    expect(event).toMatchObject({
      type: 'DEPARTURE',
      classifier: 'ACT',
      subject: 'EQUIPMENT',
      time: { instant: '2024-06-16T19:05:00.000Z' },
      updatedAt: { instant: '2024-06-16T19:30:00.000Z' },
      place: { codes: [{ scheme: 'UNLOCODE', value: 'DEDUI' }], name: 'Duisburg' },
      equipment: { number: 'MSKU9070323' },
      conveyance: { mode: 'RAIL', journey: TRAIN },
      rawCode: '24',
      remarks: 'left the terminal',
      key: 'TS_1|4DEDB2024-77|EV-1|MSKU9070323',
      position: { kind: 'XPATH', path: '/TransportationStatus/TransportEvent' },
    });
  });

  it('quotes plan, booking, UCR, bill, box, seal, wagon and train', () => {
    expect(event && quotedIn(event)).toEqual([
      'BL COSU6300001234',
      'CONTAINER MSKU9070323',
      'RAIL_BOOKING 2180/RB-2024-77',
      'RAIL_BOOKING 2180/TEP_1',
      'SEAL S-323',
      `TRAIN ${TRAIN}`,
      'UCR_D 4DEDB2024-77',
      'WAGON 378449651234',
    ]);
  });

  it('takes a local number of a consignment for one of its sender', () => {
    const consignments = '<cac:Consignment><cbc:ID>CON_1</cbc:ID></cac:Consignment>';
    const [named] = eventsOf({ consignments, documents: '', plan: '' });
    expect(named && quotedIn(named)).toEqual(['RAIL_BOOKING 2180/CON_1']);
    const text = status({ consignments, documents: '', plan: '' }).replace(SENDER, '');
    const [bare] = onlyPart(readWith(ublTransportationStatusAdapter, text)).facts;
    expect(bare && quotedIn(bare)).toEqual(['RAIL_BOOKING TEST-RAIL/CON_1']);
    expect(bare?.kind === 'EVENT' && bare.subject).toBe('TRANSPORT');
  });

  it.each([
    ['1', 'ARRIVAL'],
    ['12', 'CUSTOMS_CLEARANCE'],
    ['16', 'BORDER_CROSSED'],
    ['29', 'DISCHARGE'],
    ['48', 'LOAD'],
    ['21', 'CARGO_DELIVERED'],
    ['336', 'SEAL_BROKEN'],
    ['31', 'CONDITION_READ'],
    ['218', 'CONDITION_READ'],
  ])('code %s is %s', (code, type) => {
    expect(eventsOf({ events: EVENT({ code }) })[0]?.type).toBe(type);
  });

  it('reads an execution status, at the time of issue where it has none', () => {
    const execution = '<cbc:TransportExecutionStatusCode>25</cbc:TransportExecutionStatusCode>';
    const [delayed] = eventsOf({ execution, events: '' });
    expect(delayed).toMatchObject({ type: 'DELAYED', time: { instant: '2024-06-16T19:30:00.000Z' }, rawCode: '25' });
    expect(delayed?.key).toBe('TS_1|4DEDB2024-77|EXECUTION|MSKU9070323');
  });

  it('gives the status of a handling unit to its own box, with its reason', () => {
    const damaged =
      '<cac:Status><cbc:ConditionCode>218</cbc:ConditionCode><cbc:StatusReasonCode>23</cbc:StatusReasonCode><cbc:StatusReason>Reefer lost power</cbc:StatusReason></cac:Status>';
    const consignments = `<cac:Consignment><cbc:ID>CON_1</cbc:ID>${BOX('MSKU9070323')}${BOX('CSQU3054383', damaged)}</cac:Consignment>`;
    const [only, ...others] = eventsOf({ consignments, events: '' });
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      type: 'CONDITION_READ',
      equipment: { number: 'CSQU3054383' },
      reason: '23',
      remarks: 'Reefer lost power',
    });
  });

  it('keeps the consignments of one message apart', () => {
    const one = (id: string, box: string) => `<cac:Consignment><cbc:ID>${id}</cbc:ID>${BOX(box)}</cac:Consignment>`;
    const consignments = one('CON_1', 'MSKU9070323') + one('CON_2', 'CSQU3054383');
    const { parts } = readWith(ublTransportationStatusAdapter, status({ consignments, documents: '', plan: '' }));
    expect(parts.map(({ facts }) => facts.map(quotedIn))).toEqual([
      [['CONTAINER MSKU9070323', 'RAIL_BOOKING 2180/CON_1', 'SEAL S-323']],
      [['CONTAINER CSQU3054383', 'RAIL_BOOKING 2180/CON_2', 'SEAL S-383']],
    ]);
  });

  it('expects what is not completed, and what is put off', () => {
    const open = EVENT({ code: '1', more: '<cbc:CompletionIndicator>false</cbc:CompletionIndicator>' });
    const moved =
      '<cac:UpdatedDeliveryTransportEvent><cbc:OccurrenceDate>2024-07-01</cbc:OccurrenceDate></cac:UpdatedDeliveryTransportEvent>';
    expect(eventsOf({ events: open + moved }).map(({ type, classifier }) => [type, classifier])).toEqual([
      ['ARRIVAL', 'EST'],
      ['CARGO_DELIVERED', 'EST'],
    ]);
  });

  it('corrects under the same key, by a later issue', () => {
    const later = eventsOf({ issued: '<cbc:IssueDate>2024-06-17</cbc:IssueDate>' });
    expect(later[0]?.key).toBe(event?.key);
    expect(later[0]?.updatedAt?.raw).toBe('2024-06-17');
  });

  it('maps the codes of a partner', () => {
    const codes = { transportStatus: { P: 'PASS_THROUGH' } };
    expect(eventsOf({ events: EVENT({ code: 'P' }) }, { ...PROFILE, codes })[0]).toMatchObject({
      type: 'PASS_THROUGH',
      rawCode: 'P',
    });
  });
});

describe('dirt', () => {
  it.each([
    ['an unknown code', { events: EVENT({ code: 'P' }) }, ['WARNING CODE_UNKNOWN', 'ERROR STRUCTURE']],
    ['an unknown code beside a known one', { events: EVENT({ code: 'P' }) + EVENT() }, ['WARNING CODE_UNKNOWN']],
    [
      'a malformed box',
      { consignments: `<cac:Consignment>${BOX('CON_TE_1')}</cac:Consignment>` },
      ['WARNING EQUIPMENT_FORMAT'],
    ],
    ['no time at all', { issued: '', events: EVENT({ time: '' }) }, ['ERROR STRUCTURE']],
    ['no status', { events: '' }, ['ERROR STRUCTURE']],
    ['nothing named', { consignments: '<cac:Consignment/>', documents: '', plan: '' }, ['ERROR STRUCTURE']],
    [
      'no zone',
      {
        events: EVENT({
          time: '<cbc:OccurrenceDate>2024-06-16</cbc:OccurrenceDate><cbc:OccurrenceTime>21:05:00</cbc:OccurrenceTime>',
        }),
      },
      ['WARNING TIME_ZONE_UNKNOWN'],
    ],
  ])('%s', (_what, options, codes) => {
    const part = read(options);
    expect(codesOf(part)).toEqual(codes);
    expect(part.facts.length > 0).toBe(codes.every(code => !code.startsWith('ERROR')));
  });

  it('reads or refuses whatever a broken transfer leaves', () => {
    expectEveryPrefixToBeRead(ublTransportationStatusAdapter, status());
  });
});
