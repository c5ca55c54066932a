import { describe, expect, it } from 'vitest';
import { codesOf, expectEveryPrefixToBeRead, onlyPart, PROFILE, quotedIn, readWith } from './rail-reading.fixture.ts';
import { tafTrainCompositionAdapter } from './taf-train-composition.ts';

const TRAIN = '2180.-----0041720.00.2024.2024-06-16';

const BOX_WAGON = `<WagonData>
  <WagonNumberFreight>378449651234</WagonNumberFreight><WagonTrainPosition>1</WagonTrainPosition>
  <WagonOperationalData><BrakeType>G</BrakeType><BrakeWeight>60</BrakeWeight><WagonMaxSpeed>100</WagonMaxSpeed><TotalLoadWeight>48000</TotalLoadWeight></WagonOperationalData>
  <ILU_Details><LoadUnitNumber>MSKU9070323</LoadUnitNumber><LoadingStatus>1</LoadingStatus><Seals><SealsDescription>CN778812</SealsDescription></Seals></ILU_Details>
  <ILU_Details><LoadUnitNumber>CSQU3054383</LoadUnitNumber><LoadingStatus>0</LoadingStatus></ILU_Details>
</WagonData>`;
const BARE_WAGON =
  '<WagonData><WagonNumberFreight>3152 4962 001-6</WagonNumberFreight><WagonTrainPosition>2</WagonTrainPosition></WagonData>';

function composition({
  status = '1',
  created = '2024-06-16T19:30:00+02:00',
  identifiers = '<TransportOperationalIdentifiers><ObjectType>TR</ObjectType><Company>2180</Company><Core>-----0041720</Core><Variant>00</Variant><TimetableYear>2024</TimetableYear><StartDate>2024-06-16</StartDate></TransportOperationalIdentifiers>',
  scheduled = '<ScheduledTimeAtHandover>2024-06-16T21:05:00+02:00</ScheduledTimeAtHandover>',
  wagons = BOX_WAGON + BARE_WAGON,
  more = '',
} = {}): string {
  return `<?xml version="1.0"?>
<TrainCompositionMessage xmlns="http://www.era.europa.eu/schemes/TAFTSI/3.4">
  <MessageHeader><MessageReference><MessageType>3003</MessageType><MessageTypeVersion>3.4</MessageTypeVersion><MessageIdentifier>TCM-7</MessageIdentifier><MessageDateTime>${created}</MessageDateTime></MessageReference><Sender>2180</Sender><Recipient>0051</Recipient></MessageHeader>
  <MessageStatus>${status}</MessageStatus>
  ${identifiers}
  <OperationalTrainNumberIdentifier><OperationalTrainNumber>41720</OperationalTrainNumber>${scheduled}</OperationalTrainNumberIdentifier>
  <TransferPoint><CountryCodeISO>PL</CountryCodeISO><LocationPrimaryCode>54742</LocationPrimaryCode><PrimaryLocationName>Malaszewicze</PrimaryLocationName></TransferPoint>
  <TransfereeIM>0051</TransfereeIM>
  <TrainCompositionJourneySection>
    <JourneySection><JourneySectionOrigin><CountryCodeISO>PL</CountryCodeISO><LocationPrimaryCode>54742</LocationPrimaryCode></JourneySectionOrigin>
      <JourneySectionDestination><CountryCodeISO>DE</CountryCodeISO><LocationPrimaryCode>12345</LocationPrimaryCode></JourneySectionDestination></JourneySection>
    <LocoIdent><LocoNumber>915140000123</LocoNumber></LocoIdent>
    ${wagons}
  </TrainCompositionJourneySection>${more}
</TrainCompositionMessage>`;
}

const partOf = (text: string, profile = PROFILE) => onlyPart(readWith(tafTrainCompositionAdapter, text, profile));
const eventsOf = (text: string) => partOf(text).facts.flatMap(fact => (fact.kind === 'EVENT' ? [fact] : []));

