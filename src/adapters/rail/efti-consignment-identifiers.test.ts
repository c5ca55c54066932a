import { describe, expect, it } from 'vitest';
import type { EventFact } from '../../messages/fact.ts';
import { eftiConsignmentIdentifiersAdapter } from './efti-consignment-identifiers.ts';
import { codesOf, expectEveryPrefixToBeRead, onlyPart, PROFILE, quotedIn, readWith } from './rail-reading.fixture.ts';

const NAMESPACE = 'http://efti.eu/v1/consignment/identifier';
const HELSINKI = { ...PROFILE, timeZone: 'Europe/Helsinki' };

const leg = (mode: string, id: string, dangerous = 'false', more = '') =>
  `<mainCarriageTransportMovement>${more}<dangerousGoodsIndicator>${dangerous}</dangerousGoodsIndicator><modeCode>${mode}</modeCode><usedTransportMeans><id>${id}</id><registrationCountry><code>FI</code></registrationCountry></usedTransportMeans></mainCarriageTransportMovement>`;
const used = (category: string, id: string, ...carried: string[]) =>
  `<usedTransportEquipment>${carried.map((box, index) => `<carriedTransportEquipment><id>${box}</id><sequenceNumber>${index + 1}</sequenceNumber></carriedTransportEquipment>`).join('')}<categoryCode>${category}</categoryCode><id schemeAgencyId="20">${id}</id><sequenceNumber>1</sequenceNumber></usedTransportEquipment>`;

const ACCEPTED = '<carrierAcceptanceDateTime formatId="205">202410220800+0300</carrierAcceptanceDateTime>';
const DELIVERED =
  '<deliveryEvent><actualOccurrenceDateTime formatId="205">202410231630+0300</actualOccurrenceDateTime></deliveryEvent>';

