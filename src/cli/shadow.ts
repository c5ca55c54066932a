import { readConfig } from '../config.ts';
import { openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { shadowDifferences, shadowMigrations } from '../store/shadow-store.ts';

/** What candidates would have decided on live traffic, beside what was decided. */
export async function showShadow(): Promise<void> {
  const database = await openDatabase(readConfig());
  try {
    await migrate(database.sql);
    const [migrations, differences] = [await shadowMigrations(database.sql), await shadowDifferences(database.sql)];
    if (migrations.length > 0)
      process.stdout.write('candidate, what was decided -> what it would decide, assessments\n');
    for (const { packVersion, packHash, from, to, count } of migrations)
      process.stdout.write(`${packVersion} ${packHash.slice(0, 12)} ${from.padEnd(18)} -> ${to.padEnd(18)} ${count}\n`);
    for (const { packHash, rule, firedLive, firedInShadow } of differences)
      process.stdout.write(
        `${packHash.slice(0, 12)} ${rule.padEnd(38)} fired ${firedLive} times, in shadow ${firedInShadow}\n`,
      );
    if (migrations.length === 0) process.stdout.write('no candidate has judged anything yet\n');
  } finally {
    await database.close();
  }
}
