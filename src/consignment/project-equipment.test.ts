import { expect, test } from 'vitest';
import type { Fact } from '../messages/fact.ts';
import { bill, box, declaration, event, known } from './fact.fixture.ts';
import { findConflicts } from './find-conflicts.ts';
import type { KnownFact } from './known-fact.ts';
import { placed, values } from './place-facts.fixture.ts';
import { projectEquipment } from './project-equipment.ts';
import { projectEvents } from './project-events.ts';

const B = 'CSQU3054383';
const uses = (...facts: readonly (Fact | KnownFact)[]) =>
  projectEquipment(placed(...facts), projectEvents(placed(...facts)));

test('a box is used from its first to its last actual event', () => {
  const on = (type: 'LOAD' | 'DISCHARGE', day: string, classifier: 'ACT' | 'EST' = 'ACT') =>
    event(type, day, { classifier, equipment: box(B) });
  expect(
    uses(on('LOAD', '2026-03-01'), on('DISCHARGE', '2026-03-09'), on('DISCHARGE', '2026-03-20', 'EST')),
  ).toMatchObject([{ number: B, from: '2026-03-01T00:00:00.000Z', to: '2026-03-09T00:00:00.000Z' }]);
});

test('what was seen on the box comes before what papers say', () => {
  const [use] = uses(
    known(bill('A', { equipment: [box(B, { sizeType: '22G1' })] }), 'carrier'),
    known(event('GATE_IN', '2026-03-01', { equipment: box(B, { sizeType: '45G1' }) }), 'terminal'),
  );
  expect(values(use?.sizeType ?? [])).toEqual(['45G1', '22G1']);
});

test('a number with a wrong check digit, or that is none, is kept and told', () => {
  expect(uses(bill('A', { equipment: [box('CSQU3054384'), box('BULK-7')] }))).toMatchObject([
    { number: 'BULK-7', wellFormed: false, checkDigitValid: false },
    { number: 'CSQU3054384', wellFormed: true, checkDigitValid: false },
  ]);
});

test('a box without a number is no use of a box', () => {
  expect(uses(bill('A', { equipment: [box('')] }))).toEqual([]);
});

test('a seal that no paper names is a mismatch; one that is named, or where no paper names any, is not', () => {
  const seen = (seal: string) => event('GATE_IN', '2026-03-01', { equipment: box(B, { seals: [{ number: seal }] }) });
  const paper = declaration('D', { equipment: [box(B, { seals: [{ number: 'S1' }] })] });
  const codes = (...facts: readonly Fact[]) => findConflicts(placed(...facts), uses(...facts)).map(each => each.code);
  expect(codes(paper, seen('S2'))).toEqual(['SEAL_MISMATCH']);
  expect(codes(paper, seen('S1'))).toEqual([]);
  expect(codes(bill('A', { equipment: [box(B)] }), seen('S2'))).toEqual([]);
});

test('the doubts that readers had are shown with who stated the fact', () => {
  const issue = {
    code: 'CHECK_DIGIT',
    severity: 'WARNING',
    position: { kind: 'MESSAGE' },
    message: 'm',
    remedy: 'r',
  } as const;
  const facts = [known(bill('A', { issues: [issue] }), 'carrier', 'f')];
  expect(findConflicts(placed(...facts), [])).toEqual([{ ...issue, origin: 'carrier', fact: 'f' }]);
});
