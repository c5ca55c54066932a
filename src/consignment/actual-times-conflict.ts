import type { EventFact } from '../messages/fact.ts';
import type { IssueEntry } from './consignment-slice.ts';
import { type PlacedFact, placedOfKind, statedBy } from './placed-fact.ts';
import { journeyKeys } from './project-events.ts';
import { compareText } from './revision-order.ts';

type Move = PlacedFact<EventFact>;

const MINUTE = 60_000;
/** Two clocks of one quay differ by minutes; above half an hour two sources do not tell of one lift. */
const APART = 30 * MINUTE;
/** A box passes a gate again on another day. */
const SAME_PASSAGE = 24 * 60 * MINUTE;

const ONCE_A_VOYAGE: ReadonlySet<string> = new Set(['LOAD', 'DISCHARGE']);
const AT_THE_GATE: ReadonlySet<string> = new Set(['GATE_IN', 'GATE_OUT']);

/** Two actual times of one move, more than 30 minutes apart: which of them is right, nobody can say. */
export function actualTimesConflicts(facts: readonly PlacedFact[]): IssueEntry[] {
  const moves = placedOfKind(facts, 'EVENT')
    .filter(isTimedMove)
    .sort((a, b) => compareText(instantOf(a), instantOf(b)) || compareText(a.known.id, b.known.id));
  const byBox = new Map<string, Move[]>();
  for (const move of moves) {
    const key = `${move.known.fact.type}|${move.known.fact.equipment?.number}`;
    byBox.set(key, [...(byBox.get(key) ?? []), move]);
  }
  return [...byBox.values()].flatMap(same =>
    same.flatMap((move, i) => {
      const before = same.slice(0, i).find(each => isSameMove(each, move) && apart(each, move) > APART);
      return before ? [conflict(before, move)] : [];
    }),
  );
}

/** A tally of China customs (MT5101, MT5102) tells when the whole ship was done, a train's composition when it was told: neither is a lift. */
function isTimedMove({ effective, known: { fact } }: Move): boolean {
  return (
    effective &&
    fact.classifier === 'ACT' &&
    fact.equipment !== undefined &&
    (ONCE_A_VOYAGE.has(fact.type) || AT_THE_GATE.has(fact.type)) &&
    fact.time.zoneSource !== 'UNKNOWN' &&
    fact.time.precision !== 'DAY' &&
    fact.time.precision !== 'HOUR' &&
    fact.conveyance?.mode !== 'RAIL' &&
    !/^MT\d/.test(fact.rawCode ?? '')
  );
}

function isSameMove(a: Move, b: Move): boolean {
  const [one, other] = [a.known.fact, b.known.fact];
  if (!sharePlace(one, other)) return false;
  if (AT_THE_GATE.has(one.type)) return a.known.origin !== b.known.origin && apart(a, b) < SAME_PASSAGE;
  const voyages = journeyKeys(other);
  return journeyKeys(one).some(key => voyages.includes(key));
}

function sharePlace(a: EventFact, b: EventFact): boolean {
  const codes = (b.place?.codes ?? []).map(code => `${code.scheme}|${code.value}`);
  return (a.place?.codes ?? []).some(code => codes.includes(`${code.scheme}|${code.value}`));
}

function instantOf({ known }: Move): string {
  return known.fact.time.instant;
}

function apart(a: Move, b: Move): number {
  return Math.abs(Date.parse(instantOf(b)) - Date.parse(instantOf(a)));
}

function conflict(before: Move, move: Move): IssueEntry {
  const { type, equipment, position } = move.known.fact;
  return {
    ...statedBy(move),
    code: 'ACTUAL_TIMES_CONFLICT',
    severity: 'WARNING',
    message: `${type} of ${equipment?.number} is reported at two times ${Math.round(apart(before, move) / MINUTE)} minutes apart.`,
    remedy: 'Compare the clocks and zones of the sources; the one that is wrong corrects or retracts its event.',
    position,
  };
}
