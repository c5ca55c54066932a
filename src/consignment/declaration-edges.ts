import { normaliseNumber } from '../messages/reference.ts';
import type { DeclarationEntry } from './customs-slice.ts';
import { compareText } from './revision-order.ts';

/** What one declaration knows of itself before it is set beside the others of its consignment. */
export type SingleDeclaration = Omit<
  DeclarationEntry,
  'supersedes' | 'supersededBy' | 'transitOf' | 'events' | 'itemLinks'
> & {
  /** Numbers of documents that it follows on. */
  readonly follows: readonly string[];
  /** When its declarant asked to cancel it; absent where nobody did. */
  readonly cancellationAsked: string | null;
};

export interface DeclarationEdges {
  readonly supersedes: readonly string[];
  readonly supersededBy: string | null;
  readonly transitOf: readonly string[];
}

/**
 * How the declarations of one consignment stand to each other (law 2.9). One that was invalidated is superseded by the next that was lodged
 * for the same customs and direction once its cancellation was asked for or done: a sibling lodged before that is another part of the goods.
 */
export function declarationEdges(all: readonly SingleDeclaration[]): ReadonlyMap<string, DeclarationEdges> {
  const successors = new Map(all.flatMap(each => pair(each.key, successorOf(each, all)?.key)));
  return new Map(
    all.map(each => [
      each.key,
      {
        supersedes: all.filter(other => successors.get(other.key) === each.key).map(other => other.key),
        supersededBy: successors.get(each.key) ?? null,
        transitOf: all.filter(other => isTransitOf(each, other)).map(other => other.key),
      },
    ]),
  );
}

function pair(key: string, successor: string | undefined): [string, string][] {
  return successor === undefined ? [] : [[key, successor]];
}

function successorOf(old: SingleDeclaration, all: readonly SingleDeclaration[]): SingleDeclaration | undefined {
  if (old.status !== 'INVALIDATED') return undefined;
  const from = [old.cancellationAsked, old.statusAt].flatMap(time => time ?? []).sort()[0] ?? '';
  return all
    .filter(each => each.key !== old.key && each.direction === old.direction && each.country === old.country)
    .filter(each => lodgedAt(each) !== '' && lodgedAt(each) >= from)
    .sort((a, b) => compareText(lodgedAt(a), lodgedAt(b)) || compareText(a.key, b.key))[0];
}

function lodgedAt({ validFrom }: SingleDeclaration): string {
  return validFrom ?? '';
}

/** A transit is of the declarations that it quotes, and of those that quote it as the document they follow on. */
function isTransitOf(transit: SingleDeclaration, other: SingleDeclaration): boolean {
  if (transit.direction !== 'TRANSIT' || other.direction === 'TRANSIT' || transit.key === other.key) return false;
  return quotes(transit, other) || quotes(other, transit);
}

function quotes(a: SingleDeclaration, b: SingleDeclaration): boolean {
  const names = [b.number, b.localReference].flatMap(name => (name ? [normaliseNumber(name)] : []));
  return a.follows.some(number => names.includes(number));
}
