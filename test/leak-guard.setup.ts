import { afterAll, expect } from 'vitest';
import { leaksSoFar, listenToAnswers } from './leak-guard.ts';

const listening = globalThis as { corridorListens?: true };
if (!listening.corridorListens) listenToAnswers();
listening.corridorListens = true;

/** After every file, whatever it tests. */
afterAll(async () => {
  expect(await leaksSoFar(), 'personal data in a log, a metric or an error').toEqual([]);
});
