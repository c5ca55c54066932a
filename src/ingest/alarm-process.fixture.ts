import { connect } from '../store/database.ts';
import { startJobQueue } from '../store/job-queue.ts';
import { setVault } from '../store/vault.ts';
import { alarmTasks } from './alarm-tasks.ts';
import { TERMINAL_RULES } from './alarms.fixture.ts';

/** A hub reduced to its timers. Run by the test of alarms as a process of its own, to be killed. */
const [url = ''] = process.argv.slice(2);
const sql = connect(url, { max: 4 });
setVault(sql, () => 'a secret of the tests');
const tasks = alarmTasks({ sql, rules: () => TERMINAL_RULES, now: () => new Date() });
await startJobQueue({ sql, url, tasks });
process.stdout.write('ready\n');
