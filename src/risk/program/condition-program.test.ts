import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPatch } from '../apply-patch.ts';
import { toCelContext } from '../cel-context.ts';
import { parseCondition, withLists } from '../condition-language.ts';
import { listLookup } from '../reference-lists.ts';
import type { RiskContext } from '../risk-context.ts';
import { cleanContext, shippedPack } from '../shipped-pack.fixture.ts';
import { conditionProgram } from './condition-program.ts';
import { WrongKind } from './program-step.ts';

const RUNS = Number(process.env.CORRIDOR_RUNS ?? 30);

const lookup = listLookup(shippedPack);
const programs = shippedPack.rules.map(({ rule, evaluate, ast }) => ({
  id: rule.id,
  library: evaluate,
  ours: conditionProgram(ast),
}));

/** True, false, or undefined for every error. */
function byLibrary(evaluate: (values: never) => unknown, context: RiskContext): unknown {
  return withLists(lookup, () => {
    try {
      return evaluate(toCelContext(context) as never);
    } catch {
      return undefined;
    }
  });
}

function byOurs(ours: (typeof programs)[number]['ours'], context: RiskContext): unknown {
  try {
    return ours?.(context, lookup);
  } catch (error) {
    if (error instanceof WrongKind) return WrongKind;
    throw error;
  }
}

function paths(value: unknown, path = ''): string[] {
  if (value === null || typeof value !== 'object') return [path];
  const own = path === '' ? [] : [path];
  return [
    ...own,
    ...Object.entries(value).flatMap(([name, each]) => paths(each, path === '' ? name : `${path}.${name}`)),
  ];
}

const everywhere = paths(cleanContext).filter(path => path !== 'now');
const fires = shippedPack.rules.flatMap(({ rule }) => [...rule.cases.fires, ...rule.cases.silent]);
const odd = fc.oneof(
  fc.constantFrom<unknown>(0, -1, 1, 0.5, 1e9, '', 'x', 'T5', 'SGSIN', true, false, [], ['x'], {}, [{}], [null], [1]),
  fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
);
const contexts = fc
  .record({
    patches: fc.array(fc.constantFrom(...fires), { maxLength: 3 }),
    gone: fc.array(fc.constantFrom(...everywhere), { maxLength: 25 }),
    other: fc.array(fc.tuple(fc.constantFrom(...everywhere), odd), { maxLength: 6 }),
    twice: fc.subarray(['items', 'equip', 'bls', 'events', 'certs'] as const),
  })
  .map(({ patches, gone, other, twice }) => {
    const changed = [...patches, Object.fromEntries(gone.map(path => [path, null])), Object.fromEntries(other)];
    const context = changed.reduce<RiskContext>((of, patch) => applyPatch(of, patch as never), cleanContext);
    const doubled = twice.flatMap(name => {
      const [list, clean] = [context[name], cleanContext[name]];
      return Array.isArray(list) && Array.isArray(clean) ? [[name, [...list, ...clean]]] : [];
    });
    return { ...context, ...Object.fromEntries(doubled) } as RiskContext;
  });

describe('conditionProgram', () => {
  it('knows every condition of the shipped pack', () => {
    expect(programs.filter(({ ours }) => ours === undefined).map(({ id }) => id)).toEqual([]);
  });

  it('says of any context what the CEL library says, or leaves it to the library', () => {
    const left = { ours: 0, library: 0 };
    fc.assert(
      fc.property(contexts, context => {
        for (const { id, library, ours } of programs) {
          const found = byOurs(ours, context);
          left[found === WrongKind ? 'library' : 'ours']++;
          if (found !== WrongKind) expect(found, id).toBe(byLibrary(library, context));
        }
      }),
      { numRuns: RUNS },
    );
    expect(left.ours).toBeGreaterThan(20 * left.library);
  });

  it('leaves to the library what only CEL knows', () => {
    for (const text of ['equip.exists_one(e, e.laden)', 'size(c.id) > 3', 'decl.containers[0] == "X"', 'has(decl.no)'])
      expect(conditionProgram(parseCondition(text).ast), text).toBeUndefined();
  });
});
