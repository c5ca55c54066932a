import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { alarmRules } from '../alarms/alarm-rules.ts';
import { raiseFeedAlarm } from '../store/feed-signatures.ts';
import { alarmsOf, DISCHARGED, STACKED, TERMINAL, terminalAt } from './alarms.fixture.ts';
import { checkFeedAlarms } from './check-feed-alarms.ts';

const { feedSilent: rules } = alarmRules.parse({ feedSilent: [{ id: 'quiet', feed: 'port', limit: 'PT30M' }] });
const watched = { partner: TERMINAL.sender, feed: 'port', rules } as const;
const subject = `${TERMINAL.sender}/port`;

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const look = (moment: string) => checkFeedAlarms(database.sql, watched, new Date(moment));
const nextLooks = async () =>
  (
    await database.sql<{ at: Date }[]>`
      select run_at as at from graphile_worker.jobs where key = ${`alarm-feed/${TERMINAL.sender}/port`}`
  ).map(each => each.at.toISOString());
const steps = async () =>
  (await database.sql<{ type: string }[]>`select type from event_log where type like 'ALARM_%' order by id`).map(
    each => each.type,
  );

test('a feed that says nothing for longer than it may is silent, once, until its next message', async () => {
  const terminal = terminalAt(database.sql);
  await terminal.send('2022-02-23T05:15:00.000Z', DISCHARGED);
  await look('2022-02-23T05:40:00.000Z');
  expect(await alarmsOf(database.sql)).toEqual([]);
  expect(await nextLooks()).toEqual(['2022-02-23T05:45:00.000Z']);
  await look('2022-02-23T05:45:00.200Z');
  await look('2022-02-23T05:50:00.000Z');
  const silent = { kind: 'FEED_SILENT', subject, origins: [TERMINAL.sender], consignmentId: null };
  expect(await alarmsOf(database.sql)).toMatchObject([
    { ...silent, status: 'RAISED', raisedAt: '2022-02-23T05:45:00.000Z' },
  ]);
  await terminal.send('2022-02-23T06:39:43.000Z', STACKED);
  await look('2022-02-23T06:39:45.000Z');
  expect((await alarmsOf(database.sql)).filter(each => each.kind === 'FEED_SILENT')).toMatchObject([
    { ...silent, status: 'CLOSED', closeCause: 'CAUSE_ENDED' },
  ]);
  await look('2022-02-23T07:09:44.000Z');
  const all = (await alarmsOf(database.sql)).filter(each => each.kind === 'FEED_SILENT');
  expect(all.map(each => each.status)).toEqual(['CLOSED', 'RAISED']);
});

test('a feed whose messages are refused for their signature is told of once a day and reason, until a good one comes', async () => {
  const { sql } = database;
  const refused = (moment: string, reason = 'SIGNATURE_INVALID') =>
    raiseFeedAlarm(sql, { ...watched, reason, detail: 'no key fits', sha256: 'ab'.repeat(32), at: new Date(moment) });
  await refused('2022-02-23T05:00:00.000Z');
  await look('2022-02-23T05:00:01.000Z');
  await refused('2022-02-23T05:01:00.000Z');
  await look('2022-02-23T05:01:01.000Z');
  const alarm = { kind: 'FEED_REFUSED', subject, origins: [TERMINAL.sender] };
  expect(await alarmsOf(sql)).toMatchObject([
    { ...alarm, status: 'RAISED', columns: { detail: 'SIGNATURE_INVALID, 2 x: no key fits' } },
  ]);
  await terminalAt(sql).send('2022-02-23T05:15:00.000Z', DISCHARGED);
  await look('2022-02-23T05:15:01.000Z');
  await look('2022-02-23T05:15:02.000Z');
  expect(await alarmsOf(sql)).toMatchObject([{ ...alarm, status: 'CLOSED', closeCause: 'CAUSE_ENDED' }]);
  expect(await steps()).toEqual(['ALARM_RAISED', expect.any(String), 'ALARM_CLOSED']);
});
