import { CELLS_OF_ALARM, GOODS_CELLS } from './alarm-cells.ts';
import { cellOf } from './cells.ts';
import type { StatedRow } from './row-condition.ts';
import { CELL_OF_SCHEME, cellsOfScheme } from './show-consignment.ts';
import { isSighted, type ViewerPolicy, type Visibility } from './viewer-policy.ts';

/** What a reader must read of a consignment to filter by it: the cells from which each column of its filter rows is made (law 4.4). */
const CELLS_OF_COLUMN = {
  originCountry: ['Consignment.origin'],
  destinationCountry: ['Consignment.destination'],
  place: [
    'Consignment.origin',
    'Consignment.destination',
    'Consignment.placeOfLoading',
    'Consignment.placeOfDischarge',
    'Consignment.events.place',
  ],
  party: ['Consignment.parties.party.name', 'Consignment.parties.party.identifiers'],
  hsPrefix: ['Consignment.items.hsCode', 'Consignment.declarations.items.hsCode'],
  voyage: ['Consignment.legs.journeyNumber', 'Consignment.legs.imo', 'Consignment.legs.callSign'],
  status: ['Consignment.status'],
} as const;

export type FilterColumn = keyof typeof CELLS_OF_COLUMN;
export type FilterReads = Readonly<Record<FilterColumn, Visibility>>;

const COLUMNS = Object.entries(CELLS_OF_COLUMN).map(([column, cells]) => [column, cells.map(cellOf)] as const);

/** By column, the rows in which the reader may filter by it. */
export const filterReads: (policy: ViewerPolicy) => FilterReads = onceAPolicy(
  policy =>
    Object.fromEntries(
      COLUMNS.map(([column, cells]) => [column, policy.readVisibility(cells)]),
    ) as unknown as FilterReads,
);

/** The rows whose origins let the reader find a consignment by a number of each scheme; undefined: by any number of anybody. */
export type IdentifierReads =
  | { readonly byScheme: Readonly<Record<string, Visibility>>; readonly others: Visibility }
  | undefined;

export const identifierReads: (policy: ViewerPolicy) => IdentifierReads = onceAPolicy(policy => {
  if (policy.seesAll) return undefined;
  const clear = (scheme: string) => {
    const sights = cellsOfScheme(scheme).map(cell => policy.readVisibility([cell]));
    return { sights: sights.flatMap(each => each?.sights ?? []), reader: sights[0]?.reader ?? [] };
  };
  const schemes = Object.keys(CELL_OF_SCHEME);
  return { byScheme: Object.fromEntries(schemes.map(scheme => [scheme, clear(scheme)])), others: clear('') };
});

/** What follows from a policy alone is worked out once for all requests under it. */
function onceAPolicy<T>(reckon: (policy: ViewerPolicy) => T): (policy: ViewerPolicy) => T {
  const known = new WeakMap<ViewerPolicy, { readonly found: T }>();
  return policy => {
    const found = known.get(policy) ?? { found: reckon(policy) };
    known.set(policy, found);
    return found.found;
  };
}

const EVENT_NEEDS = ['type', 'classifier', 'eventTime'].map(field => cellOf(`Consignment.events.${field}`));
const EVENT_FILTERS = {
  types: cellOf('Consignment.events.type'),
  classifiers: cellOf('Consignment.events.classifier'),
  places: cellOf('Consignment.events.place'),
  equipment: cellOf('Consignment.events.equipment.number'),
} as const;

/** Which rows of the event log a reader sees: an event under its origin's agreement, news of a consignment where anything of it is seen. */
export type EventVisibility =
  | {
      readonly events: Visibility;
      readonly consignments: Visibility;
      readonly alarms?: AlarmVisibility;
      readonly sender: string;
    }
  | undefined;

/** Which rows each kind of alarm needs of its origins, and of those who say what the box holds. */
export interface AlarmVisibility {
  readonly byKind: Readonly<Record<string, Visibility>>;
  readonly goods: Visibility;
}

