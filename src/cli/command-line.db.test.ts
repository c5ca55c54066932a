import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { heard } from '../../test/leak-guard.ts';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { packageRoot } from '../config.ts';

const SENDER = 'jurong-straits-terminal';
const FOLDER = join(packageRoot, 'partners', SENDER, 'samples', 'port');
const MAIN = "import('./src/main.ts').then(({ main }) => main(['node', 'corridor', ...process.argv.slice(1)]))";

/** Each command is a process that compiles the sources for itself. */
vi.setConfig({ testTimeout: 120_000 });

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let database: TestDatabase;
let scratch: string;
beforeAll(async () => {
  database = await createTestDatabase();
  scratch = mkdtempSync(join(tmpdir(), 'corridor-cli-'));
});
afterAll(() => database?.drop());

function launch(args: readonly string[], environment: Record<string, string> = {}) {
  const env = {
    PATH: '/usr/bin:/bin',
    DATABASE_URL: database.url,
    CORRIDOR_SECRET: 'a secret of the tests',
    CORRIDOR_DATA: scratch,
    PORT: '0',
    ...environment,
  };
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', MAIN, '--', ...args], { cwd: packageRoot, env });
  let stdout = '';
  let stderr = '';
  const ended = new Promise<Ended>(resolve => child.on('close', code => resolve({ code, stdout, stderr })));
  child.on('close', () => heard(`${stdout}\n${stderr}`));
  child.stdout.on('data', chunk => {
    stdout += chunk;
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  return { child, ended, said: () => stdout };
}

const corridor = (...args: string[]) => launch(args).ended;
const samples = () =>
  readdirSync(FOLDER)
    .filter(name => name.endsWith('.edi'))
    .map(name => join(FOLDER, name));

describe('ingest', () => {
  test('sends files; exit 0 when all are accepted, also again', async () => {
    const files = samples().slice(0, 2);
    const first = await corridor('ingest', ...files, '--feed', 'port', '--from', SENDER, '--json');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const receipts = first.stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(receipts).toMatchObject(files.map(file => ({ file, status: 'ACCEPTED' })));
    const again = await corridor('ingest', ...files, '--feed', 'port', '--from', SENDER);
    expect(again).toMatchObject({ code: 0, stdout: '2 DUPLICATE\n' });
  });

  test('exit 2 when something is refused; quarantine says what, where and why; replay reads it again, discard gives it up', async () => {
    const file = join(scratch, 'greeting.txt');
    writeFileSync(file, 'good morning');
    const { code, stdout } = await corridor('ingest', file, '--feed', 'port', '--from', SENDER, '--json');
    expect(code).toBe(2);
    const { messageId } = JSON.parse(stdout);
    const listed = await corridor(
      'quarantine',
      'list',
      '--partner',
      SENDER,
      '--code',
      'UNKNOWN_MESSAGE',
      '--since',
      '1d',
    );
    expect(listed.stdout).toContain(messageId);
    expect((await corridor('quarantine', 'show', messageId, '--raw')).stdout).toBe('good morning');
    const replayed = await corridor('quarantine', 'replay', '--all', '--partner', SENDER, '--code', 'UNKNOWN_MESSAGE');
    expect(replayed).toMatchObject({ code: 2, stdout: expect.stringContaining(`${messageId} QUARANTINED`) });
    const discarded = await corridor('quarantine', 'discard', messageId, '--reason', 'a greeting');
    expect(discarded).toMatchObject({ code: 0, stdout: expect.stringContaining('DISCARDED') });
    const shown = await corridor('quarantine', 'show', messageId);
    expect(shown.stdout).toMatch(/ERROR UNKNOWN_MESSAGE at byte 0\n {4}1 \| good morning\n {6}\| \^\n/);
    expect(shown.stdout).toMatch(/DISCARDED by cli:\S+: a greeting\n$/);
  });

  test.each([
    ['a file that is not there', ['ingest', '/none', '--feed', 'port', '--from', SENDER], 'NOT_FOUND, fix-query'],
    [
      'a partner that is none',
      ['ingest', 'package.json', '--feed', 'port', '--from', 'nobody'],
      'NOT_FOUND, fix-query',
    ],
    [
      'a feed not declared',
      ['ingest', 'package.json', '--feed', 'rail', '--from', SENDER],
      'BAD_USER_INPUT, fix-query',
    ],
  ])('exit 1 and one line for %s', async (_what, args, ending) => {
    const { code, stdout, stderr } = await corridor(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(new RegExp(`^corridor: .* \\(${ending}\\)$`))]);
  });

  test('goes on with what appears in a folder, until it is stopped', async () => {
    const inbox = mkdtempSync(join(scratch, 'inbox-'));
    const { child, ended, said } = launch(['ingest', '--watch', inbox, '--feed', 'port', '--from', SENDER, '--json']);
    copyFileSync(samples()[2] ?? '', join(inbox, 'late.edi'));
    while (!said().includes('late.edi')) await new Promise(resolve => setTimeout(resolve, 50));
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
  });
});

describe('token', () => {
  test('is alone on the last line', async () => {
    const { code, stdout } = await corridor(
      'token',
      '--partner',
      'sg-customs',
      '--purpose',
      'clearance',
      '--ttl',
      '15m',
    );
    expect(code).toBe(0);
    const claims = decodeJwt(stdout.trimEnd().split('\n').at(-1) ?? '');
    expect(claims).toMatchObject({ corridor_partner: 'sg-customs', purpose: 'clearance' });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(900);
  });

  test('of an operator may do everything, of an analyst only look', async () => {
    const scopeOf = async (role: string) => decodeJwt((await corridor('token', '--role', role)).stdout.trim()).scope;
    expect(await scopeOf('operator')).toContain('operate');
    expect(await scopeOf('analyst')).toBe('graph:query graph:subscribe');
  });

  test('is refused beside an external issuer', async () => {
    const issuer = { CORRIDOR_ISSUER: 'https://id.example', CORRIDOR_AUDIENCE: 'corridor' };
    const { code, stderr } = await launch(['token', '--role', 'operator'], issuer).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('https://id.example');
  });
});

test('partner add scaffolds what partner check accepts; check names file and line', async () => {
  const CORRIDOR_PARTNERS = mkdtempSync(join(scratch, 'partners-'));
  const run = (...args: string[]) => launch(['partner', ...args], { CORRIDOR_PARTNERS }).ended;
  expect(await run('add', 'new-terminal')).toMatchObject({ code: 0 });
  expect(await run('check')).toMatchObject({ code: 0, stdout: '1 partners, 0 agreements, 0 examples, no problem\n' });
  expect(await run('add', 'new-terminal')).toMatchObject({ code: 1 });
  const file = join(CORRIDOR_PARTNERS, 'new-terminal', 'partner.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('kind: authority', 'kind: wizard'));
  const { code, stdout } = await run('check', CORRIDOR_PARTNERS);
  expect(code).toBe(1);
  expect(stdout).toContain(`${file}:5: kind: `);
});

describe('start', () => {
  test('says where it is and who can look, and drains on SIGTERM', async () => {
    const { child, ended, said } = launch(['start', '--no-samples']);
    while (!said().includes('?as=sg-customs')) await new Promise(resolve => setTimeout(resolve, 50));
    const [, url] = /Corridor is at (\S+)/.exec(said()) ?? [];
    expect((await fetch(`${url}health/ready`)).status).toBe(200);
    expect(said()).toMatch(/^ {2}http:\/\/localhost:\d+\/\?as=sg-customs {2}Singapore Customs$/m);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
  });

  test('on a wrong port stops with one line', async () => {
    const { code, stderr } = await corridor('start', '--port', '99999');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^corridor: PORT="99999" is not allowed.*\(CONFIGURATION, fix-query\)\n$/);
  });
});
