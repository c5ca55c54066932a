import type { Fact } from '../../messages/fact.ts';
import type { ReferenceScheme } from '../../messages/reference.ts';
import { cellOf } from '../cells.ts';

/**
 * By which cell each member of a statement is decided where it leaves the hub. What is not named does not leave: a new member stays at home
 * until somebody says here what it is.
 */
export type PassOnRule =
  /** A value, read by any of its cells; denied under one of them it is denied. */
  | { readonly is: 'cell'; readonly cells: readonly number[] }
  /** What says no value of the goods: which function a message has, which way a role is called. */
  | { readonly is: 'kept' }
  | PassOnPart;

/** An object, or each of a list. Without one of its `needs` it is not there; `empty` lists stand for what is withheld. */
export interface PassOnPart {
  readonly is: 'part';
  readonly members: Readonly<Record<string, PassOnRule>>;
  readonly needs: readonly string[];
  readonly empty: readonly string[];
}

type Members = Readonly<Record<string, string | PassOnRule>>;

const KEPT: PassOnRule = { is: 'kept' };
const at = (...paths: readonly string[]): PassOnRule => ({
  is: 'cell',
  cells: paths.map(path => cellOf(`Consignment.${path}`)),
});

function part(
  below: string,
  members: Members,
  needs: readonly string[] = [],
  empty: readonly string[] = [],
): PassOnPart {
  const rules = Object.entries(members).map(([name, rule]) => [
    name,
    typeof rule === 'string' ? at(`${below}${rule}`) : rule,
  ]);
  return { is: 'part', members: Object.fromEntries(rules), needs, empty };
}

const same = (...names: readonly string[]): Members => Object.fromEntries(names.map(name => [name, name]));

const BOX = {
  ...same('sizeType', 'fullness', 'load', 'supplier', 'seals', 'grossMass', 'verifiedGrossMass', 'tareMass', 'wagon'),
  ...same('dangerous', 'reefer'),
};
/** A box with what is said of it; its number is known by the field that names it there. */
const boxes = (number: string): PassOnPart =>
  part('equipmentUses.', { ...BOX, number: at(number, 'equipmentUses.equipment.number') }, ['number'], ['seals']);
const party = (below: string): PassOnPart =>
  part(below, { role: KEPT, ...same('name', 'country', 'address', 'identifiers') }, ['role'], ['identifiers']);
const items = (below: string): PassOnPart =>
  part(
    `${below}.`,
    {
      ...same('sequence', 'hsCode', 'description', 'grossMass', 'netMass', 'value', 'originCountry', 'equipment'),
      packages: part(`${below}.`, { count: 'packages', kind: 'packageKind' }, ['count']),
      quantity: part(`${below}.`, { value: 'quantity', unit: 'quantityUnit' }, ['value']),
      dangerousGoods: part(`${below}.`, { unNumber: 'unNumber', imoClass: 'imdgClass' }),
      previousDocuments: 'previousDocuments',
    },
    ['sequence'],
  );
const conveyance = part('legs.', {
  mode: KEPT,
  ...same('imo', 'callSign', 'carrier'),
  name: 'conveyanceName',
  journey: 'journeyNumber',
});

const event = part(
  'events.',
  {
    ...same('type', 'classifier', 'place', 'movement', 'direct', 'rawCode', 'reason', 'remarks', 'conveyance'),
    time: 'eventTime',
    subject: KEPT,
    equipment: boxes('events.equipment.number'),
  },
  ['type', 'classifier', 'time'],
);

const document = part(
  '',
  {
    document: part('transportDocuments.', same('type', 'number', 'issuer'), ['number']),
    master: at('transportDocuments.masterNumber'),
    status: at('transportDocuments.status'),
    issuedAt: at('transportDocuments.issuedAt'),
    ...same('goodsDescription', 'origin', 'placeOfLoading', 'placeOfDischarge', 'destination', 'grossMass', 'packages'),
    parties: party('parties.party.'),
    items: items('items'),
    equipment: boxes('equipmentUses.equipment.number'),
    conveyance,
    relations: part('transportDocuments.relations.', same('type', 'number', 'issuer'), ['type', 'number']),
  },
  ['document'],
  ['parties', 'items', 'equipment'],
);

const declaration = part(
  'declarations.',
  {
    function: KEPT,
    ...same('number', 'localReference', 'version', 'typeCode', 'direction', 'country', 'office', 'goodsLocation'),
    ...same('lodgedAt', 'procedure', 'incoterm', 'originCountry', 'dispatchCountry', 'destinationCountry'),
    ...same('grossMass', 'packages'),
    value: 'customsValue',
    parties: party('declarations.parties.party.'),
    items: items('declarations.items'),
    equipment: boxes('declarations.equipment.number'),
    changes: 'versions.changes',
    reason: 'versions.reason',
  },
  [], // before it is accepted it has no number
  ['parties', 'items', 'equipment'],
);

const answer = part(
  'declarations.',
  {
    ...same('number', 'localReference'),
    functionCode: 'notifications.functionCode',
    version: 'notifications.version',
    issuedAt: 'notifications.at',
    errors: 'notifications.errors',
  },
  ['number', 'functionCode'],
);

const inspection = part(
  'inspections.',
  {
    ...same(
      'number',
      'authority',
      'method',
      'result',
      'performedAt',
      'place',
      'imageAvailable',
      'sealApplied',
      'findings',
    ),
    equipment: boxes('inspections.equipment.number'),
  },
  ['number', 'authority', 'method', 'result'],
  ['equipment'],
);

const certificate = part(
  'certificates.',
  {
    ...same('number', 'type', 'typeCode', 'status', 'statusCode', 'replaces', 'issuer', 'issuedAt'),
    ...same('exportCountry', 'importCountry'),
    parties: party('certificates.parties.party.'),
    items: items('certificates.items'),
    equipment: boxes('certificates.equipment.number'),
  },
  ['number', 'type', 'status'],
  ['parties', 'items', 'equipment'],
);

const yardPosition = part(
  'yardPositions.',
  { place: 'place', time: 'time', equipment: boxes('yardPositions.equipment.number') },
  ['place', 'time', 'equipment'],
);

/** The kinds of statement that leave. Bookings, notes and schedules do not: voyages have no rows by which an agreement could cut them. */
export const PASSED_ON_KINDS: Partial<Readonly<Record<Fact['kind'], PassOnPart>>> = {
  EVENT: event,
  TRANSPORT_DOCUMENT: document,
  DECLARATION: declaration,
  DECLARATION_STATUS: answer,
  INSPECTION: inspection,
  CERTIFICATE: certificate,
  YARD_POSITION: yardPosition,
};

const PATH_OF_SCHEME: Partial<Readonly<Record<ReferenceScheme, string>>> = {
  UCR_D: 'ucr',
  BL: 'transportDocuments.number',
  BOOKING: 'bookings.number',
  DECLARATION: 'declarations.number',
  LRN: 'declarations.localReference',
  RAIL_NOTE: 'railConsignmentNotes.number',
  RAIL_BOOKING: 'railBookings.number',
  CERTIFICATE: 'certificates.number',
  CONTAINER: 'equipmentUses.equipment.number',
  SEAL: 'equipmentUses.seals',
  WAGON: 'equipmentUses.wagon',
  VOYAGE: 'legs.journeyNumber',
  TRAIN: 'legs.journeyNumber',
};

/** By which cell a quoted number is decided. */
export function cellOfReference(scheme: ReferenceScheme): number {
  return cellOf(`Consignment.${PATH_OF_SCHEME[scheme] ?? 'identifiers'}`);
}
