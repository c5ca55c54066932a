import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { documentEvent, transportDocument } from '../../test/what-goes-wrong/messages.fixture.ts';
import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import { alarmsOf, TERMINAL, terminalAt } from './alarms.fixture.ts';
import { receiveMessage } from './receive-message.ts';

const CARRIER = { ...TERMINAL, sender: 'meridian-ocean-line', timeZone: 'UTC' };
const BOX = 'MSKU9065559';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

async function carrierSends(moment: string, feed: 'shipping' | 'port', text: string): Promise<void> {
  const ingest = { sql: database.sql, adapters: ALL_ADAPTERS, now: () => new Date(moment) };
  const receipt = await receiveMessage(ingest, { feed, bytes: new TextEncoder().encode(text), profile: CARRIER });
  expect(receipt.status).toBe('ACCEPTED');
}

const homeOf = async (bill: string) => {
  const [row] = await database.sql<{ id: string }[]>`
    select consignment_id as id from consignment_identifier where value = ${bill} order by consignment_id limit 1`;
  return row?.id ?? '';
};

test('an alarm moves with its consignment: one row through a merge and the split that takes it back', async () => {
  const item = [{ hs: '820210', in: [{ box: BOX, kilograms: 100, packages: 1 }] }];
  await carrierSends('2022-02-20T00:00:00Z', 'shipping', transportDocument('ALARMA', '2022-02-20', item));
  await carrierSends('2022-02-21T00:00:00Z', 'shipping', transportDocument('ALARMB', '2022-02-21', item));
  const [older, younger] = [await homeOf('ALARMA'), await homeOf('ALARMB')];
  expect(older).not.toBe(younger);
  const header = '进出口,提单号,航次,箱号,上一节点,上一节点时间,当前节点,当前节点时间';
  const late = `进口,ALARMB,2018,${BOX},卸船,2022-02-23 13:14:15,堆存,2022-02-23 14:37:43`;
  await terminalAt(database.sql).send('2022-02-23T06:39:43.000Z', `${header}\n${late}\n`);
  const [raised, ...others] = (await alarmsOf(database.sql)).filter(each => each.kind === 'OVERTIME');
  expect(others).toEqual([]);
  expect(raised?.consignmentId).toBe(younger);
  const bridge = (moment: string, replaced: string) =>
    carrierSends(
      moment,
      'port',
      documentEvent('bridge', 'ISSU', 'ALARMB', moment, { replaced: [replaced], by: ['ALARMB'] }),
    );
  const homes = async () =>
    (await alarmsOf(database.sql))
      .filter(each => each.kind === 'OVERTIME')
      .map(each => [each.id, each.consignmentId, each.raisedAt]);
  await bridge('2022-02-24T10:00:00Z', 'ALARMA');
  expect(await homes()).toEqual([[raised?.id, older, raised?.raisedAt]]);
  await bridge('2022-02-25T10:00:00Z', 'ALARMC');
  expect(await homes()).toEqual([[raised?.id, younger, raised?.raisedAt]]);
});
