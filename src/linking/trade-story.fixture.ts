import fc from 'fast-check';
import {
  answer,
  at,
  bill,
  booking,
  box,
  call,
  declaration,
  event,
  known,
  note,
  refs,
  retraction,
} from '../consignment/fact.fixture.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import type { Fact, YardPositionFact } from '../messages/fact.ts';
import type { CertificateFact } from '../messages/partner-facts.ts';

/** Few numbers, so that they meet: shared masters, boxes that are used again, numbers of two issuers. */
const date = fc
  .integer({ min: 0, max: 150 })
  .map(day => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
const updatedAt = fc.integer({ min: 0, max: 3 }).map(day => at(`2026-06-0${day + 1}`));
const boxNumber = fc.constantFrom('CSQU3054383', 'MSKU9065559', 'TEMU1234565');
const seal = fc.constantFrom('S1', 'S2');
const equipment = fc.array(
  fc
    .record({ number: boxNumber, sealed: fc.option(seal) })
    .map(({ number, sealed }) => box(number, { seals: sealed ? [{ number: sealed }] : [] })),
  { maxLength: 2 },
);
const bills = fc.constantFrom('BL A', 'BL B', 'BL H1', 'BL H2', 'BL M', 'BL A MAEU', 'BL A COSU', 'BL M MAEU');
const papers = fc.constantFrom(
  'UCR_D U1',
  'UCR_D U2',
  'UCR_M X',
  'DECLARATION D1',
  'DECLARATION D2',
  'LRN L1',
  'BOOKING K1',
  'BOOKING K2',
  'RAIL_NOTE N1',
);
const journeys = fc.constantFrom('VOYAGE IMO:1/1E', 'VOYAGE IMO:1/2E', 'VOYAGE CALLSIGN:X/1E', 'TRAIN T1');
const quoting = (...kinds: readonly fc.Arbitrary<string>[]) =>
  fc.array(fc.oneof(...kinds), { maxLength: 2 }).map(texts => refs(...texts));
const eventKey = fc.option(fc.constantFrom('e1', 'e2', 'e3'), { nil: undefined });
const keyed = fc
  .record({ key: eventKey, updatedAt })
  .map(({ key, updatedAt: time }) => (key ? { key, updatedAt: time } : {}));

const transportDocument = fc
  .record({
    number: fc.constantFrom('A', 'B', 'H1', 'H2', 'M'),
    issuer: fc.option(fc.constantFrom('MAEU', 'COSU')),
    master: fc.option(fc.constantFrom('M', 'A')),
    issued: fc.option(date),
    equipment,
    references: quoting(papers, journeys),
    related: fc.option(
      fc.record({
        type: fc.constantFrom('SPLIT_FROM', 'MERGED_FROM', 'REISSUES', 'CONTINUES'),
        number: fc.constantFrom('A', 'B', 'H1', 'M'),
      }),
      { freq: 3 },
    ),
    tonnes: fc.option(fc.constantFrom('1', '2', '3')),
    revised: keyed,
  })
  .map(({ number, issuer, master, issued, equipment: boxes, references, related, tonnes, revised }) =>
    bill(number, {
      document: { number, ...(issuer && { issuer }) },
      ...(tonnes && { grossMass: { value: tonnes, unit: 'TNE' } }),
      ...(related && { relations: [related] }),
      ...(master && { master: { number: master } }),
      ...(issued && { issuedAt: at(issued) }),
      equipment: boxes,
      references: [...references, ...(related ? refs(`BL ${related.number}`) : [])],
      ...revised,
    }),
  );

const customs = fc.oneof(
  fc
    .record({
      number: fc.constantFrom('', 'D1', 'D2'),
      local: fc.option(fc.constantFrom('L1', 'L2')),
      equipment,
      references: quoting(bills, papers),
      day: date,
      said: fc.constantFrom('ORIGINAL', 'ORIGINAL', 'AMENDMENT', 'CANCELLATION'),
      version: fc.option(fc.constantFrom(1, 2)),
    })
    .filter(({ number, local }) => number !== '' || local !== null)
    .map(({ number, local, equipment: boxes, references, day, said, version }) =>
      declaration(number, {
        ...(local && { localReference: local }),
        ...(version && { version }),
        function: said,
        equipment: boxes,
        references,
        lodgedAt: at(day),
      }),
    ),
  fc
    .record({
      code: fc.constantFrom('01', '03', '05', '08', '10'),
      day: fc.option(date),
      number: fc.constantFrom('D1', 'D2'),
      local: fc.option(fc.constantFrom('L1', 'L2')),
    })
    .map(({ code, number, local, day }) =>
      answer(code, { number, ...(local && { localReference: local }), ...(day && { issuedAt: at(day) }) }),
    ),
);

const carriage = fc.oneof(
  fc
    .record({ number: fc.constantFrom('K1', 'K2'), equipment, references: quoting(bills, journeys), day: date })
    .map(({ number, equipment: boxes, references, day }) =>
      booking(number, { equipment: boxes, references, requestedAt: at(day) }),
    ),
  fc
    .record({ number: fc.constantFrom('N1', 'N2'), equipment, references: quoting(bills, papers, journeys), day: date })
    .map(({ number, equipment: boxes, references, day }) =>
      note(number, { equipment: boxes, references, contractedAt: at(day) }),
    ),
);

const moves = fc.constantFrom('GATE_IN', 'GATE_OUT', 'LOAD', 'DISCHARGE', 'STRIPPING', 'SEAL_BROKEN', 'RESEALED');
const boxEvent = fc
  .record({
    type: moves,
    day: date,
    number: boxNumber,
    empty: fc.boolean(),
    seals: fc.array(seal, { maxLength: 1 }),
    classifier: fc.constantFrom('ACT', 'ACT', 'EST', 'PLN'),
    movement: fc.option(fc.constantFrom('TRANSHIPMENT', 'IMPORT')),
    zoned: fc.boolean(),
    references: fc.oneof(fc.constant([]), quoting(bills, papers, journeys)),
    revised: keyed,
  })
  .map(({ type, day, number, empty, seals, classifier, movement, zoned, references, revised }) =>
    event(type, day, {
      equipment: box(number, {
        ...(empty && { fullness: 'EMPTY' }),
        seals: seals.map(each => ({ number: each })),
      }),
      time: zoned ? at(day) : { ...at(day), zoneSource: 'UNKNOWN', precision: 'DAY' },
      classifier,
      ...(movement && { movement }),
      references,
      ...revised,
    }),
  );
const yardPosition = fc.record({ number: boxNumber, day: date }).map(
  ({ number, day }): YardPositionFact => ({
    kind: 'YARD_POSITION',
    position: { kind: 'MESSAGE' },
    equipment: box(number),
    place: { codes: [{ scheme: 'YARD', value: 'A0102' }] },
    time: at(day),
    references: refs(`CONTAINER ${number}`),
  }),
);
const paperEvent = fc
  .record({ day: date, references: quoting(bills, papers), revised: keyed })
  .map(({ day, references, revised }) => event('DOCUMENT_ISSUED', day, { references, ...revised }));
const transportEvent = fc
  .record({ day: date, references: fc.array(journeys, { minLength: 1, maxLength: 2 }), revised: keyed })
  .map(({ day, references, revised }) =>
    event('ARRIVAL', day, { subject: 'TRANSPORT', references: refs(...references), ...revised }),
  );
const schedule = fc
  .record({ place: fc.constantFrom('CNTSN', 'SGSIN'), references: fc.array(journeys, { minLength: 1, maxLength: 2 }) })
  .map(({ place, references }) => call(place, { references: refs(...references) }));
const certificate = fc.record({ equipment, day: fc.option(date) }).map(
  ({ equipment: boxes, day }): CertificateFact => ({
    kind: 'CERTIFICATE',
    position: { kind: 'MESSAGE' },
    number: 'C1',
    type: 'HEALTH',
    status: 'ISSUED',
    parties: [],
    items: [],
    equipment: boxes,
    ...(day && { issuedAt: at(day) }),
    references: boxes.flatMap(each =>
      refs(`CONTAINER ${each.number}`, ...each.seals.map(({ number }) => `SEAL ${number}`)),
    ),
  }),
);
const takenBack = fc
  .record({ key: fc.constantFrom('e1', 'e2', 'e3'), time: fc.option(updatedAt), reinstates: fc.boolean() })
  .map(({ key, time, reinstates }) =>
    retraction(key, { ...(time && { updatedAt: time }), ...(reinstates && { reinstates }) }),
  );

const fact: fc.Arbitrary<Fact> = fc.oneof(
  { weight: 4, arbitrary: transportDocument },
  { weight: 2, arbitrary: customs },
  { weight: 2, arbitrary: carriage },
  { weight: 4, arbitrary: boxEvent },
  { weight: 1, arbitrary: paperEvent },
  { weight: 2, arbitrary: fc.oneof(transportEvent, schedule) },
  { weight: 1, arbitrary: fc.oneof(certificate, yardPosition) },
  { weight: 1, arbitrary: takenBack },
);

/** What two senders say, in no order; some of it twice, word for word, in two messages. */
export const tradeStory: fc.Arbitrary<readonly KnownFact[]> = fc
  .array(fc.record({ fact, origin: fc.constantFrom('carrier', 'terminal'), again: fc.boolean() }), {
    minLength: 2,
    maxLength: 14,
  })
  .map(stated =>
    stated.flatMap(({ fact: each, origin, again }, i) => [
      known(each, origin),
      ...(again && i % 3 === 0 ? [known(each, origin, `again-${known(each, origin).id}`)] : []),
    ]),
  )
  .map(facts => [...new Map(facts.map(each => [each.id, each])).values()]);

/** The same facts in another order, some of them given twice. */
export function retold(facts: readonly KnownFact[]): fc.Arbitrary<readonly KnownFact[]> {
  return fc
    .tuple(fc.shuffledSubarray([...facts], { minLength: facts.length }), fc.subarray([...facts]))
    .map(([all, twice]) => [...all, ...twice]);
}