describe('TAF TrainCompositionMessage', () => {
  const part = partOf(composition());
  const [first, second, wagon, leaves] = eventsOf(composition());

  it('puts each box on its wagon in the train', () => {
    expect(codesOf(part)).toEqual([]);
    expect(part.reference).toBe('TCM-7');
    expect(first).toMatchObject({
      type: 'LOAD',
      classifier: 'ACT',
      subject: 'EQUIPMENT',
      time: { instant: '2024-06-16T17:30:00.000Z' },
      place: { codes: [{ scheme: 'TAF', value: 'PL54742' }] },
      equipment: { number: 'MSKU9070323', fullness: 'FULL', wagon: '378449651234', seals: [{ number: 'CN778812' }] },
      conveyance: { mode: 'RAIL', journey: TRAIN, name: '41720', plate: '378449651234', carrier: '2180' },
      position: { kind: 'XPATH', path: '/TrainCompositionMessage/TrainCompositionJourneySection/WagonData[1]' },
      key: `${TRAIN}|PL54742|MSKU9070323|LOAD`,
      revision: 1,
    });
    expect(second).toMatchObject({ equipment: { number: 'CSQU3054383', fullness: 'EMPTY', wagon: '378449651234' } });
  });

  it('quotes box, seal, wagon and train', () => {
    expect(first && quotedIn(first)).toEqual([
      'CONTAINER MSKU9070323',
      'SEAL CN778812',
      `TRAIN ${TRAIN}`,
      'WAGON 378449651234',
    ]);
  });

  it('puts a wagon without boxes into the train itself', () => {
    expect(wagon).toMatchObject({ type: 'LOAD', subject: 'TRANSPORT', conveyance: { plate: '315249620016' } });
    expect(wagon?.equipment).toBeUndefined();
    expect(wagon && quotedIn(wagon)).toEqual([`TRAIN ${TRAIN}`, 'WAGON 315249620016']);
  });

  it('plans the departure with all that is in the train', () => {
    expect(leaves).toMatchObject({
      type: 'DEPARTURE',
      classifier: 'PLN',
      subject: 'TRANSPORT',
      time: { instant: '2024-06-16T19:05:00.000Z' },
      place: { name: 'Malaszewicze' },
    });
    expect(leaves && quotedIn(leaves)).toEqual([
      'CONTAINER CSQU3054383',
      'CONTAINER MSKU9070323',
      'SEAL CN778812',
      `TRAIN ${TRAIN}`,
      'WAGON 315249620016',
      'WAGON 378449651234',
    ]);
    expect(eventsOf(composition({ scheduled: '' })).map(({ type }) => type)).toEqual(['LOAD', 'LOAD', 'LOAD']);
  });

  it('reads each section of the journey as a part of its own, planning one departure', () => {
    const more = `<TrainCompositionJourneySection><JourneySection><JourneySectionOrigin><CountryCodeISO>DE</CountryCodeISO><LocationPrimaryCode>12345</LocationPrimaryCode></JourneySectionOrigin></JourneySection>${BARE_WAGON}</TrainCompositionJourneySection>`;
    const { parts, messageType } = readWith(tafTrainCompositionAdapter, composition({ more }));
    expect(messageType).toBe('TAF TSI TrainComposition 3.4');
    expect(parts.map(({ facts }) => facts.length)).toEqual([4, 1]);
  });

  it('corrects under the same keys, and takes back by them', () => {
    const later = eventsOf(composition({ status: '2', created: '2024-06-16T20:00:00+02:00' }));
    expect(later.map(({ key }) => key)).toEqual(eventsOf(composition()).map(({ key }) => key));
    expect(later[0]?.updatedAt?.instant).toBe('2024-06-16T18:00:00.000Z');
    const deleted = partOf(composition({ status: '3' })).facts;
    expect(deleted.map(fact => (fact.kind === 'RETRACTION' ? fact.target.key : fact.kind))).toEqual(
      later.map(({ key }) => key),
    );
  });
});

describe('dirt', () => {
  it.each([
    ['a malformed box', { wagons: BOX_WAGON.replace('CSQU3054383', 'BOX17') }, ['WARNING EQUIPMENT_FORMAT'], 3],
    ['a wrong check digit', { wagons: BOX_WAGON.replace('MSKU9070323', 'MSKU9070324') }, ['WARNING CHECK_DIGIT'], 3],
    ['a wagon number that is none', { wagons: BARE_WAGON.replace('3152 4962 001-6', '17') }, ['WARNING VALUE'], 2],
    ['no train identifier', { identifiers: '' }, ['WARNING STRUCTURE'], 4],
    [
      'a departure without a zone',
      { scheduled: '<ScheduledTimeAtHandover>2024-06-16T21:05:00</ScheduledTimeAtHandover>' },
      ['WARNING TIME_ZONE_UNKNOWN'],
      4,
    ],
    ['no wagons', { wagons: '' }, ['ERROR STRUCTURE'], 0],
    ['a time that is none', { created: 'noon' }, ['WARNING VALUE', 'ERROR VALUE'], 0],
    ['an unknown status', { status: '7' }, ['ERROR CODE_UNKNOWN'], 0],
  ])('%s', (_what, options, codes, facts) => {
    const part = partOf(composition(options));
    expect(codesOf(part)).toEqual(codes);
    expect(part.facts).toHaveLength(facts);
    const doubts = part.issues.filter(({ severity }) => severity === 'WARNING');
    for (const fact of part.facts) expect(fact.issues).toEqual(doubts);
  });

  it('links nothing by a bare train number', () => {
    const [first] = eventsOf(composition({ identifiers: '' }));
    expect(first && quotedIn(first).some(quoted => quoted.startsWith('TRAIN'))).toBe(false);
  });

  it('reads or refuses whatever a broken transfer leaves', () => {
    expectEveryPrefixToBeRead(tafTrainCompositionAdapter, composition());
  });
});
