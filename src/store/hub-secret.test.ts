import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readHubSecret } from './hub-secret.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'corridor-secret-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

const embedded = (dataDir: string, secret?: string) => readHubSecret({ secret, dataDir, embedded: true });

test('an embedded database gets a secret once, for its owner only', () => {
  const dataDir = join(parent, 'data');
  const made = embedded(dataDir);
  expect(Buffer.from(made, 'base64url')).toHaveLength(32);
  expect(embedded(dataDir)).toBe(made);
  expect(readdirSync(dataDir)).toEqual(['secret']);
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
  expect(embedded(join(parent, 'other'))).not.toBe(made);
});

test('a file that others may read is closed to them', () => {
  const made = embedded(parent);
  chmodSync(join(parent, 'secret'), 0o644);
  expect(embedded(parent)).toBe(made);
  expect(statSync(join(parent, 'secret')).mode & 0o777).toBe(0o600);
});

test('a secret that is given is used, and none is written', () => {
  expect(embedded(parent, 'given by the operator')).toBe('given by the operator');
  expect(readdirSync(parent)).toEqual([]);
});

test('an emptied file is refused, not replaced: the keys in the database are under the lost secret', () => {
  writeFileSync(join(parent, 'secret'), '');
  expect(() => embedded(parent)).toThrow(expect.objectContaining({ code: 'CONFIGURATION' }));
  expect(readFileSync(join(parent, 'secret'), 'utf8')).toBe('');
});

test('an external database must be given one', () => {
  const external = () => readHubSecret({ secret: undefined, dataDir: parent, embedded: false });
  expect(external).toThrow(
    expect.objectContaining({ code: 'CONFIGURATION', message: expect.stringContaining('CORRIDOR_SECRET') }),
  );
  expect(readdirSync(parent)).toEqual([]);
});
