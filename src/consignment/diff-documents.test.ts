import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffDocuments } from './diff-documents.ts';
import { judgeFacts } from './effective-facts.ts';
import { at, bill, box, declaration, event, known, retraction } from './fact.fixture.ts';
import type { KnownFact } from './known-fact.ts';
import { projectConsignment } from './project-consignment.ts';

function fold(...facts: readonly KnownFact[]) {
  const match = { rule: 'DOCUMENT_NUMBER', confidence: 'ASSERTED', on: 'BL|A' };
  return projectConsignment(judgeFacts(facts).map(each => ({ ...each, match })));
}

const issued = known(
  bill('A', { packages: 10, goodsDescription: 'SAWS', equipment: [box('CSQU3054383', { sizeType: '22G1' })] }),
);
const loaded = known(event('LOAD', '2026-03-01', { key: 'e', equipment: box('CSQU3054383') }));

test('the first fold brings everything there is', () => {
  const changes = diffDocuments(undefined, fold(issued));
  expect(changes.every(({ before, after }) => before === null && after !== null)).toBe(true);
  expect(changes).toContainEqual({ path: 'goodsDescription', before: null, after: '"SAWS"' });
  expect(changes).toContainEqual({ path: 'equipmentUses[CSQU3054383].sizeType', before: null, after: '"22G1"' });
});

test('the same fold changes nothing', () => {
  expect(diffDocuments(fold(issued, loaded), fold(loaded, issued))).toEqual([]);
});

test('a better claim shows the value and the one that lost to it', () => {
  const declared = known(declaration('D1', { packages: 12 }), 'customs');
  const changes = diffDocuments(fold(issued), fold(issued, declared));
  expect(changes).toContainEqual({ path: 'packages', before: '10', after: '12' });
  expect(changes).toContainEqual({ path: 'packages.rivals', before: null, after: '[10]' });
});

test('an event is told by its statement: what comes before it in the list moves nothing', () => {
  const earlier = known(event('GATE_IN', '2026-02-01', { equipment: box('CSQU3054383') }));
  const paths = diffDocuments(fold(issued, loaded), fold(issued, loaded, earlier)).map(each => each.path);
  expect(paths.filter(path => path.startsWith('events[LOAD'))).toEqual([]);
  expect(paths.some(path => path.startsWith('events[GATE_IN'))).toBe(true);
});

test('a retraction takes the status back', () => {
  const changes = diffDocuments(
    fold(issued, loaded),
    fold(issued, loaded, known(retraction('e', { updatedAt: at('2026-04-01') }))),
  );
  expect(changes).toContainEqual({ path: 'status', before: '"IN_TRANSIT"', after: '"ANNOUNCED"' });
  expect(changes.some(each => each.path.endsWith('.effective') && each.after === 'false')).toBe(true);
});

test('going there and back again is no change', () => {
  const facts = [issued, loaded, known(declaration('D1', { packages: 12 }), 'customs')];
  fc.assert(
    fc.property(fc.subarray(facts), fc.subarray(facts), (some, others) => {
      const [a, b] = [fold(...some), fold(...others)];
      const back = diffDocuments(b, a).map(({ path, before, after }) => ({ path, before: after, after: before }));
      expect(diffDocuments(a, b)).toEqual(back);
    }),
  );
});

test('a declaration is told by its number, field by field', () => {
  const declared = known(declaration('D1', { packages: 12 }), 'customs');
  const changes = diffDocuments(fold(issued), fold(issued, declared));
  expect(changes).toContainEqual({ path: 'declarations[D1].status', before: null, after: '"LODGED"' });
});
