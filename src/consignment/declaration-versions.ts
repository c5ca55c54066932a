import type { ItemClaim } from '../messages/claims.ts';
import type { DeclarationFact, DeclarationStatusFact } from '../messages/fact.ts';
import type { PlacedFact } from './placed-fact.ts';
import { compareRevisions, compareText } from './revision-order.ts';

/**
 * In force is the highest version that customs accepted, and where it answered none the highest that it did not reject (law 2.9: never the
 * last received). A version number comes from the message or counts up in the order in which the declarant sent them. A cancellation never
 * is the version in force.
 */
export function inForce(versions: readonly Version[], verdictOn: VerdictOn): Version | undefined {
  const whole = versions.filter(each => each.known.fact.function === 'ORIGINAL');
  return (
    whole.findLast(each => verdictOn(each) === 'ACCEPTED') ??
    whole.findLast(each => verdictOn(each) !== 'REJECTED') ??
    whole.at(-1) ??
    versions.at(-1)
  );
}

export type Version = PlacedFact<DeclarationFact>;
export type Answer = PlacedFact<DeclarationStatusFact>;
type VerdictOn = (version: Version) => 'ACCEPTED' | 'REJECTED' | undefined;

/** WCO response function codes that only follow acceptance: accepted, control, documents, release, clearance, exit. */
const ACCEPTING: ReadonlySet<string> = new Set(['01', '05', '06', '08', '09', '16']);

/** The last word of customs on a version. An answer without a version number is about the last version lodged before it. */
export function verdicts(versions: readonly Version[], answers: readonly Answer[]): VerdictOn {
  const about = ({ known: { fact } }: Answer) =>
    fact.version === undefined
      ? versions.findLast(each => lodgedText(each) <= (fact.issuedAt?.instant ?? '~'))
      : versions.findLast(each => (each.known.fact.version ?? 1) === fact.version);
  return version => {
    const codes = answers.filter(each => about(each) === version).map(each => each.known.fact.functionCode);
    const last = codes.findLast(code => code === '03' || ACCEPTING.has(code));
    return last === undefined ? undefined : last === '03' ? 'REJECTED' : 'ACCEPTED';
  };
}

function lodgedText({ known: { fact } }: Version): string {
  return (fact.lodgedAt ?? fact.updatedAt)?.instant ?? '';
}

/** An amendment carries only what changes: what it states replaces, what it leaves out stays. */
export function amended(
  original: DeclarationFact | undefined,
  versions: readonly Version[],
): DeclarationFact | undefined {
  if (!original) return undefined;
  const amendments = versions.map(each => each.known.fact).filter(each => each.function === 'AMENDMENT');
  let fact = original;
  for (const change of amendments) fact = { ...fact, ...stated(change), items: amendedItems(fact.items, change.items) };
  return fact;
}

/** Item by item: what an amendment states of an item replaces, what it leaves out of it stays, and an item that it does not name stays whole. */
function amendedItems(items: readonly ItemClaim[], changes: readonly ItemClaim[]): readonly ItemClaim[] {
  const bySequence = new Map(items.map(item => [item.sequence, item]));
  for (const change of changes)
    bySequence.set(change.sequence, { ...bySequence.get(change.sequence), ...withoutUndefined(change) });
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}

function withoutUndefined(item: ItemClaim): ItemClaim {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as unknown as ItemClaim;
}

const IDENTITY: ReadonlySet<string> = new Set([
  'kind',
  'position',
  'references',
  'key',
  'function',
  'issues',
  'typeCode',
  'direction',
]);

function stated(change: DeclarationFact): Partial<DeclarationFact> {
  return Object.fromEntries(
    Object.entries(change).filter(
      ([name, value]) => !IDENTITY.has(name) && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

export function compareVersions(a: Version, b: Version): number {
  const order = { ORIGINAL: 0, AMENDMENT: 1, CANCELLATION: 2 } as const;
  return (
    (a.known.fact.version ?? 0) - (b.known.fact.version ?? 0) ||
    order[a.known.fact.function] - order[b.known.fact.function] ||
    compareRevisions(a.known, b.known)
  );
}

export function compareAnswers(a: Answer, b: Answer): number {
  return (
    compareText(a.known.fact.issuedAt?.instant ?? '', b.known.fact.issuedAt?.instant ?? '') ||
    compareText(a.known.fact.functionCode, b.known.fact.functionCode) ||
    compareRevisions(a.known, b.known)
  );
}
