import { jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { loadHubKeys } from './hub-keys.ts';

const SECRET = 'a secret of enough length';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => database.sql`delete from hub_key`);
afterAll(() => database?.drop());

test('nodes that start at once have the same keys', async () => {
  const { sql } = database;
  const [first, ...others] = await Promise.all([1, 2, 3].map(() => loadHubKeys(sql, SECRET)));
  expect(first?.cursorKey).toHaveLength(32);
  expect(first?.randomKey).toHaveLength(32);
  expect(first?.randomKey).not.toEqual(first?.cursorKey);
  expect(first?.tokenKeys).toHaveLength(1);
  expect(first?.receiptKeys).toHaveLength(1);
  for (const other of others) {
    expect(Buffer.from(other.cursorKey)).toEqual(Buffer.from(first?.cursorKey ?? []));
    expect(Buffer.from(other.randomKey)).toEqual(Buffer.from(first?.randomKey ?? []));
    expect(other.tokenKeys[0]?.publicJwk).toEqual(first?.tokenKeys[0]?.publicJwk);
    expect(other.receiptKeys[0]?.kid).toBe(first?.receiptKeys[0]?.kid);
  }
  expect(first?.receiptKeys[0]?.kid).not.toBe(first?.tokenKeys[0]?.kid);
});

test('what one node signs the public key of another verifies', async () => {
  const one = (await loadHubKeys(database.sql, SECRET)).tokenKeys[0];
  const other = (await loadHubKeys(database.sql, SECRET)).tokenKeys[0];
  if (!one || !other) throw new Error('no token key');
  const token = await new SignJWT({ sub: 'x' }).setProtectedHeader({ alg: 'ES256', kid: one.kid }).sign(one.privateKey);
  expect((await jwtVerify(token, other.publicJwk)).payload.sub).toBe('x');
  expect(other.publicJwk).toMatchObject({ kid: one.kid, alg: 'ES256', use: 'sig' });
  expect(other.publicJwk).not.toHaveProperty('d');
});

test('nothing in the table gives a key away', async () => {
  const { cursorKey } = await loadHubKeys(database.sql, SECRET);
  const text = JSON.stringify(await database.sql`select * from hub_key`);
  expect(text).not.toContain(Buffer.from(cursorKey).toString('base64url'));
  expect(text).not.toContain('"d":');
});

test('a wrong secret opens nothing and makes nothing', async () => {
  await loadHubKeys(database.sql, SECRET);
  await database.sql`delete from hub_key where purpose = 'receipt'`;
  const refused = { code: 'CONFIGURATION', message: expect.stringContaining('CORRIDOR_SECRET does not open the keys') };
  await expect(loadHubKeys(database.sql, `${SECRET}!`)).rejects.toMatchObject(refused);
  expect(await database.sql`select 1 from hub_key where purpose = 'receipt'`).toHaveLength(0);
});

test('a key put in the place of another is refused', async () => {
  await loadHubKeys(database.sql, SECRET);
  await database.sql`
    update hub_key set wrapped_key = (select wrapped_key from hub_key where purpose = 'token') where purpose = 'receipt'`;
  await expect(loadHubKeys(database.sql, SECRET)).rejects.toMatchObject({ code: 'CONFIGURATION' });
});

test('a new token key signs, and the one before still verifies', async () => {
  const { sql } = database;
  const before = (await loadHubKeys(sql, SECRET)).tokenKeys[0];
  await sql`update hub_key set purpose = 'retired' where purpose = 'token'`;
  const after = (await loadHubKeys(sql, SECRET)).tokenKeys[0];
  await sql`update hub_key set purpose = 'token', created_at = now() - interval '1 day' where purpose = 'retired'`;
  const both = (await loadHubKeys(sql, SECRET)).tokenKeys.map(key => key.kid);
  expect(both).toEqual([after?.kid, before?.kid]);
});
