import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { appendFileSync, copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FlattenedSign } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { packageRoot } from '../config.ts';

const SENDER = 'jurong-straits-terminal';
const MAIN = "import('./src/main.ts').then(({ main }) => main(['node', 'corridor', ...process.argv.slice(1)]))";
const scratch = mkdtempSync(join(tmpdir(), 'corridor-signed-files-'));
const partners = join(scratch, 'partners');
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  cpSync(join(packageRoot, 'partners'), partners, { recursive: true });
  appendFileSync(join(partners, SENDER, 'partner.yaml'), '\nsigning: { required: true }\n');
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'k' }];
  writeFileSync(join(partners, SENDER, 'keys.json'), JSON.stringify({ keys }));
});
afterAll(() => database?.drop());

function ingest(...files: string[]): Promise<{ code: unknown; lines: readonly Record<string, unknown>[] }> {
  const args = ['--import', 'tsx', '-e', MAIN, '--', 'ingest', ...files, '--feed', 'port', '--from', SENDER, '--json'];
  const env = {
    PATH: '/usr/bin:/bin',
    DATABASE_URL: database.url,
    CORRIDOR_SECRET: 'a secret of the tests',
    CORRIDOR_DATA: scratch,
    CORRIDOR_PARTNERS: partners,
  };
  return new Promise(resolve =>
    execFile(process.execPath, args, { cwd: packageRoot, env }, (error, stdout) => {
      const lines = stdout.split('\n').filter(line => line !== '');
      resolve({ code: error?.code ?? 0, lines: lines.map(line => JSON.parse(line)) });
    }),
  );
}

/** A downgrade by another door is none: whoever can put a file into a folder cannot sign it. */
test('of files, those that are signed beside them are taken; the others are refused, each told why', async () => {
  const folder = join(packageRoot, 'partners', SENDER, 'samples', 'port');
  const names = readdirSync(folder).filter(name => name.endsWith('.edi'));
  const [unsigned, signed, altered] = ['unsigned', 'signed', 'altered'].map((name, i) => {
    copyFileSync(join(folder, names[i] ?? ''), join(scratch, `${name}.edi`));
    return join(scratch, `${name}.edi`);
  }) as [string, string, string];
  for (const file of [signed, altered]) {
    const made = await new FlattenedSign(readFileSync(file))
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k', iat: Math.floor(Date.now() / 1000) })
      .sign(privateKey);
    writeFileSync(`${file}.jws`, `${made.protected}..${made.signature}\n`);
  }
  appendFileSync(altered, '\n');
  const { code, lines } = await ingest(unsigned, signed, altered);
  expect(code).toBe(2);
  const refused = { status: 'REFUSED', code: 'UNAUTHENTICATED', remedy: 'fix-credentials' };
  expect(lines).toMatchObject([
    { file: unsigned, ...refused, reason: 'UNSIGNED' },
    { file: signed, status: 'ACCEPTED', signature: 'VERIFIED' },
    { file: altered, ...refused, reason: 'ALTERED' },
  ]);
  const archived = await database.sql`select sha256 from message`;
  expect(archived).toMatchObject([{ sha256: createHash('sha256').update(readFileSync(signed)).digest('hex') }]);
  const alarms = await database.sql`select reason, times from feed_alarm order by reason`;
  expect([...alarms]).toEqual([
    { reason: 'ALTERED', times: 1 },
    { reason: 'UNSIGNED', times: 1 },
  ]);
}, 120_000);
