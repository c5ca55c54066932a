import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../config.ts';
import { lintAgreement } from '../policy/lint-agreements.ts';
import { PartnerDirectory } from './partner-directory.ts';
import { readAgreements } from './read-agreements.ts';

const folder = join(packageRoot, 'partners');

test('the shipped agreements hold: schema, signatures, examples, and nothing for the linter', async () => {
  const partners = new PartnerDirectory(folder);
  const { agreements, problems } = await readAgreements(folder, id => partners.get(id));
  expect(problems).toEqual([]);
  expect(agreements.size).toBeGreaterThan(20);
  const notes = [...agreements.values()].flatMap(each => lintAgreement(each));
  expect(notes.filter(each => each.includes('condition'))).toEqual([]);
});
