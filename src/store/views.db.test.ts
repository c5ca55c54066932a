import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';

const VIEWS = [
  'consignment',
  'consignment_identifier',
  'consignment_event',
  'equipment_use',
  'declaration',
  'rail_booking',
  'certificate',
  'transport_call',
];

describe('views for BI', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it.each(VIEWS)('bi.%s can be read', async view => {
    const rows = await database.sql`select * from ${database.sql(`bi.${view}`)} limit 1`;
    expect(rows.columns.length).toBeGreaterThan(2);
  });

  it('lists every view that the database has', async () => {
    const rows = await database.sql<
      { name: string }[]
    >`select table_name as name from information_schema.views where table_schema = 'bi'`;
    expect(rows.map(row => row.name).sort()).toEqual([...VIEWS].sort());
  });
});
