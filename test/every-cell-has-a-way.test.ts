import { type GraphQLSchema, getNamedType, isObjectType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { CELLS, type CellInfo, type Root } from '../src/policy/cells.ts';
import { buildHubSchema, buildSubgraphSchema } from '../src/resolvers/schema.ts';
import { selectedPaths } from '../src/resolvers/selected-cells.ts';
import { SUBGRAPHS } from '../src/resolvers/subgraph-builder.ts';
import { wholeOf } from './whole-consignment.fixture.ts';

const schema = buildHubSchema();
const ENTRIES: Readonly<Record<Root, (selection: string) => string>> = {
  Consignment: each => `{ consignment(where: {ucr: "x"}) { ${each} } }`,
  Voyage: each => `{ voyage(where: {number: {vessel: "1", number: "1"}}) { ${each} } }`,
  Fact: each => `{ unlinked { nodes { ${each} } } }`,
  AssistanceCase: each => `{ assistanceCases { nodes { ${each} } } }`,
};

/** Values that agreements name and that no field of the type gives by itself; each with what gives it. A field that comes to the schema is asked. */
const NO_FIELD: Readonly<Record<string, string>> = {
  'Consignment.items.quantity': 'importDraft',
  'Consignment.items.quantityUnit': 'importDraft',
  'Consignment.declarations.items.quantity': 'importDraft',
  'Consignment.declarations.items.quantityUnit': 'importDraft',
  'Consignment.certificates.items.quantity': 'nothing',
  'Consignment.certificates.items.quantityUnit': 'nothing',
  'Consignment.equipmentUses.opened': 'EquipmentUse.openedAt',
  'Consignment.equipmentUses.closed': 'EquipmentUse.closedAt',
  'Consignment.events.direct': 'Consignment.trail, whose gaps it fills',
  'Consignment.events.conveyance': 'Consignment.trail',
  'Consignment.events.references': 'TransportMovement.voyage',
  'Consignment.links.kind': 'Link.fact',
  'Consignment.links.messageId': 'Link.fact',
  'Consignment.bookings.carrierName': 'Booking.carrier',
  'Consignment.bookings.mode': 'whether it is a Booking or a RailBooking',
  'Consignment.bookings.wagons': 'RailBooking.wagons',
  'Consignment.railBookings.carrierName': 'RailBooking.carrier',
  'Consignment.railBookings.mode': 'whether it is a Booking or a RailBooking',
  'Consignment.railBookings.noteNumber': 'RailBooking.note',
  'Consignment.railConsignmentNotes.trainNumber': 'RailConsignmentNote.train',
  'Consignment.railConsignmentNotes.bookingNumber': 'RailConsignmentNote.booking',
};
/** Told of the consignments that travel, and of trains. */
const OF_TRAVELLERS = /^Voyage\.(events|wagons)\./;

const patternsOf = (cells: readonly CellInfo[]) => cells.map(each => each.pattern);

function notSelected(root: Root, of: GraphQLSchema): string[] {
  const selection = [...wholeOf(root, of).values()].join(' ');
  const selected = selectedPaths(of, parse(ENTRIES[root](selection)));
  return patternsOf(CELLS.filter(each => each.root === root && !selected.has(each.pattern)));
}

test('what is asked in every way is every value of which agreements speak', () => {
  const missing = (Object.keys(ENTRIES) as Root[]).flatMap(root => notSelected(root, schema));
  expect(missing.filter(each => !OF_TRAVELLERS.test(each)).sort()).toEqual(Object.keys(NO_FIELD).sort());
  expect(
    patternsOf(CELLS.filter(each => OF_TRAVELLERS.test(each.pattern))).filter(each => !missing.includes(each)),
  ).toEqual([]);
});

test('a value has no field of its own only where the schema has none', () => {
  const types = new Map(
    Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .map(type => [type.name, type]),
  );
  const found = CELLS.filter(({ pattern, steps }) => {
    const last = steps.at(-1);
    const field = last && types.get(last.type)?.getFields()[last.field];
    return NO_FIELD[pattern] !== undefined && field !== undefined && getNamedType(field.type) !== undefined;
  });
  expect(patternsOf(found)).toEqual([]);
});

test('entities of the subgraphs give together what the whole hub gives of a consignment', () => {
  const given = SUBGRAPHS.flatMap(name => [...wholeOf('Consignment', buildSubgraphSchema(name)).keys()]);
  expect([...new Set(given)].sort()).toEqual([...wholeOf('Consignment', schema).keys()].sort());
});
