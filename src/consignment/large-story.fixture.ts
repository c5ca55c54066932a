import { bill, box, event, known } from './fact.fixture.ts';
import type { KnownFact } from './known-fact.ts';

const boxOf = (i: number) => `TEMU${String(i % 300).padStart(7, '0')}`;
const MOVES = ['GATE_IN', 'STACK', 'LOAD', 'DISCHARGE', 'INSPECTED'] as const;

/** One bill over 300 boxes, and so many events of them. */
export function largeStory(events: number): KnownFact[] {
  const boxes = Array.from({ length: 300 }, (_, i) => box(boxOf(i), { seals: [{ number: `S${i}` }] }));
  const moved = Array.from({ length: events }, (_, i) => {
    const time = new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString().slice(0, 16);
    return known(event(MOVES[i % MOVES.length] ?? 'LOAD', time, { equipment: box(boxOf(i)) }), 'terminal', `e${i}`);
  });
  return [known(bill('A', { equipment: boxes }), 'carrier'), ...moved];
}

/** Lets the reads of an object's members be counted: work, whatever the machine. */
export class ReadCounter {
  reads = 0;

  watch<T extends object>(value: T): T {
    return new Proxy(value, {
      get: (target, name) => {
        this.reads++;
        return Reflect.get(target, name);
      },
    });
  }
}
