import type { KnownFact } from '../../consignment/known-fact.ts';
import { compareRevisions, statementMark, thingKey } from '../../consignment/revision-order.ts';
import type { Fact } from '../../messages/fact.ts';
import type { PassedOn } from '../../messages/passed-on.ts';
import { CELLS } from '../cells.ts';
import type { Decision } from '../decide-disclosure.ts';
import type { FieldDisclosure } from '../field-disclosure.ts';
import type { StatedRow } from '../row-condition.ts';
import type { ViewerPolicy } from '../viewer-policy.ts';
import { passedOnFact } from './passed-on-fact.ts';

/** A statement as it leaves. Who passes it on is known by who sends the message. */
export interface Statement extends Omit<PassedOn, 'by'> {
  readonly fact: Omit<Fact, 'position'>;
}

export interface Leaving {
  readonly statements: readonly Statement[];
  readonly fields: readonly FieldDisclosure[];
  /** Consignments of which something leaves, and whose word it is. */
  readonly subjects: readonly { readonly id: string; readonly origin: string }[];
}

/** A fact, with what its origin states of each consignment that it speaks of: what leaves may be read of all of them. */
export interface KnownOf {
  readonly known: KnownFact;
  readonly homes: readonly string[];
  readonly rows: readonly (StatedRow | undefined)[];
}

/**
 * What leaves of some consignments for a reader, under its agreements for export. Its own statements do not go back to it, and what another
 * hub passed on is not passed on again (law 4.6). Keys are tokens for this reader, and revisions are counted: the sender's own keys and times
 * of change stay.
 */
export function statementsOf(facts: readonly KnownOf[], policy: ViewerPolicy): Leaving {
  const lines = revisionsOf(facts.map(each => each.known));
  const cut = facts
    .filter(({ known }) => known.fact.passedOn === undefined && !policy.isOwn(known.origin))
    .flatMap(each => cutOf(each, policy));
  const told = new Set(cut.map(each => statementMark(each.known)));
  const retractions = facts.flatMap(({ known, rows }) => {
    const toldAt = toldSince(rows);
    return known.fact.kind === 'RETRACTION' && told.has(statementMark(known)) && toldAt
      ? [{ known, toldAt, decisions: decisionsOfLine(cut, known), fact: retraction(known.fact) }]
      : [];
  });
  return {
    statements: [...cut, ...retractions].map(({ known, fact, decisions, toldAt }) => ({
      origin: known.origin,
      agreements: agreementsOf(decisions),
      toldAt,
      fact: withKey(known, fact, lines.get(known.id) ?? 0, policy),
    })),
    fields: cut.flatMap(each => each.fields),
    subjects: cut.flatMap(({ known, homes }) => homes.map(id => ({ id, origin: known.origin }))),
  };
}

interface Cut {
  readonly known: KnownFact;
  readonly homes: readonly string[];
  readonly fact: Omit<Fact, 'position'>;
  readonly decisions: readonly Decision[];
  readonly toldAt: string;
  readonly fields: readonly FieldDisclosure[];
}

function cutOf({ known, homes, rows }: KnownOf, policy: ViewerPolicy): Cut[] {
  const toldAt = toldSince(rows);
  if (rows.length === 0 || toldAt === undefined) return [];
  const all = rows.map(row => policy.decisions(known.origin, row));
  const decide = (cell: number): Decision =>
    all.map(each => each[cell]).find(each => each?.outcome !== 'CLEAR') ?? all[0]?.[cell] ?? CLOSED;
  const found = passedOnFact(known.fact, decide);
  if (!found) return [];
  const decisions = [...found.cells.keys()].map(decide);
  const fields = [...found.cells].map(([cell, count]) => fieldOf(cell, count, known.origin, decide(cell)));
  return [{ known, homes, fact: found.fact, decisions, toldAt, fields }];
}

const CLOSED: Decision = { outcome: 'WITHHELD', transform: { kind: 'withhold' } };

function fieldOf(
  cell: number,
  count: number,
  origin: string,
  { outcome, agreement, grant }: Decision,
): FieldDisclosure {
  const by = agreement && { agreement: agreement.id, version: agreement.version, digest: agreement.digest };
  return { path: CELLS[cell]?.pattern ?? '', origin, outcome, ...by, ...(grant !== undefined && { grant }), count };
}

/** The oldest word of any of the consignments counts for `maxAge`. */
function toldSince(rows: readonly (StatedRow | undefined)[]): string | undefined {
  return rows.flatMap(each => each?.firstToldAt ?? []).sort()[0];
}

function agreementsOf(decisions: readonly Decision[]): Statement['agreements'] {
  const found = new Map(
    decisions.flatMap(({ agreement }) => (agreement ? [[agreement.digest, agreement] as const] : [])),
  );
  return [...found.values()].map(({ id, version, digest }) => ({ id, version, digest }));
}

function decisionsOfLine(cut: readonly Cut[], retracted: KnownFact): readonly Decision[] {
  const mark = statementMark(retracted);
  return cut.filter(each => statementMark(each.known) === mark).flatMap(each => each.decisions);
}

/** How many revisions of the same thing come before each: their order without their times. */
function revisionsOf(facts: readonly KnownFact[]): ReadonlyMap<string, number> {
  const lines = new Map<string, KnownFact[]>();
  for (const known of facts) lines.set(thingKey(known), [...(lines.get(thingKey(known)) ?? []), known]);
  return new Map(
    [...lines.values()].flatMap(line => line.sort(compareRevisions).map((known, i) => [known.id, i + 1] as const)),
  );
}

function retraction(fact: Fact): Omit<Fact, 'position'> {
  const { reinstates } = fact as Extract<Fact, { kind: 'RETRACTION' }>;
  return { kind: 'RETRACTION', references: [], target: {}, ...(reinstates && { reinstates }) } as never;
}

function withKey(known: KnownFact, fact: Omit<Fact, 'position'>, revision: number, policy: ViewerPolicy) {
  const key = policy.keyed('onward', statementMark(known));
  return fact.kind === 'RETRACTION' ? ({ ...fact, target: { key }, revision } as never) : { ...fact, key, revision };
}
