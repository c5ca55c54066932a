import { expect, test } from 'vitest';
import { scaleTable } from './scale-table.ts';

test('what more records need is what was measured, times how many there are', () => {
  const table = scaleTable(
    {
      ...{ consignments: 1_000, loadSeconds: 1, hubStartSeconds: 1 },
      tables: [
        { table: 'message', rows: 3_000, heapBytes: 2e6, indexBytes: 1e6 },
        { table: 'consignment_slice', rows: 6_000, heapBytes: 8e6, indexBytes: 1e6 },
      ],
      taken: [{ what: 'ingest, 200 at once', p50: 1, p99: 2, processorMs: 2, more: '' }],
    },
    3_000,
  );
  expect(table).toContain(
    'A consignment takes 10000 bytes of rows and 2000 of indexes, and 3000 that the copies leave out',
  );
  // 3e9 / 13 consignments of 15,000 bytes; a tenth of a day's 632,000 messages in an hour.
  expect(table).toContain('| 3.0 billion | 231 million | 3.1 | 141 | 60 + 35 | 18, 0.04 cores |');
});
