import type { TimeValue } from '../messages/time-value.ts';
import { canonicalJson } from './canonical-json.ts';
import type { ConsignmentDocument } from './consignment-document.ts';
import { isClaim } from './is-claim.ts';
import { compareText } from './revision-order.ts';

/** One value of a consignment that one fold gives otherwise than another. Values are JSON text; null where there is none. */
export interface FieldChange {
  /** In the words of the schema, list entries by what they are: `declarations[D1].status`, `equipmentUses[CSQU3054383].sizeType`. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

type Leaves = Map<string, string>;

/** What changed between two folds of a consignment; the first may be none. Evidence (links, fact ids) is no value of its own. */
export function diffDocuments(before: ConsignmentDocument | undefined, after: ConsignmentDocument): FieldChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort(compareText);
  return paths
    .filter(path => old.get(path) !== now.get(path))
    .map(path => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }));
}

/** The document as the schema names its parts. */
export function namedParts({ consignment, customs, port, shipping, rail, partner }: ConsignmentDocument) {
  return {
    ...consignment,
    declarations: customs.declarations,
    inspections: [...customs.inspections, ...partner.inspections],
    yardPositions: port.yardPositions,
    bookings: shipping.bookings,
    railBookings: rail.bookings,
    railConsignmentNotes: rail.notes,
    certificates: partner.certificates,
    partnerRecords: partner.partnerRecords,
  };
}

function leavesOf(document: ConsignmentDocument | undefined): Leaves {
  const leaves: Leaves = new Map();
  if (document) gather('', namedParts(document), leaves);
  return leaves;
}

/** Who says so, and in which fact, is evidence. */
const EVIDENCE: ReadonlySet<string> = new Set([
  'links',
  'key',
  'reached',
  'papers',
  'next',
  'fact',
  'origin',
  'origins',
  'revision',
  'position',
  'supersededBy',
]);
/** What a place, time, mass, amount or party is made of: one value. */
const WHOLE = ['codes', 'instant', 'unit', 'amount', 'identifiers'];

function gather(path: string, value: unknown, leaves: Leaves): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    gatherList(path, value, leaves);
    return;
  }
  if (typeof value !== 'object' || (path !== '' && WHOLE.some(name => name in value))) {
    leaves.set(path, canonicalJson(value));
    return;
  }
  for (const [name, member] of Object.entries(value))
    if (!EVIDENCE.has(name))
      gather(path === '' ? name : name === 'claims' || name === 'value' ? path : `${path}.${name}`, member, leaves);
}

function gatherList(path: string, list: readonly unknown[], leaves: Leaves): void {
  if (list.length === 0) return;
  if (list.every(isClaim)) {
    const [best, ...rivals] = list;
    leaves.set(path, canonicalJson(best?.value));
    if (rivals.length > 0) leaves.set(`${path}.rivals`, canonicalJson(rivals.map(each => each.value)));
  } else if (list.every(each => each !== null && typeof each === 'object')) {
    const names = new Map<string, number>();
    for (const entry of list) {
      const name = nameOf(entry as Entry);
      const times = (names.get(name) ?? 0) + 1;
      names.set(name, times);
      gather(`${path}[${times === 1 ? name : `${name} #${times}`}]`, entry, leaves);
    }
  } else leaves.set(path, canonicalJson(list));
}

type Entry = Readonly<Record<string, unknown>>;

/** What an entry of a list is told by, the first that it has; its place in the list says nothing. */
export function nameOf(entry: Entry): string {
  const { scheme, value, issuer, revision, type, code, fact, journeys, equipment, time } = entry;
  if (typeof scheme === 'string') return [scheme, value, issuer].filter(Boolean).join(' ');
  if (typeof revision === 'string') return `${String(type)} ${revision.slice(0, 12)}`;
  if (typeof code === 'string') return `${code} ${String(fact).slice(0, 12)}`;
  if (Array.isArray(journeys)) return String(journeys[0] ?? 'UNKNOWN');
  if (typeof equipment === 'string') return `${equipment} ${(time as TimeValue | undefined)?.instant ?? ''}`.trim();
  const name = [entry.key, entry.number, entry.role, entry.sequence].find(each => each !== undefined);
  return name === undefined ? String(fact).slice(0, 12) : String(name);
}
