import { describe, expect, it } from 'vitest';
import {
  codesOf,
  expectEveryPrefixToBeRead,
  factOf,
  onlyPart,
  PROFILE,
  quotedIn,
  readWith,
} from './rail-reading.fixture.ts';
import { tafWagonNoticesAdapter } from './taf-wagon-notices.ts';

const TRAIN = '2180.-----0041720.00.2024.2024-06-16';
const YARD =
  '<CountryCodeISO>PL</CountryCodeISO><LocationPrimaryCode>54742</LocationPrimaryCode><PrimaryLocationName>Malaszewicze</PrimaryLocationName>';
const LOADED =
  '<ILU_Details><LoadUnitNumber>MSKU9070323</LoadUnitNumber><LoadingStatus>1</LoadingStatus><Seals><SealsDescription>CN778812</SealsDescription></Seals></ILU_Details>';

function notice({
  root = 'WagonArrivalNoticeMessage',
  status = '1',
  created = '2024-06-17T04:15:00+02:00',
  body = `<WagonNumberFreight>378449651234</WagonNumberFreight>${LOADED}
    <Location>${YARD}</Location><ArrivalDateTime>2024-06-17T04:10:00+02:00</ArrivalDateTime>`,
  more = '<ConsignmentNumber>123456</ConsignmentNumber><DossierNumber>2180202406150000042</DossierNumber>',
} = {}): string {
  return `<${root} xmlns="http://www.era.europa.eu/schemes/TAFTSI/3.4">
  <MessageHeader><MessageReference><MessageType>5002</MessageType><MessageTypeVersion>3.4</MessageTypeVersion><MessageIdentifier>WN-1</MessageIdentifier><MessageDateTime>${created}</MessageDateTime></MessageReference><Sender>2151</Sender><Recipient>2180</Recipient></MessageHeader>
  <MessageStatus>${status}</MessageStatus>
  <TransportOperationalIdentifiers><ObjectType>TR</ObjectType><Company>2180</Company><Core>-----0041720</Core><Variant>00</Variant><TimetableYear>2024</TimetableYear><StartDate>2024-06-16</StartDate></TransportOperationalIdentifiers>
  ${body}${more}
</${root}>`;
}

const partOf = (text: string, profile = PROFILE) => onlyPart(readWith(tafWagonNoticesAdapter, text, profile));
const eventOf = (options: Parameters<typeof notice>[0]) => factOf(partOf(notice(options)), 'EVENT');
const timed = (name: string) =>
  `<WagonNumberFreight>378449651234</WagonNumberFreight><Location>${YARD}</Location><${name}>2024-06-17T04:10:00+02:00</${name}>`;

describe('a wagon arrival notice', () => {
  const part = partOf(notice());
  const event = factOf(part, 'EVENT');

  it('becomes an arrival of the wagon', () => {
    expect(codesOf(part)).toEqual([]);
    expect(part.reference).toBe('WN-1');
    expect(event).toMatchObject({
      type: 'ARRIVAL',
      classifier: 'ACT',
      subject: 'TRANSPORT',
      time: { instant: '2024-06-17T02:10:00.000Z' },
      place: { codes: [{ scheme: 'TAF', value: 'PL54742' }], name: 'Malaszewicze' },
      conveyance: { mode: 'RAIL', plate: '378449651234', journey: TRAIN, carrier: '2151' },
      equipment: { number: 'MSKU9070323', wagon: '378449651234', fullness: 'FULL' },
      rawCode: 'WagonArrivalNotice',
      revision: 1,
      updatedAt: { instant: '2024-06-17T02:15:00.000Z' },
      position: { kind: 'XPATH', path: '/WagonArrivalNoticeMessage/ArrivalDateTime' },
    });
  });

  it('quotes wagon, box, seal, train and the numbers of its order', () => {
    expect(quotedIn(event)).toEqual([
      'CONTAINER MSKU9070323',
      'RAIL_BOOKING 2151/123456',
      'RAIL_BOOKING 2151/2180202406150000042',
      'SEAL CN778812',
      `TRAIN ${TRAIN}`,
      'WAGON 378449651234',
    ]);
  });
});

