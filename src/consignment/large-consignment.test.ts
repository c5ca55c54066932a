import { expect, test } from 'vitest';
import { judgeFacts } from './effective-facts.ts';
import { bill, box, event, known } from './fact.fixture.ts';
import type { KnownFact } from './known-fact.ts';
import { projectConsignment } from './project-consignment.ts';
import { trailOf } from './trail.ts';

const boxOf = (i: number) => `TEMU${String(i % 300).padStart(7, '0')}`;
const MOVES = ['GATE_IN', 'STACK', 'LOAD', 'DISCHARGE', 'INSPECTED'] as const;

/** One bill over 300 boxes, and so many events of them. */
function story(events: number): KnownFact[] {
  const boxes = Array.from({ length: 300 }, (_, i) => box(boxOf(i), { seals: [{ number: `S${i}` }] }));
  const moved = Array.from({ length: events }, (_, i) => {
    const time = new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString().slice(0, 16);
    return known(event(MOVES[i % MOVES.length] ?? 'LOAD', time, { equipment: box(boxOf(i)) }), 'terminal', `e${i}`);
  });
  return [known(bill('A', { equipment: boxes }), 'carrier'), ...moved];
}

/** How often the fold reads a member of a fact: its work, whatever the machine. */
function readsOf(facts: readonly KnownFact[]): number {
  let reads = 0;
  const counting = <T extends object>(value: T): T =>
    new Proxy(value, {
      get: (target, name) => {
        reads++;
        return Reflect.get(target, name);
      },
    });
  const match = { rule: 'DOCUMENT_NUMBER', confidence: 'ASSERTED', on: 'BL|A' };
  const placed = judgeFacts(facts).map(each => ({ ...each, match }));
  const watched = placed.map(each => ({ ...each, known: { ...each.known, fact: counting(each.known.fact) } }));
  const document = projectConsignment(watched);
  expect(document.consignment.equipmentUses).toHaveLength(300);
  expect(trailOf(document.consignment.events)).toHaveLength(facts.length - 1);
  return reads;
}

test('the fold of 5,000 events on 300 boxes reads each fact a bounded number of times', () => {
  const [some, all] = [readsOf(story(1_250)), readsOf(story(5_000))];
  expect(all / some).toBeLessThan(6); // sorting; what is quadratic would be 16
  expect(all / 5_000).toBeLessThan(400);
}, 60_000);
