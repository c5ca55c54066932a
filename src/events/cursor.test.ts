import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assertResumable, bindingOf, decodeCursor, encodeCursor, type LogExtent } from './cursor.ts';

const key = new Uint8Array(32).fill(1);
const binding = bindingOf('p1', { types: ['GATE_IN'] });
const place = { position: 5, eventId: 'e5' };
const cursor = encodeCursor(key, 'epoch-1', place, binding);
const log: LogExtent = { epoch: 'epoch-1', head: 9, oldest: 1, eventId: 'e5' };

const back = (given: Partial<LogExtent>) => () =>
  assertResumable(key, decodeCursor(key, cursor, binding), { ...log, ...given });

test('a cursor comes back as it was given', () => {
  expect(decodeCursor(key, cursor, binding)).toMatchObject({ epoch: 'epoch-1', position: 5 });
  expect(back({})).not.toThrow();
});

test('the order in which a filter lists its values makes no difference; its values do', () => {
  expect(bindingOf('p1', { types: ['B', 'A'], places: undefined })).toBe(bindingOf('p1', { types: ['A', 'B', 'B'] }));
  expect(bindingOf('p1', { types: ['A'] })).not.toBe(bindingOf('p1', { places: ['A'] }));
  expect(bindingOf('p1', { recordedAfter: new Date(0) })).not.toBe(bindingOf('p1', { recordedAfter: new Date(1) }));
});

describe('CURSOR_FOREIGN', () => {
  const foreign = expect.objectContaining({ code: 'CURSOR_FOREIGN', remedy: 'fix-query' });

  test('for another subscriber, or another filter', () => {
    expect(() => decodeCursor(key, cursor, bindingOf('p2', { types: ['GATE_IN'] }))).toThrow(foreign);
    expect(() => decodeCursor(key, cursor, bindingOf('p1', {}))).toThrow(foreign);
  });

  test('under another key', () => {
    expect(() => decodeCursor(new Uint8Array(32), cursor, binding)).toThrow(foreign);
  });

  test('wherever a bit was changed', () => {
    const bytes = Buffer.from(cursor, 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), bit => {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(() => decodeCursor(key, changed.toString('base64url'), binding)).toThrow(foreign);
      }),
    );
  });

  test('for any text that is not ours', () => {
    const refused = (text: string) => {
      expect(() => decodeCursor(key, text, binding)).toThrow(foreign);
    };
    fc.assert(fc.property(fc.string(), refused));
  });
});

describe('CURSOR_TOO_OLD says how to resync', () => {
  const tooOld = expect.objectContaining({ code: 'CURSOR_TOO_OLD', message: expect.stringContaining('resync') });

  test('for another epoch', () => {
    expect(back({ epoch: 'epoch-2' })).toThrow(tooOld);
  });

  test('where the log holds another event at its position', () => {
    expect(back({ eventId: 'other' })).toThrow(tooOld);
  });

  test('where the next event is no longer kept, and not while it is', () => {
    expect(back({ oldest: 7, eventId: undefined })).toThrow(tooOld);
    expect(back({ oldest: 6, eventId: undefined })).not.toThrow();
    expect(back({ oldest: undefined, eventId: undefined })).toThrow(tooOld);
    expect(back({ oldest: undefined, eventId: undefined, head: 5 })).not.toThrow();
  });
});

test('CURSOR_FUTURE for a position that the log has not reached', () => {
  expect(back({ head: 4, eventId: undefined })).toThrow(expect.objectContaining({ code: 'CURSOR_FUTURE' }));
});
