import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../config.ts';
import { ABSENT_BY_NATURE } from '../coverage/absent-by-nature.ts';
import { coveragePage } from '../coverage/coverage-page.ts';
import { covers } from '../coverage/field-source.ts';
import { KEPT_BY_THE_HUB } from '../coverage/kept-by-the-hub.ts';
import { contextLeaves } from '../coverage/rule-coverage.ts';
import { STATED_BY_FEEDS } from '../coverage/stated-by-feeds.ts';
import { shippedPack } from '../shipped-pack.fixture.ts';
import { riskContextOf } from './risk-context-of.ts';
import { tellStory } from './sample-story.fixture.ts';

const NOW = '2026-11-14T00:00:00.000Z';

function filled(value: unknown, path = ''): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(member => typeof member === 'object'))
    return value.flatMap((member: unknown) => filled(member, `${path}[]`));
  if (typeof value !== 'object' || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([field, member]) => filled(member, path === '' ? field : `${path}.${field}`));
}

describe('docs/risk-coverage.md', () => {
  const leaves = contextLeaves();
  const sources = [...STATED_BY_FEEDS, ...ABSENT_BY_NATURE, ...KEPT_BY_THE_HUB];
  const story = tellStory();
  const known = new Set(
    story.consignments.flatMap(({ name, document }) =>
      filled(riskContextOf({ id: name, document, journeys: story.journeys, now: NOW })).filter(path =>
        leaves.includes(path),
      ),
    ),
  );

  test('is what the code prints', () => {
    const page = readFileSync(join(packageRoot, 'docs/risk-coverage.md'), 'utf8');
    expect(page, 'corridor risk coverage --page > docs/risk-coverage.md').toBe(coveragePage(shippedPack));
  });

  test('names no field that a rule cannot read', () => {
    const unknown = sources.flatMap(source =>
      source.fields.filter(field => !leaves.some(leaf => covers({ ...source, fields: [field] }, leaf))),
    );
    expect(unknown).toEqual([]);
  });

  test('claims as unknown nothing that the sample feeds state', () => {
    expect([...known].filter(path => !sources.some(each => covers(each, path)))).toEqual([]);
  });

  test('claims as stated what the sample feeds do state, but for what they happen to leave out', () => {
    const silent = STATED_BY_FEEDS.flatMap(each => each.fields).filter(path => !known.has(path));
    expect(silent).toEqual([
      'bls[].amendments[].at',
      ...['ens.filedAt', 'ens.loadAt', 'ens.description', 'ens.hs6', 'ens.consigneeName', 'ens.buyerName'],
      ...[
        'ens.sellerName',
        'items[].qty',
        'p.broker.country',
        'p.broker.addressKeys',
        'equip[].load',
        'equip[].sealAffixedAt',
      ],
      ...['booking.cutoffAt', 'booking.gateInDeadlineMissedH'],
    ]);
  });
});
