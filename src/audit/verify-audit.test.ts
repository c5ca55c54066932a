import { expect, test } from 'vitest';
import { chainOf, headOf } from './audit-chain.fixture.ts';
import { headAt } from './audit-chain.ts';
import { closeDay } from './audit-day.ts';
import { verifyAudit } from './verify-audit.ts';

const name = (day: string, node = 'n1') => ({ node, partner: 'sg-customs', day });
const first = [...chainOf(5, name('2026-03-01')), ...chainOf(3, name('2026-03-01', 'n2'))];
const second = chainOf(4, name('2026-03-02'));
const third = chainOf(2, name('2026-03-03'));
const dayOne = closeDay({ partner: 'sg-customs', day: '2026-03-01' }, first.map(headAt), undefined);
const dayTwo = closeDay({ partner: 'sg-customs', day: '2026-03-02' }, second.map(headAt), dayOne);
const dayThree = closeDay({ partner: 'sg-customs', day: '2026-03-03' }, third.map(headAt), dayTwo);

test('chains of several nodes and days hold together', () => {
  const receipts = [...first, ...second, ...third];
  const verdict = verifyAudit({ receipts, heads: [headOf(second)], days: [dayOne, dayTwo, dayThree] });
  expect(verdict).toEqual({ receipts: 14, chains: 4, unsigned: 0, dropped: [], findings: [] });
});

test('an end that nobody signed is counted', () => {
  expect(verifyAudit({ receipts: first, heads: [headOf(first, 3)], days: [] })).toMatchObject({
    unsigned: 2,
    findings: [],
  });
});

test('a whole chain that is gone is missed by the day', () => {
  const receipts = first.filter(({ entry }) => entry.node === 'n1');
  const { findings } = verifyAudit({ receipts, heads: [], days: [dayOne] });
  expect(findings).toMatchObject([
    { fault: 'CUT_TAIL', chain: '2026-03-01/sg-customs/n2', seq: 1 },
    { fault: 'DAY_ROOT', chain: '2026-03-01/sg-customs' },
  ]);
});

test('a whole day that is gone, its statement too, is missed by the day after', () => {
  const { findings } = verifyAudit({ receipts: [...first, ...third], heads: [], days: [dayOne, dayThree] });
  expect(findings).toMatchObject([{ fault: 'DAY_ROOT', chain: '2026-03-03/sg-customs' }]);
});

test('a day whose receipts were let go in time is no gap; one that only says so of receipts still there must hold', () => {
  const days = [{ ...dayOne, dropped: true }, dayTwo];
  expect(verifyAudit({ receipts: second, heads: [], days }).findings).toEqual([]);
  const forged = chainOf(2, name('2026-03-01'));
  expect(verifyAudit({ receipts: [...forged, ...second], heads: [], days }).findings).toMatchObject([
    { fault: 'DAY_ROOT', chain: '2026-03-01/sg-customs' },
  ]);
});