function identifiers({
  accepted = ACCEPTED,
  delivered = DELIVERED,
  legs = leg('3', 'ABC-123'),
  equipment = used('AE', '4321-1', 'MSKU9070323'),
  more = '',
} = {}): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<consignment xmlns="${NAMESPACE}">${accepted}${delivered}${legs}${equipment}${more}</consignment>`;
}

const partOf = (text: string, profile = PROFILE) =>
  onlyPart(readWith(eftiConsignmentIdentifiersAdapter, text, profile));
const eventsOf = (options: Parameters<typeof identifiers>[0] = {}) =>
  partOf(identifiers(options)).facts.filter((fact): fact is EventFact => fact.kind === 'EVENT');

describe('eFTI consignment identifiers', () => {
  const [accepted, delivered] = eventsOf();

  it('tell when the carrier took the goods over and when they were delivered', () => {
    expect(codesOf(partOf(identifiers()))).toEqual([]);
    expect(accepted).toMatchObject({
      type: 'CARGO_ACCEPTED',
      classifier: 'ACT',
      subject: 'GOODS',
      time: { instant: '2024-10-22T05:00:00.000Z', zoneSource: 'EXPLICIT' },
      equipment: { number: 'MSKU9070323', dangerous: false },
      conveyance: { mode: 'ROAD', plate: 'ABC-123' },
      position: { kind: 'XPATH', path: '/consignment/carrierAcceptanceDateTime' },
    });
    expect(delivered).toMatchObject({ type: 'CARGO_DELIVERED', time: { instant: '2024-10-23T13:30:00.000Z' } });
  });

  it('quote the box, its trailer and its truck', () => {
    expect(accepted && quotedIn(accepted)).toEqual(['CONTAINER MSKU9070323', 'VEHICLE 4321-1', 'VEHICLE ABC-123']);
  });

  it('put a box on the wagon that carries it', () => {
    const [event] = eventsOf({
      legs: leg('2', '915140000123', 'true'),
      equipment: used('RR', '378449651234', 'MSKU9070323'),
    });
    expect(event?.equipment).toEqual({ number: 'MSKU9070323', seals: [], wagon: '378449651234', dangerous: true });
    expect(event && quotedIn(event)).toEqual(['CONTAINER MSKU9070323', 'WAGON 378449651234', 'WAGON 915140000123']);
  });

  it('name the legs where there are several, and none as that of the event', () => {
    const legs = leg('1', 'IMO 9321483', 'true') + leg('3', 'ABC-124') + leg('3', 'ABC-123');
    const [event] = eventsOf({ legs, equipment: used('CN', 'MSKU9070323') + used('CN', 'CSQU3054383') });
    expect(event?.conveyance).toBeUndefined();
    expect(event?.equipment).toBeUndefined();
    expect(event?.remarks).toBe('legs, in no order: sea 9321483 (FI); road ABC-124 (FI); road ABC-123 (FI)');
    expect(event && quotedIn(event)).toEqual([
      'CONTAINER CSQU3054383',
      'CONTAINER MSKU9070323',
      'VEHICLE ABC-123',
      'VEHICLE ABC-124',
    ]);
  });

  it('read more of a whole data set: places, estimates, arrivals and departures of legs', () => {
    const location = '<occurrenceLocation><id>FIHEL</id><name>Helsinki</name></occurrenceLocation>';
    const arrival = `<arrivalEvent><estimatedOccurrenceDateTime formatId="205">202410230600+0300</estimatedOccurrenceDateTime>${location}</arrivalEvent>`;
    const text = identifiers({
      delivered: `<deliveryEvent><scheduledOccurrenceDateTime formatId="205">202410231630+0300</scheduledOccurrenceDateTime>${location}</deliveryEvent>`,
      legs: leg('3', 'ABC-123', 'false', arrival),
    }).replace('/identifier', '/common');
    const events = partOf(text).facts.flatMap(fact => (fact.kind === 'EVENT' ? [fact] : []));
    expect(events.map(({ type, classifier, subject, place }) => [type, classifier, subject, place?.name])).toEqual([
      ['CARGO_ACCEPTED', 'ACT', 'GOODS', undefined],
      ['CARGO_DELIVERED', 'PLN', 'GOODS', 'Helsinki'],
      ['ARRIVAL', 'EST', 'TRANSPORT', 'Helsinki'],
    ]);
  });

  it('are as many parts as a gate found consignments, each with the key of its data set', () => {
    const one = (dataset: string) =>
      `<ed:consignment>${ACCEPTED}${used('CN', 'MSKU9070323')}<ed:uil><ed:gateId>FI</ed:gateId><ed:platformId>1234</ed:platformId><ed:datasetId>${dataset}</ed:datasetId></ed:uil></ed:consignment>`;
    const answer = (status: string, inside: string) =>
      `<ed:identifierResponse xmlns="${NAMESPACE}" xmlns:ed="http://efti.eu/v1/edelivery" status="${status}">${inside}</ed:identifierResponse>`;
    const { parts } = readWith(eftiConsignmentIdentifiersAdapter, answer('200', one('DS-1') + one('DS-2')));
    expect(parts.map(({ reference, facts }) => [reference, facts[0]?.key])).toEqual([
      ['FI/1234/DS-1', 'FI/1234/DS-1|CARGO_ACCEPTED|ACT'],
      ['FI/1234/DS-2', 'FI/1234/DS-2|CARGO_ACCEPTED|ACT'],
    ]);
    const failed = partOf(answer('502', '<ed:description>Bad gateway</ed:description>'));
    expect(codesOf(failed)).toEqual(['ERROR ERROR_MESSAGE']);
    expect(failed.issues[0]?.message).toContain('502, no trade data: Bad gateway');
    expect(codesOf(partOf(answer('200', '')))).toEqual(['ERROR STRUCTURE']);
  });
});

describe('dirt', () => {
  it.each([
    ['a malformed box', { equipment: used('AE', '4321-1', '1234-1') }, ['WARNING EQUIPMENT_FORMAT']],
    ['a wrong check digit', { equipment: used('CN', 'MSKU9070324') }, ['WARNING CHECK_DIGIT']],
    ['an unknown mode', { legs: leg('77', 'X') }, ['WARNING CODE_UNKNOWN']],
    ['a wrong IMO number', { legs: leg('1', '9321484') }, ['WARNING VALUE']],
    ['a time without zone', { delivered: '', accepted: ACCEPTED.replace('+0300', '') }, ['WARNING TIME_ZONE_UNKNOWN']],
    [
      'a time that is none',
      { delivered: '', accepted: ACCEPTED.replace('202410220800+0300', 'noon') },
      ['WARNING VALUE', 'ERROR STRUCTURE'],
    ],
    ['no time', { accepted: '', delivered: '' }, ['ERROR STRUCTURE']],
    ['nothing that is named', { legs: '', equipment: '' }, ['ERROR STRUCTURE']],
  ])('%s', (_what, options, codes) => {
    const part = partOf(identifiers(options));
    expect(codesOf(part)).toEqual(codes);
    expect(part.facts.length > 0).toBe(codes.every(code => !code.startsWith('ERROR')));
  });

  it('takes local times for those of the profile', () => {
    const text = identifiers({ accepted: ACCEPTED.replace('+0300', ''), delivered: '' });
    const [event] = partOf(text, HELSINKI).facts;
    expect(event?.kind === 'EVENT' && event.time.instant).toBe('2024-10-22T05:00:00.000Z');
  });

  it('reads or refuses whatever a broken transfer leaves', () => {
    expectEveryPrefixToBeRead(eftiConsignmentIdentifiersAdapter, identifiers());
  });
});
