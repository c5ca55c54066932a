import { describe, expect, test } from 'vitest';
import type { DeclarationFact, Fact } from '../messages/fact.ts';
import { answer, at, declaration, known, refs, retraction } from './fact.fixture.ts';
import { placed } from './place-facts.fixture.ts';
import { projectDeclarations } from './project-declarations.ts';

const lodged = (version: number | undefined, day: string, more: Partial<DeclarationFact> = {}) =>
  declaration('D', { lodgedAt: at(day), ...(version && { version }), ...more });
const said = (functionCode: string, day: string, more = {}) =>
  answer(functionCode, { number: 'D', issuedAt: at(day), ...more });
const only = (...facts: readonly Fact[]) => {
  const entries = projectDeclarations(placed(...facts));
  expect(entries).toHaveLength(1);
  return entries[0];
};

describe('the version in force', () => {
  const [first, second] = [lodged(1, '2026-03-01', { packages: 10 }), lodged(2, '2026-03-02', { packages: 12 })];

  test('is the highest, whichever arrives last', () => {
    expect(only(second, first)).toMatchObject({ packages: 12, version: 2 });
  });

  test('is the highest that customs accepted, not the last received', () => {
    expect(only(first, second, said('01', '2026-03-01T12:00', { version: 1 }))).toMatchObject({
      packages: 10,
      version: 1,
    });
    expect(only(first, second, said('01', '2026-03-03', { version: 2 }))).toMatchObject({ packages: 12, version: 2 });
  });

  test('is not one that customs rejected', () => {
    expect(only(first, second, said('03', '2026-03-03', { version: 2 }))).toMatchObject({ packages: 10 });
  });

  test('an answer without a version is about what was lodged before it', () => {
    expect(only(first, second, said('03', '2026-03-01T12:00'))).toMatchObject({ packages: 12 });
    expect(only(first, second, said('03', '2026-03-03'))).toMatchObject({ packages: 10 });
  });

  test('is not a cancellation', () => {
    expect(only(first, lodged(2, '2026-03-02', { function: 'CANCELLATION', reason: 'sold' }))).toMatchObject({
      packages: 10,
      versions: [
        { function: 'ORIGINAL', inForce: true },
        { function: 'CANCELLATION', inForce: false, reason: 'sold' },
      ],
    });
  });

  test('is none that its sender took back', () => {
    const keyed = { ...first, key: 'k' };
    expect(projectDeclarations(placed(keyed, retraction('k')))).toEqual([]);
  });
});

describe('an amendment', () => {
  const original = lodged(1, '2026-03-01', { packages: 10, incoterm: 'CIF' });
  const amendment = lodged(2, '2026-03-02', { function: 'AMENDMENT', packages: 12 });

  test('replaces what it states and leaves the rest', () => {
    expect(only(original, amendment)).toMatchObject({ packages: 12, incoterm: 'CIF' });
  });

  test('that customs rejected changes nothing', () => {
    expect(only(original, amendment, said('03', '2026-03-03', { version: 2 }))).toMatchObject({ packages: 10 });
  });
});

describe('the status', () => {
  test('goes forward only, whatever order answers are sent in', () => {
    expect(only(lodged(1, '2026-03-01'), said('08', '2026-03-05'), said('02', '2026-03-06'))).toMatchObject({
      status: 'RELEASED',
      statusAt: at('2026-03-05').instant,
      releasedAt: at('2026-03-05').instant,
      acceptedAt: null,
    });
  });

  test('is LODGED until customs answers', () => {
    expect(only(lodged(1, '2026-03-01'))).toMatchObject({ status: 'LODGED', statusAt: at('2026-03-01').instant });
  });
});

test('MRN and local reference of one declaration are one entry, its UCRs listed', () => {
  const local = declaration('', { localReference: 'L', references: refs('UCR_D U') });
  expect(only(local, answer('01', { number: 'D', localReference: 'L' }))).toMatchObject({
    key: 'D',
    number: 'D',
    localReference: 'L',
    ucrs: ['U'],
    status: 'ACCEPTED',
  });
});

test('two declarations of one consignment are two entries; each says who declared it', () => {
  const facts = [known(declaration('B'), 'sg-customs'), known(declaration('A'), 'cn-customs')];
  expect(projectDeclarations(placed(...facts)).map(({ key, origin }) => [key, origin])).toEqual([
    ['A', 'cn-customs'],
    ['B', 'sg-customs'],
  ]);
});
