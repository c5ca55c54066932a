import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { alarmTasks } from './alarm-tasks.ts';
import { alarmsOf, DISCHARGED, STACKED, STORED, TERMINAL_RULES, terminalAt } from './alarms.fixture.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const logTypes = async () =>
  (await database.sql<{ type: string }[]>`select type from event_log where type like 'ALARM_%' order by id`).map(
    row => row.type,
  );

describe('overtime', () => {
  test('is found when the next node is received, without any timer: one row, and no other however often it is looked', async () => {
    const terminal = terminalAt(database.sql);
    await terminal.send('2022-02-23T06:39:43.000Z', STACKED);
    const [alarm, ...others] = await alarmsOf(database.sql);
    expect(others).toEqual([]);
    expect(alarm).toMatchObject({
      kind: 'OVERTIME',
      status: 'CLOSED',
      closeCause: 'CAUSE_ENDED',
      raisedAt: '2022-02-23T06:39:43.000Z',
      columns: { billOfLading: 'MDXU714336', voyage: '2018', movement: 'IMPORT', currentNode: 'STACK' },
    });
    expect(await logTypes()).toEqual(['ALARM_RAISED', 'ALARM_CLOSED']);
    const tasks = alarmTasks({ sql: database.sql, rules: () => TERMINAL_RULES, now: () => new Date() });
    await tasks['alarm-check']?.({ consignmentIds: [alarm?.consignmentId] });
    await terminal.send('2022-02-23T06:50:00.000Z', `${STACKED}\n`);
    expect(await alarmsOf(database.sql)).toEqual([alarm]);
    expect(await logTypes()).toEqual(['ALARM_RAISED', 'ALARM_CLOSED']);
  });

  test('sets a timer for its deadline, one job however many messages', async () => {
    const terminal = terminalAt(database.sql);
    await terminal.send('2022-02-23T05:15:00.000Z', DISCHARGED);
    await terminal.send('2022-02-23T05:16:00.000Z', `${DISCHARGED}\n`);
    const jobs = await database.sql`select key, run_at from graphile_worker.jobs`;
    expect(jobs).toMatchObject([{ key: expect.stringMatching(/^alarm\//), run_at: new Date('2022-02-23T06:14:15Z') }]);
    expect(await alarmsOf(database.sql)).toEqual([]);
  });
});

test('what time alone raises is left to the timer where a story is told late', async () => {
  const terminal = terminalAt(database.sql);
  await terminal.send('2022-03-01T00:00:00.000Z', DISCHARGED);
  expect(await alarmsOf(database.sql)).toEqual([]);
  const [job] = await database.sql`select run_at from graphile_worker.jobs`;
  expect(job?.run_at).toEqual(new Date('2022-03-01T00:00:02.500Z'));
  await terminal.send('2022-03-01T00:00:01.000Z', STACKED);
  expect(await logTypes()).toEqual(['ALARM_RAISED', 'ALARM_CLOSED']);
});

describe('illegal storage', () => {
  test('is raised of boxes that no consignment is known for, and closed by a permitted block', async () => {
    const terminal = terminalAt(database.sql);
    await terminal.send('2022-02-23T04:00:00.000Z', STORED);
    expect((await alarmsOf(database.sql)).map(each => [each.subject, each.status, each.columns.yardPosition])).toEqual([
      ['CPFLU1911999', 'RAISED', 'G155701.5'],
      ['CPFLU6104739', 'RAISED', 'G124405.1'],
      ['TJBM76733660', 'RAISED', 'G120401.1'],
    ]);
    await terminal.send(
      '2022-02-23T05:00:00.000Z',
      '箱号,是否危险品,是否冷藏,进场时间,场位\nCPFLU6104739,是,是,2022-02-23 12:30:00,D10101.1\n',
    );
    const moved = (await alarmsOf(database.sql)).find(each => each.subject === 'CPFLU6104739');
    expect(moved).toMatchObject({ status: 'CLOSED', closeCause: 'CAUSE_ENDED', endedAt: '2022-02-23T04:30:00.000Z' });
  });

  test('moves to the consignment when a bill names the box, and is not raised again', async () => {
    const terminal = terminalAt(database.sql);
    await terminal.send('2022-02-23T04:00:00.000Z', STORED);
    const loose = (await alarmsOf(database.sql)).find(each => each.subject === 'CPFLU1911999');
    expect(loose?.consignmentId).toBeNull();
    await terminal.send(
      '2022-02-23T04:10:00.000Z',
      '箱号,提单号,当前节点,当前节点时间\nCPFLU1911999,MDXU9,卸船,2022-02-23 10:30:00\n',
    );
    const after = (await alarmsOf(database.sql)).filter(
      each => each.subject === 'CPFLU1911999' && each.kind === 'ILLEGAL_STORAGE',
    );
    expect(after).toMatchObject([{ id: loose?.id, status: 'RAISED', consignmentId: expect.any(String) }]);
  });
});
