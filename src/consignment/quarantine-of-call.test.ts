import { expect, test } from 'vitest';
import type { EventEntry } from './consignment-slice.ts';
import type { CallTimestamp } from './journey-document.ts';
import { quarantineOfCall } from './quarantine-of-call.ts';

const notice = (instant: string, effective = true) =>
  ({ type: 'QUARANTINE_NOTICE', effective, time: { instant } }) as unknown as EventEntry;
const departed = (instant: string, classifier = 'ACT') =>
  ({ event: 'DEPARTURE', classifier, time: { instant } }) as unknown as CallTimestamp;

test('a notice stands over the calls that the ship has not left yet', () => {
  const given = notice('2026-10-17T00:20:00Z');
  expect(quarantineOfCall({ timestamps: [] }, [given])).toEqual([given]);
  expect(quarantineOfCall({ timestamps: [departed('2026-10-16T00:00:00Z')] }, [given])).toEqual([]);
  expect(quarantineOfCall({ timestamps: [departed('2026-10-16T00:00:00Z', 'PLN')] }, [given])).toEqual([given]);
  expect(quarantineOfCall({ timestamps: [departed('2026-10-18T00:00:00Z')] }, [given])).toEqual([given]);
});

test('one that is withdrawn or replaced stands over none', () => {
  expect(quarantineOfCall({ timestamps: [] }, [notice('2026-10-17T00:20:00Z', false)])).toEqual([]);
});
