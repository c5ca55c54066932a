import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EVENT_TYPES } from './event-type.ts';

const docs = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');
/** The list of events ends where the page goes on to how they are followed. */
const list = docs.slice(0, docs.indexOf('## Following events'));
const rows = [...list.matchAll(/^\| `([A-Z_]+)` \| (.*?) \| ?(.*?) ?\|$/gm)].map(([, type, meaning, sources]) => ({
  type,
  meaning,
  sources,
}));

test('every event type has one line, in the order of the list', () => {
  expect(rows.map(({ type }) => type)).toEqual([...EVENT_TYPES]);
});

test('every line says what the type means', () => {
  expect(rows.filter(({ meaning }) => !meaning || meaning.length < 4)).toEqual([]);
});

test('a code of one standard stands for one type of event', () => {
  const dcsaOfBoxes = rows
    .slice(0, EVENT_TYPES.indexOf('ARRIVAL'))
    .flatMap(({ sources }) => sources?.match(/\b[A-Z]{4}\b/g) ?? []);
  const codes = dcsaOfBoxes.filter(code => code !== 'DCSA');
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.length).toBeGreaterThan(15);
});
