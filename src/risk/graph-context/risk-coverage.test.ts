import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../config.ts';
import { elementType, recordFields } from '../risk-context.ts';
import { shippedPack } from '../shipped-pack.fixture.ts';
import { riskContextOf } from './risk-context-of.ts';
import { tellStory } from './sample-story.fixture.ts';

const NOW = '2026-11-14T00:00:00.000Z';
const doc = readFileSync(join(packageRoot, 'docs/risk-coverage.md'), 'utf8');

/** The paths in the first column of the table under a heading. */
function listed(heading: string): readonly string[] {
  const section = doc.split(/^## /m).find(part => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| (`.+?`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
  );
}

function leaves(type: string, path = ''): readonly string[] {
  return Object.entries(recordFields(type) ?? {}).flatMap(([field, fieldType]) => {
    const element = elementType(fieldType);
    const own = path === '' ? field : `${path}.${field}`;
    const record = element ?? fieldType;
    return recordFields(record) ? leaves(record, element ? `${own}[]` : own) : [own];
  });
}

function filled(value: unknown, path = ''): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(member => typeof member === 'object'))
    return value.flatMap((member: unknown) => filled(member, `${path}[]`));
  if (typeof value !== 'object' || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([field, member]) => filled(member, path === '' ? field : `${path}.${field}`));
}

const stated = listed('Stated by feeds');
const byNature = listed('Absent by nature');
const unknown = listed('Not stated by any feed yet');
const covers = (entries: readonly string[], path: string) =>
  entries.some(each => each === path || (each.endsWith('.*') && path.startsWith(each.slice(0, -1))));

describe('docs/risk-coverage.md', () => {
  const fields = leaves('RiskContext');
  const story = tellStory();
  const known = new Set(
    story.consignments.flatMap(({ name, document }) =>
      filled(riskContextOf({ id: name, document, journeys: story.journeys, now: NOW })).filter(path =>
        fields.includes(path),
      ),
    ),
  );

  test('names every field that a rule can read, and no other', () => {
    expect(fields.filter(path => !covers([...stated, ...byNature, ...unknown], path))).toEqual([]);
    const all = [...stated, ...byNature, ...unknown];
    expect(all.filter(entry => !fields.some(path => covers([entry], path)))).toEqual([]);
  });

  test('claims as unknown nothing that the sample feeds state', () => {
    const claimed = [...known].filter(path => ![...stated, ...byNature].includes(path));
    expect(claimed).toEqual([]);
  });

  test('claims as stated what the sample feeds do state, but for what they happen to leave out', () => {
    const silent = stated.filter(path => !known.has(path));
    expect(silent).toEqual([
      'bls[].amendments[].at',
      'items[].qty',
      'p.broker.country',
      'booking.cutoffAt',
      'booking.gateInDeadlineMissedH',
    ]);
  });

  test('counts the rules of the shipped pack', () => {
    expect(doc).toContain(`Of the ${shippedPack.rules.length} rules`);
  });
});
