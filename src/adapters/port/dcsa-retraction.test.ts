import { describe, expect, test } from 'vitest';
import type { EventFact } from '../../messages/fact.ts';
import { readParts, told } from '../formats/json-hostile.fixture.ts';
import { equipment, eventRouting } from './dcsa-track-and-trace-3.fixture.ts';
import { dcsaTrackAndTrace3Adapter as adapter } from './dcsa-track-and-trace-3.ts';

const first = (document: unknown) => readParts(adapter, document)[0]?.facts[0] as EventFact | undefined;

describe('updates and retractions', () => {
  test('an update has the same key and a later time', () => {
    const later = {
      ...equipment('GTIN'),
      eventUpdatedDateTime: '2026-01-21T00:00:00Z',
      eventDateTime: '2026-01-20T15:00:00+08:00',
    };
    const [before, after] = [first(equipment('GTIN')), first(later)];
    expect(after?.key).toBe(before?.key);
    expect(String(after?.updatedAt?.instant) > String(before?.updatedAt?.instant)).toBe(true);
  });

  test('the same eventID of another party is another event', () => {
    const other = {
      ...equipment('GTIN'),
      eventRouting: { originatingParty: { ...eventRouting.originatingParty, partyCode: 'OTH' } },
    };
    expect(first(other)?.key).not.toBe(first(equipment('GTIN'))?.key);
  });

  test('a retraction is the key and nothing else, whatever else it says', () => {
    const [part] = readParts(adapter, {
      events: [{ ...equipment('GTIN'), eventDateTime: 'yesterday', isRetracted: true }],
    });
    expect(part).toEqual({
      reference: 'evt-1',
      issues: [],
      facts: [
        {
          kind: 'RETRACTION',
          position: { kind: 'POINTER', pointer: '/events/0' },
          references: [],
          key: 'SMDG|LCL|LNC|evt-1',
          target: { key: 'SMDG|LCL|LNC|evt-1' },
          updatedAt: expect.objectContaining({ instant: '2026-01-20T06:20:00.000Z' }),
        },
      ],
    });
  });

  test('a retraction of its eventID alone is kept, with a doubt', () => {
    const [part] = readParts(adapter, { eventID: 'evt-1', isRetracted: true });
    expect(told(part)).toEqual(['STRUCTURE ']);
    expect(part?.facts[0]).toMatchObject({ kind: 'RETRACTION', target: { key: '|||evt-1' } });
  });

  test('an event that is not retracted is an event', () => {
    expect(first({ ...equipment('GTIN'), isRetracted: false })?.kind).toBe('EVENT');
  });
});
