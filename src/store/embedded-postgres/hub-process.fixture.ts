import { connect } from '../database.ts';
import { startEmbeddedPostgres } from './start-embedded-postgres.ts';

/**
 * A hub reduced to its database: starts it, writes numbered rows, and prints each number once the commit is
 * acknowledged. Run by the tests as a process of its own, to be killed.
 */
const [dataDir = ''] = process.argv.slice(2);
const server = await startEmbeddedPostgres({ dataDir });
const sql = connect(server.url, { max: 1 });
await sql`create table if not exists acknowledged (number int primary key)`;
console.log(`started ${server.adopted}`);
let running = true;
process.once('SIGTERM', () => {
  running = false;
});
for (let number = 1; running; number++) {
  await sql`insert into acknowledged values (${number}) on conflict do nothing`;
  console.log(`row ${number}`);
}
await sql.end();
await server.stop();
