import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { packageRoot } from '../../src/config.ts';
import { randomDraw } from '../../src/risk/random-draw.ts';
import type { Judged } from '../../src/server/judge-consignments.ts';
import { STORIES } from './all-stories.fixture.ts';
import { shownPage } from './shown-page.fixture.ts';
import type { Story } from './story.fixture.ts';
import { openToldWorld } from './told-world.fixture.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const CLEAN = 'a clean trade';
let world: Awaited<ReturnType<typeof openToldWorld>>;
let judged: readonly Judged[];
beforeAll(async () => {
  world = await openToldWorld();
  await world.register(STORIES.flatMap(story => story.entries ?? []));
  await world.tellAll(STORIES.map(story => story.messages));
  judged = await world.judgeAll();
});
afterAll(() => world.drop());

const firedOn = ({ assessment }: Judged) =>
  Object.entries(assessment.statuses).flatMap(([rule, status]) => (status === 'FIRED' ? [rule] : []));

/** The consignments that a story's messages speak of. */
function consignmentsOf({ messages }: Story): readonly Judged[] {
  const texts = messages.map(({ text }) => text);
  return judged.filter(({ of: { context } }) => {
    const names = [context.decl?.no, context.c?.ucr, ...(context.bls ?? []).map(bill => bill.no)].filter(Boolean);
    return names.some(name => texts.some(text => text.includes(`${name}<`) || text.includes(`"${name}"`)));
  });
}

test.each(STORIES.filter(story => story.fires.length > 0))('$name', story => {
  const fired = new Set(consignmentsOf(story).flatMap(firedOn));
  expect(story.fires.filter(rule => !fired.has(rule))).toEqual([]);
});

test('a clean trade fires nothing, and no rule breaks on any story', () => {
  const clean = STORIES.find(({ name }) => name === CLEAN);
  expect(clean && consignmentsOf(clean).flatMap(firedOn)).toEqual([]);
  expect(judged.flatMap(each => each.assessment.errors)).toEqual([]);
});

test('a partner’s control is recognised for forty-five days', () => {
  const old = STORIES.find(({ name }) => name.endsWith('longer ago than forty-five days'));
  const found = old ? consignmentsOf(old) : [];
  expect(found.flatMap(({ of }) => of.context.partner?.inspections?.map(each => each.trusted))).toEqual([true]);
  expect(found.map(({ assessment }) => assessment.statuses['mitigate-partner-control'])).toEqual(['NOT_FIRED']);
});

test('of a partner that shares nothing on a lane that nobody subscribed to, the mirror rules wait', () => {
  const silent = STORIES.find(({ name }) => name.startsWith('twice found wrong'));
  const statuses = silent ? consignmentsOf(silent).map(each => each.assessment.statuses['mirror-export-absent']) : [];
  expect(new Set(statuses)).toEqual(new Set(['INDETERMINATE']));
});

test('chance draws some of them too, by the sealed seed', async () => {
  const ids = judged.map(({ of }) => of.id);
  const seed = Array.from({ length: 500 }, (_, n) => `seed ${n}`).find(each =>
    ids.some(id => randomDraw(each, id) < 0.004),
  );
  expect((await world.judgeBy(seed ?? '')).some(each => firedOn(each).includes('random-selection'))).toBe(true);
});

test('docs/risk-shown.md lists the indicators that real messages fire, more than a hundred and twenty', () => {
  const page = readFileSync(join(packageRoot, 'docs/risk-shown.md'), 'utf8');
  expect(page).toBe(shownPage(STORIES));
  const shown = new Set(STORIES.flatMap(story => story.fires));
  expect(shown.size).toBeGreaterThan(120);
});