describe('the other notices', () => {
  it.each([
    ['WagonReleaseNoticeMessage', 'ReleaseDateTime', 'AVAILABLE_FOR_PICK_UP', 'GOODS'],
    ['WagonDepartureNoticeMessage', 'DepartureDateTime', 'DEPARTURE', 'TRANSPORT'],
    ['WagonYardArrivalMessage', 'ArrivalDateTime', 'ARRIVAL', 'TRANSPORT'],
    ['WagonYardDepartureMessage', 'DepartureDateTime', 'DEPARTURE', 'TRANSPORT'],
    ['WagonDeliveryNoticeMessage', 'DeliveryDateTime', 'CARGO_DELIVERED', 'GOODS'],
    ['WagonInterchangeNoticeMessage', 'InterchangeDateTime', 'DROP_OFF', 'GOODS'],
    ['WagonReceivedAtInterchangeMessage', 'InterchangeDateTime', 'PICK_UP', 'GOODS'],
    ['WagonRefusedAtInterchangeMessage', 'InterchangeDateTime', 'DELAYED', 'TRANSPORT'],
    ['WagonExceptionMessage', 'LocationDateTime', 'DELAYED', 'TRANSPORT'],
  ])('%s', (root, time, type, subject) => {
    expect(eventOf({ root, body: timed(time) })).toMatchObject({
      type,
      subject,
      classifier: 'ACT',
      place: { name: 'Malaszewicze' },
    });
  });

  it('estimates an interchange and the arrival, each at its place', () => {
    const body = `<WagonNumberFreight>378449651234</WagonNumberFreight>
      <Interchange><Location>${YARD}</Location><ETI>2024-06-17T04:00:00+02:00</ETI></Interchange>
      <Destination><Location><CountryCodeISO>DE</CountryCodeISO><LocationPrimaryCode>12345</LocationPrimaryCode></Location><ETA>2024-06-18T09:00:00+02:00</ETA></Destination>`;
    const part = partOf(notice({ root: 'WagonETI_ETA_Message', body }));
    const events = part.facts.flatMap(fact => (fact.kind === 'EVENT' ? [fact] : []));
    expect(
      events.map(({ type, classifier, place, time }) => [type, classifier, place?.codes[0]?.value, time.instant]),
    ).toEqual([
      ['ARRIVAL', 'EST', 'PL54742', '2024-06-17T02:00:00.000Z'],
      ['ARRIVAL', 'EST', 'DE12345', '2024-06-18T07:00:00.000Z'],
    ]);
    expect(new Set(events.map(({ key }) => key)).size).toBe(2);
  });

  it('reads a movement by its status', () => {
    const body = `${timed('LocationDateTime')}<WagonStatus>14</WagonStatus>`;
    expect(eventOf({ root: 'WagonMovementNoticeMessage', body })).toMatchObject({ type: 'DEPARTURE', rawCode: '14' });
    expect(codesOf(partOf(notice({ root: 'WagonMovementNoticeMessage', body: timed('LocationDateTime') })))).toEqual([
      'ERROR STRUCTURE',
    ]);
  });

  it('reads each wagon of a list with what is stated around all', () => {
    const wagon = (number: string, box: string) =>
      `<WagonData><WagonNumberFreight>${number}</WagonNumberFreight><LoadUnitNumber>${box}</LoadUnitNumber></WagonData>`;
    const body = `<Location>${YARD}</Location><InterchangeDateTime>2024-06-17T04:10:00+02:00</InterchangeDateTime>
      ${wagon('378449651234', 'MSKU9070323')}${wagon('315249620016', 'CSQU3054383')}`;
    const { parts } = readWith(
      tafWagonNoticesAdapter,
      notice({ root: 'WagonInterchangeNoticeMessage', body, more: '' }),
    );
    expect(parts.map(part => quotedIn(factOf(part, 'EVENT')))).toEqual([
      ['CONTAINER MSKU9070323', `TRAIN ${TRAIN}`, 'WAGON 378449651234'],
      ['CONTAINER CSQU3054383', `TRAIN ${TRAIN}`, 'WAGON 315249620016'],
    ]);
    expect(factOf(parts[1] ?? partOf(''), 'EVENT').place?.name).toBe('Malaszewicze');
  });
});

describe('corrections', () => {
  it('come under the same key', () => {
    const later = eventOf({ status: '2', created: '2024-06-17T06:00:00+02:00' });
    expect(later.key).toBe(eventOf({}).key);
    expect(later.revision).toBe(2);
  });

  it('take back under it', () => {
    const retraction = factOf(partOf(notice({ status: '3' })), 'RETRACTION');
    expect(retraction.target.key).toBe(eventOf({}).key);
  });
});

describe('dirt', () => {
  it.each([
    [
      'a wagon number that is none',
      { body: timed('ArrivalDateTime').replace('378449651234', '17') },
      ['WARNING VALUE'],
    ],
    ['no zone', { body: timed('ArrivalDateTime').replace('+02:00', '') }, ['WARNING TIME_ZONE_UNKNOWN']],
    [
      'a time that is none',
      { body: timed('ArrivalDateTime').replace('2024-06-17T04:10:00+02:00', 'noon') },
      ['WARNING VALUE', 'ERROR STRUCTURE'],
    ],
    ['no time', { body: '<WagonNumberFreight>378449651234</WagonNumberFreight>' }, ['ERROR STRUCTURE']],
    ['no wagon', { body: '' }, ['ERROR STRUCTURE']],
    ['an unknown message status', { status: '9' }, ['ERROR CODE_UNKNOWN']],
    [
      'a malformed box',
      { body: `${timed('ArrivalDateTime')}<LoadUnitNumber>BOX17</LoadUnitNumber>` },
      ['WARNING EQUIPMENT_FORMAT'],
    ],
  ])('%s', (_what, options, codes) => {
    expect(codesOf(partOf(notice(options)))).toEqual(codes);
  });

  it('reads or refuses whatever a broken transfer leaves', () => {
    expectEveryPrefixToBeRead(tafWagonNoticesAdapter, notice());
  });
});
