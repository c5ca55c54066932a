import type { Fact } from '../messages/fact.ts';
import { contentHash } from './canonical-json.ts';
import type { KnownFact } from './known-fact.ts';

/** What a fact says, without where it stands: two messages that state the same thing have equal content. */
export function contentOf(fact: Fact): string {
  const known = contents.get(fact);
  if (known !== undefined) return known;
  const { position: _position, issues: _issues, passedOn: _passedOn, ...content } = fact;
  const hash = contentHash(content);
  contents.set(fact, hash);
  return hash;
}

/** Facts are immutable: each is hashed once. */
const contents = new WeakMap<Fact, string>();

/** The identity of the thing stated among those of its sender and kind: the sender's own key, else the content. */
export function thingKey(known: KnownFact): string {
  return `${known.fact.kind}|${statementKey(known)}`;
}

/** What a retraction and the statements that it takes back have in common, of whatever kind these are. */
export function statementKey({ fact, origin }: KnownFact): string {
  if (fact.kind !== 'RETRACTION') return `${origin}|${fact.key ?? contentOf(fact)}`;
  const { key, event } = fact.target;
  return `${origin}|${key ?? (event ? contentHash(event) : 'nothing')}`;
}

/** The same as a key of fixed length, by which the statements of one thing and its retractions are looked up. */
export function statementMark(known: KnownFact): string {
  const mark = marks.get(known) ?? contentHash(statementKey(known));
  marks.set(known, mark);
  return mark;
}

const marks = new WeakMap<KnownFact, string>();

/** One revision of one sender's statement, whichever message repeats it. */
export function revisionMark(known: KnownFact): string {
  return contentHash([thingKey(known), contentOf(known.fact)]);
}

/** Ascending in what they say: sender's update time, revision number, retractions after what they retract, content (law 1.3). */
export function compareRevisions(a: KnownFact, b: KnownFact): number {
  return (
    compareText(revisedAt(a.fact), revisedAt(b.fact)) ||
    (a.fact.revision ?? 0) - (b.fact.revision ?? 0) ||
    retractionLast(a.fact) - retractionLast(b.fact) ||
    compareText(contentOf(a.fact), contentOf(b.fact)) ||
    compareText(a.id, b.id)
  );
}

/** A statement without update time comes before those that have one; a retraction without one takes back whatever is there. */
function revisedAt(fact: Fact): string {
  return fact.updatedAt?.instant ?? (fact.kind === 'RETRACTION' ? '~' : '');
}

function retractionLast(fact: Fact): number {
  if (fact.kind !== 'RETRACTION') return 0;
  return fact.reinstates ? 2 : 1;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
