import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONSIGNMENT_STATUSES } from './consignment-status.ts';
import { TRANSITIONS } from './derive-status.ts';

const docs = readFileSync(new URL('../../docs/status.md', import.meta.url), 'utf8');
const rows = [...docs.matchAll(/^\| (.+?) \| (.+?) \| ([A-Z_]+) \| (.+?) \|$/gm)].map(([, on, from, to, source]) => ({
  on,
  from,
  to,
  source,
}));

/** How the page names groups of states. */
const GROUPS: Readonly<Record<number, string>> = {
  5: 'on land',
  6: 'on land',
  7: 'before moving, or controlled or released, and never loaded',
  12: 'arrived, at transhipment, controlled or released, after a load',
};

test('the page has the table of the code, row for row, with the source of each', () => {
  expect(rows.map(({ from, to }) => `${from} → ${to}`)).toEqual(
    TRANSITIONS.map(({ from, to }, i) => `${GROUPS[i] ?? from?.join(', ') ?? 'any'} → ${to}`),
  );
  expect(rows.filter(({ on, source }) => !on || !source || source.length < 4)).toEqual([]);
});

test('every status is reached, and the first is where a consignment begins', () => {
  const reached = new Set<string>(TRANSITIONS.map(each => each.to));
  expect(CONSIGNMENT_STATUSES.filter(each => !reached.has(each))).toEqual(['ANNOUNCED']);
});
