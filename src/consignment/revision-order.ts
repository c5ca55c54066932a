import type { Fact } from '../messages/fact.ts';
import { contentHash } from './canonical-json.ts';
import type { KnownFact } from './known-fact.ts';

/** What a fact says, without where it stands: two messages that state the same thing have equal content. */
export function contentOf(fact: Fact): string {
  const known = contents.get(fact);
  if (known !== undefined) return known;
  const { position: _position, issues: _issues, ...content } = fact;
  const hash = contentHash(content);
  contents.set(fact, hash);
  return hash;
}

/** Facts are immutable: each is hashed once. */
const contents = new WeakMap<Fact, string>();

/**
 * The identity of the thing stated: the sender's own key, else the content. Retractions share the key of what they take
 * back, so that both stand in one line of revisions.
 */
export function thingKey(known: KnownFact): string {
  const { fact, origin } = known;
  if (fact.kind === 'RETRACTION') return `${origin}|EVENT|${retractedKey(fact.target)}`;
  return `${origin}|${fact.kind}|${fact.key ?? contentOf(fact)}`;
}

function retractedKey(target: Extract<Fact, { kind: 'RETRACTION' }>['target']): string {
  if (target.key !== undefined) return target.key;
  return target.event ? contentHash(target.event) : 'nothing';
}

/** Ascending in what they say: sender's update time, revision number, retractions after what they retract, content (law 1.3). */
export function compareRevisions(a: KnownFact, b: KnownFact): number {
  return (
    compareText(a.fact.updatedAt?.instant ?? '', b.fact.updatedAt?.instant ?? '') ||
    (a.fact.revision ?? 0) - (b.fact.revision ?? 0) ||
    retractionLast(a.fact) - retractionLast(b.fact) ||
    compareText(contentOf(a.fact), contentOf(b.fact)) ||
    compareText(a.id, b.id)
  );
}

function retractionLast(fact: Fact): number {
  if (fact.kind !== 'RETRACTION') return 0;
  return fact.reinstates ? 2 : 1;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
