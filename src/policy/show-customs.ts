import type { CustomsSlice, DeclarationEntry } from '../consignment/customs-slice.ts';
import { cellOf, SHAPES } from './cells.ts';
import { type Showing, showDocument } from './show-document.ts';

const EVENTS = cellOf('Consignment.declarations.events.on');
const [STATUS, VALID_TO, SUPERSEDES, SUPERSEDED_BY, TRANSIT_OF] = [
  ...['status', 'validTo', 'supersedes', 'supersededBy', 'transitOf'].map(name =>
    cellOf(`Consignment.declarations.${name}`),
  ),
] as [number, number, number, number, number];

/** How a declaration stands to others is the word of those who speak of the others too: what they withhold does not show in it (law 4.2). */
export function showCustoms(slice: CustomsSlice, showing: Showing): CustomsSlice {
  const telling = { ...slice, declarations: withEventsTold(slice.declarations, showing) };
  return showDocument(SHAPES.customs, telling, showing, {
    declarations: shown => namedAnew(shown.map(each => besideThoseTold(each, slice.declarations, showing))),
  });
}

/** An entry is named by its declaration's number: where that is not shown, by its place among those shown, also where others point at it. */
function namedAnew(shown: readonly DeclarationEntry[]): DeclarationEntry[] {
  const isNamed = ({ key, number, localReference }: DeclarationEntry) => key === number || key === localReference;
  const names = new Map(shown.map((each, i) => [each.key, isNamed(each) ? each.key : `#${i + 1}`]));
  const named = (keys: readonly string[]) => keys.flatMap(key => names.get(key) ?? []);
  return shown.map(each => ({
    ...each,
    key: names.get(each.key) ?? '',
    supersedes: named(each.supersedes),
    supersededBy: named(each.supersededBy === null ? [] : [each.supersededBy])[0] ?? null,
    transitOf: named(each.transitOf),
  }));
}

/** To which declaration an event belongs that names only a UCR is told by the validity of all of them: each must let it be told. */
function withEventsTold(all: readonly DeclarationEntry[], { decisionsOf }: Showing): readonly DeclarationEntry[] {
  const speakers = new Set(all.flatMap(each => each.origins));
  if ([...speakers].every(origin => decisionsOf(origin)[EVENTS]?.outcome === 'CLEAR')) return all;
  return all.map(each => ({ ...each, events: each.events.filter(event => event.on === 'NUMBER') }));
}

function besideThoseTold(
  shown: DeclarationEntry,
  all: readonly DeclarationEntry[],
  { decisionsOf }: Showing,
): DeclarationEntry {
  const tells = (cell: number) => (key: string) =>
    (all.find(each => each.key === key)?.origins ?? []).every(name => decisionsOf(name)[cell]?.outcome === 'CLEAR');
  const stored = all.find(each => each.key === shown.key);
  const successor = stored?.supersededBy ?? null;
  return {
    ...shown,
    ...(successor === null ? {} : whileItCounted(shown, stored, cell => tells(cell)(successor))),
    supersedes: shown.supersedes.filter(tells(SUPERSEDES)),
    transitOf: shown.transitOf.filter(tells(TRANSIT_OF)),
  };
}

/** Only an invalidated declaration is superseded: without its successor it is that, since it was invalidated. */
function whileItCounted(
  shown: DeclarationEntry,
  stored: DeclarationEntry | undefined,
  tells: (cell: number) => boolean,
): Partial<DeclarationEntry> {
  return {
    ...(tells(STATUS) || shown.status !== 'SUPERSEDED' ? {} : { status: 'INVALIDATED' }),
    ...(tells(VALID_TO) ? {} : { validTo: stored && shown.validTo === stored.validTo ? stored.statusAt : null }),
    ...(tells(SUPERSEDED_BY) ? {} : { supersededBy: null }),
  };
}
