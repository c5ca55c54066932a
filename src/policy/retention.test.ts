import { expect, test } from 'vitest';
import { agreementWith } from './agreement.fixture.ts';
import { erasuresDue, receiptsDue } from './retention.ts';

const NOW = new Date('2026-11-28T05:00:00Z');
const valid = { from: '2020-01-01T00:00:00Z', until: '2021-01-01T00:00:00Z' };

test('the shortest time that an origin agreed on counts for what it sent, also after the agreement ended', () => {
  const agreements = [
    agreementWith({ id: 'a', deleteAfter: 'P2Y', valid }),
    agreementWith({ id: 'b', deleteAfter: 'P3M', valid }),
    agreementWith({ id: 'c', valid }),
  ];
  expect(erasuresDue(agreements, NOW)).toEqual([{ sender: 'customs', before: '2026-08' }]);
  expect(erasuresDue([agreementWith({ valid })], NOW)).toEqual([]);
});

test('a version that has not begun says nothing yet', () => {
  const next = agreementWith({
    version: 2,
    deleteAfter: 'P1D',
    valid: { from: '2027-01-01T00:00:00Z', until: '2028-01-01T00:00:00Z' },
  });
  expect(erasuresDue([agreementWith({ deleteAfter: 'P1Y', valid }), next], NOW)).toEqual([
    { sender: 'customs', before: '2025-11' },
  ]);
});

test('receipts stay as long as the longest of the agreements asks', () => {
  const agreements = [
    agreementWith({ id: 'a', retain: 'P30D', valid }),
    agreementWith({ id: 'b', retain: 'P7Y', valid }),
  ];
  expect(receiptsDue(agreements, NOW)).toEqual([{ partner: 'reader', before: '2019-11-28' }]);
  expect(receiptsDue([agreementWith({ valid })], NOW)).toEqual([]);
});

test('where a month has no such day, days of the next are counted', () => {
  const agreement = agreementWith({ retain: 'P1M', valid });
  expect(receiptsDue([agreement], new Date('2026-03-31T00:00:00Z'))).toEqual([
    { partner: 'reader', before: '2026-03-03' },
  ]);
});
