import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FeedIssueCode } from './feed-issue.ts';

const docs = readFileSync(new URL('../../docs/feed-issues.md', import.meta.url), 'utf8');
const rows = [...docs.matchAll(/^\| `([A-Z_]+)` \|(.*)\|$/gm)].map(([, code = '', cells = '']) => ({
  code,
  cells: cells.split(' | ').map(cell => cell.trim()),
}));

/** The compiler holds this list to the union of the codes. */
const CODES: Readonly<Record<FeedIssueCode, true>> = {
  UNKNOWN_MESSAGE: true,
  NOT_WELL_FORMED: true,
  DOCTYPE_REFUSED: true,
  TOO_LARGE: true,
  CHARACTER_SET: true,
  STRUCTURE: true,
  SCHEMA: true,
  VALUE: true,
  CODE_UNKNOWN: true,
  CHECK_DIGIT: true,
  EQUIPMENT_FORMAT: true,
  COUNT_MISMATCH: true,
  TIME_ZONE_UNKNOWN: true,
  LOCATION_MISMATCH: true,
  NOT_FOR_THIS_FEED: true,
  NOT_RAIL: true,
  NOT_PASSED_ON: true,
  SIGNATURE: true,
  ERROR_MESSAGE: true,
  INTERNAL: true,
};

test('every code of a feed issue has one line, and no line a code that does not exist', () => {
  expect(rows.map(({ code }) => code).sort()).toEqual(Object.keys(CODES).sort());
});

test.each(rows)('$code: severity, when, example and remedy', ({ cells }) => {
  expect(cells).toHaveLength(4);
  expect(cells.every(cell => cell !== '')).toBe(true);
  expect(cells[0]).toMatch(/^(ERROR|WARNING|INFO)(, (WARNING|INFO))*$/);
});
