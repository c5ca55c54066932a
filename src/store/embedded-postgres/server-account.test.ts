import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CorridorError } from '../../errors.ts';
import { mayEnter, unprivilegedAccount } from './server-account.ts';

const ROOT = 'root:x:0:0:root:/root:/bin/bash';
const NOBODY = 'nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin';
const POSTGRES = 'postgres:x:101:104:,,,:/var/lib/postgresql:/bin/bash';

test('root lends its server the account of postgres, or of nobody where there is none', () => {
  expect(unprivilegedAccount([ROOT, NOBODY, POSTGRES].join('\n'))).toEqual({ uid: 101, gid: 104 });
  expect(unprivilegedAccount([ROOT, NOBODY].join('\n'))).toEqual({ uid: 65534, gid: 65533 });
});

test('without either, or where postgres is root by another name, it says what to do', () => {
  const passwd = [ROOT, 'postgres:x:0:0::/root:/bin/sh', 'nobodyelse:x:7:7::/:/bin/sh'].join('\n');
  expect(() => unprivilegedAccount(passwd)).toThrow(CorridorError);
  expect(() => unprivilegedAccount(passwd)).toThrow(/DATABASE_URL/);
});

test('a folder is entered only through parents that let the account pass', () => {
  const parent = mkdtempSync(join(tmpdir(), 'corridor-account-'));
  const folder = join(parent, 'open');
  mkdirSync(folder);
  const stranger = { uid: 65_000, gid: 65_000 };
  chmodSync(parent, 0o700);
  expect(mayEnter(folder, stranger)).toBe(false);
  expect(mayEnter(folder, undefined)).toBe(true);
  chmodSync(parent, 0o711);
  expect(mayEnter(folder, stranger)).toBe(true);
  rmSync(parent, { recursive: true });
});
