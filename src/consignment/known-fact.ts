import { createHash } from 'node:crypto';
import type { Fact } from '../messages/fact.ts';

/**
 * A fact with what the hub knows about it. `id` depends on the sender and the bytes alone, never on arrival; `receivedAt`
 * is shown to people and never read by the fold.
 */
export interface KnownFact<F extends Fact = Fact> {
  readonly id: string;
  readonly origin: string; // partner id of the sender
  readonly messageId: string;
  readonly receivedAt: string;
  readonly fact: F;
}

/** Stable over replays: the same bytes of the same sender give the same ids. */
export function factId(sender: string, sha256: string, part: number, index: number): string {
  return createHash('sha256').update(`${sender}\n${sha256}\n${part}\n${index}`).digest('hex').slice(0, 32);
}

export function isKind<K extends Fact['kind']>(
  known: KnownFact,
  kind: K,
): known is KnownFact<Extract<Fact, { kind: K }>> {
  return known.fact.kind === kind;
}

export function ofKind<K extends Fact['kind']>(
  facts: readonly KnownFact[],
  kind: K,
): readonly KnownFact<Extract<Fact, { kind: K }>>[] {
  return facts.filter((known): known is KnownFact<Extract<Fact, { kind: K }>> => isKind(known, kind));
}
