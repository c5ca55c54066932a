import { type Command, Option } from 'commander';
import { readConfig } from '../config.ts';
import { openDatabase, type Sql } from '../store/database.ts';
import { rotateKeys, type SigningPurpose, signingKeys } from '../store/hub-keys.ts';
import { readHubSecret } from '../store/hub-secret.ts';
import { migrate } from '../store/migrate.ts';
import { LONGEST, secondsOf } from './duration.ts';

interface RotateOptions {
  readonly of: SigningPurpose;
  readonly overlap: string;
}

export function addKeys(program: Command): void {
  const keys = program.command('keys').description("the hub's own signing keys, of tokens and of receipts");
  keys.command('list').description('which keys sign, signed, and are about to').action(list);
  keys
    .command('rotate')
    .description('make a new key, on the database of hubs that run: no request fails meanwhile')
    .addOption(new Option('--of <purpose>', 'what it signs').choices(['token', 'receipt']).default('token'))
    .option(
      '--overlap <duration>',
      'how long tokens of the key before it still hold; 0s where it was given away. Receipts are verified for ever',
      LONGEST,
    )
    .action(rotate);
}

async function rotate({ of: purpose, overlap }: RotateOptions): Promise<void> {
  const overlapSeconds = secondsOf('--overlap', overlap, 0);
  const { kid, signsFrom, retiresAt } = await withKeys((sql, secret) =>
    rotateKeys(sql, secret, { purpose, overlapSeconds }),
  );
  const before = purpose === 'token' ? `; tokens of the keys before it hold until ${retiresAt.toISOString()}` : '';
  process.stdout.write(`${kid} signs ${purpose}s from ${signsFrom.toISOString()}${before}\n`);
}

async function list(): Promise<void> {
  const now = new Date();
  for (const { purpose, kid, signsFrom, retiresAt } of await withKeys(signingKeys)) {
    const state = signsFrom > now ? 'comes' : retiresAt === null || retiresAt > now ? 'stands' : 'retired';
    const until = retiresAt ? ` until ${retiresAt.toISOString()}` : '';
    process.stdout.write(`${purpose}  ${kid}  ${state}  from ${signsFrom.toISOString()}${until}\n`);
  }
}

async function withKeys<T>(work: (sql: Sql, secret: string) => Promise<T>): Promise<T> {
  const config = readConfig();
  const database = await openDatabase(config);
  try {
    await migrate(database.sql);
    return await work(database.sql, readHubSecret({ ...config, embedded: config.databaseUrl === undefined }));
  } finally {
    await database.close();
  }
}