export function eventVisibility(
  policy: ViewerPolicy,
  filter: { readonly [K in keyof typeof EVENT_FILTERS]?: unknown } = {},
): EventVisibility {
  if (policy.seesAll) return undefined;
  const used = Object.entries(EVENT_FILTERS).flatMap(([name, cell]) =>
    filter[name as keyof typeof EVENT_FILTERS] ? [cell] : [],
  );
  const events = policy.readVisibility(used, EVENT_NEEDS);
  return { events, consignments: policy.visibility(), sender: `sender:${policy.partner}` };
}

/** The same for whoever asks for alarms: without it no alarm is seen. */
export function alarmsVisibility(policy: ViewerPolicy): EventVisibility {
  const keys = eventVisibility(policy);
  return keys && { ...keys, alarms: visibilityOfAlarms(policy) };
}

export function visibilityOfAlarms(policy: ViewerPolicy): AlarmVisibility {
  const byKind = [...CELLS_OF_ALARM].map(([kind, cells]) => [kind, policy.readVisibility(cells)]);
  return { byKind: Object.fromEntries(byKind), goods: policy.readVisibility(GOODS_CELLS) };
}

/** Of whom an alarm is made. */
export interface AlarmSources {
  readonly kind: string;
  readonly origins: readonly string[];
  readonly goodsFrom?: readonly string[];
}

/** An alarm is seen by whoever reads in clear, of everybody of whom it is made, all that its kind is made of (law 4.2). */
export function isAlarmSeen(
  { kind, origins, goodsFrom = [] }: AlarmSources,
  stated: readonly StatedRow[],
  { byKind, goods }: AlarmVisibility,
): boolean {
  const shows = (name: string, visibility: Visibility) =>
    stated.some(row => row.origin === name && isSighted(row, visibility));
  return (
    kind in byKind &&
    origins.length > 0 &&
    origins.every(name => shows(name, byKind[kind])) &&
    goodsFrom.every(name => shows(name, goods))
  );
}

/** The same of one row of the log in memory as the store asks in SQL. */
export function isRowSeen(
  { body, accessKeys, stated }: { body: unknown; accessKeys: readonly string[] | null; stated: readonly StatedRow[] },
  keys: EventVisibility,
): boolean {
  if (keys === undefined) return true;
  if (accessKeys !== null) return accessKeys.includes(keys.sender);
  const { origin, origins } = (body ?? {}) as { origin?: string; origins?: readonly string[] };
  if (origins !== undefined) return keys.alarms !== undefined && isAlarmSeen(body as AlarmSources, stated, keys.alarms);
  if (origin === undefined) return stated.some(row => isSighted(row, keys.consignments));
  return stated.some(row => row.origin === origin && isSighted(row, keys.events));
}

const LINKS = ['rule', 'confidence'].map(field => cellOf(`Consignment.links.${field}`));

/** Which facts, linked or only perhaps, a reader sees: of consignments that it sees, under the agreement of each fact's origin. */
export type LinkVisibility =
  | { readonly facts: Visibility; readonly consignments: Visibility; readonly unconditional: string[] }
  | undefined;

export function linkVisibility(policy: ViewerPolicy): LinkVisibility {
  return factsSeen(policy, policy.readVisibility([], LINKS));
}

function factsSeen(policy: ViewerPolicy, facts: Visibility): LinkVisibility {
  if (facts === undefined) return undefined;
  const unconditional = facts.sights.filter(each => each.conditions.length === 0).map(each => each.origin);
  return { facts, consignments: policy.visibility(), unconditional };
}

const FACT = ['kind', 'messageId', 'position', 'receivedAt', 'references'].map(field => cellOf(`Fact.${field}`));

export function factVisibility(policy: ViewerPolicy): LinkVisibility {
  return factsSeen(policy, policy.visibility(FACT));
}

const LEG = cellOf('Consignment.legs.journeyNumber');

/** Rows whose origins let the reader know on which voyage or train the goods travel. */
export function travelVisibility(policy: ViewerPolicy): Visibility {
  return policy.readVisibility([LEG]);
}
