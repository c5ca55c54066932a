import type { SealClaim } from '../messages/claims.ts';
import type { EventType } from '../messages/event-type.ts';
import type { Fact } from '../messages/fact.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { SealActionEntry } from './consignment-slice.ts';
import { boxesOf } from './equipment-claims.ts';
import { type PlacedFact, statedBy } from './placed-fact.ts';
import { compareText } from './revision-order.ts';

type Seen = Omit<SealActionEntry, 'action' | 'replaces'> & { readonly how: 'DECLARED' | 'SEALED' | 'READ' | 'BROKEN' };

/** Events that put a seal on, or take one off; every other actual event that names a seal has read it. */
const HOW: Partial<Record<EventType, Seen['how']>> = { STUFFING: 'SEALED', RESEALED: 'SEALED', SEAL_BROKEN: 'BROKEN' };

/**
 * The chain of custody of the seals of one box on this trip, by the time of what was done: declared on papers, applied, read, broken,
 * changed, by whom and when. A number that is put on, or seen, where another was on the box has changed it.
 */
export function sealCustody(box: string, facts: readonly PlacedFact[]): SealActionEntry[] {
  const on = new Map<string, string>(); // party that seals to the number last seen on the box
  return facts
    .filter(each => each.effective)
    .flatMap(each => seenIn(box, each))
    .sort(compareSeen)
    .map(({ how, ...seen }): SealActionEntry => {
      const before = sealBefore(on, seen);
      if (how !== 'DECLARED' && how !== 'BROKEN') on.set(seen.party ?? '', seen.number);
      return { ...seen, ...actionOf(how, seen.number, before) };
    });
}

/** A box can carry the seals of several parties at once: each party changes its own. */
function sealBefore(on: ReadonlyMap<string, string>, { number, party }: Pick<Seen, 'number' | 'party'>) {
  if ([...on.values()].includes(number)) return number;
  return on.get(party ?? '') ?? (party === null ? [...on.values()].at(-1) : on.get(''));
}

/** The same chain told anew from those of its links, and what of each, that are left: nothing else shows in its order and its actions. */
export function sealCustodyAmong(links: readonly SealActionEntry[]): SealActionEntry[] {
  const on = new Map<string, string>();
  return [...links].sort(compareTold).map(link => {
    const how = HOW_DONE[link.action];
    if (link.number === null) return { ...link, action: how === 'SEALED' ? 'READ' : how, replaces: null };
    const before = sealBefore(on, link);
    if (how !== 'DECLARED' && how !== 'BROKEN') on.set(link.party ?? '', link.number);
    return { ...link, ...actionOf(how, link.number, before) };
  });
}

const HOW_DONE = { DECLARED: 'DECLARED', APPLIED: 'SEALED', READ: 'READ', CHANGED: 'READ', BROKEN: 'BROKEN' } as const;

function compareTold(a: SealActionEntry, b: SealActionEntry): number {
  const told = (each: SealActionEntry) => [each.at?.instant, ORDER[HOW_DONE[each.action]], each.number, each.party];
  const [first, second] = [told(a), told(b)].map(each => JSON.stringify(each));
  return compareText(first ?? '', second ?? '') || compareText(a.origin, b.origin);
}

function actionOf(
  how: Seen['how'],
  number: string,
  before: string | undefined,
): Pick<SealActionEntry, 'action' | 'replaces'> {
  if (how === 'DECLARED' || how === 'BROKEN') return { action: how, replaces: null };
  if (before !== undefined && before !== number) return { action: 'CHANGED', replaces: before };
  return { action: how === 'SEALED' && before === undefined ? 'APPLIED' : 'READ', replaces: null };
}

function seenIn(box: string, each: PlacedFact): Seen[] {
  const { fact } = each.known;
  const seals = boxesOf(fact)
    .filter(({ number }) => number === box)
    .flatMap(claim => claim.seals);
  const seen = (seal: SealClaim, how: Seen['how'], at: TimeValue | undefined): Seen => ({
    ...statedBy(each),
    how,
    number: seal.number,
    party: seal.party ?? null,
    condition: seal.condition ?? null,
    at: at ?? null,
  });
  if (fact.kind === 'EVENT')
    return fact.classifier === 'ACT' ? seals.map(seal => seen(seal, howIn(fact.type, seal), fact.time)) : [];
  if (
    fact.kind === 'INSPECTION' &&
    fact.sealApplied &&
    fact.equipment.length === 1 &&
    fact.equipment[0]?.number === box
  )
    return [seen({ number: fact.sealApplied, party: 'CUSTOMS' }, 'SEALED', fact.performedAt)];
  return seals.map(seal => seen(seal, 'DECLARED', paperTime(fact)));
}

function howIn(type: EventType, { condition }: SealClaim): Seen['how'] {
  return condition === 'BROKEN' || condition === 'MISSING' ? 'BROKEN' : (HOW[type] ?? 'READ');
}

function paperTime(fact: Fact): TimeValue | undefined {
  switch (fact.kind) {
    case 'TRANSPORT_DOCUMENT':
    case 'CERTIFICATE':
      return fact.issuedAt;
    case 'DECLARATION':
      return fact.lodgedAt;
    case 'RAIL_NOTE':
      return fact.contractedAt;
    case 'BOOKING':
      return fact.requestedAt;
    default:
      return undefined;
  }
}

const ORDER: Readonly<Record<Seen['how'], number>> = { DECLARED: 0, SEALED: 1, READ: 2, BROKEN: 3 };

function compareSeen(a: Seen, b: Seen): number {
  return (
    compareText(a.at?.instant ?? '', b.at?.instant ?? '') ||
    ORDER[a.how] - ORDER[b.how] ||
    compareText(a.number, b.number) ||
    compareText(a.fact, b.fact)
  );
}
