import { decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotateKeys } from '../store/hub-keys.ts';
import { startSecondHub, startTestHub, type TestHub } from './hub.fixture.ts';

const SECRET = 'a secret of the tests';

let one: TestHub;
let other: TestHub;
beforeAll(async () => {
  one = await startTestHub();
  other = await startSecondHub(one);
});
afterAll(async () => {
  await other?.stop();
  await one?.stop();
});

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

async function statusOf(hub: TestHub, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ consignments(first: 1) { totalCount } }' });
  return (await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body })).status;
}

const published = async (hub: TestHub): Promise<string[]> => {
  const { keys } = (await (await fetch(`${hub.url}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] };
  return keys.map(key => key.kid);
};

test('a token key is rotated while two hubs are asked, and no request fails', async () => {
  const { sql } = one.services;
  const signers = new Set<string>();
  const statuses: number[] = [];
  let isOver = false;
  /** Each token is used where another node signed it, some of them until long after the rotation. */
  const ask = async () => {
    const early = await one.tokenOf('analyst');
    while (!isOver) {
      const [mine, others] = [await one.tokenOf('analyst'), await other.tokenOf('sg-customs')];
      for (const token of [mine, others]) signers.add(decodeProtectedHeader(token).kid ?? '');
      statuses.push(...(await Promise.all([statusOf(other, mine), statusOf(one, others), statusOf(other, early)])));
    }
  };
  const asking = Promise.all([ask(), ask(), ask()]).finally(() => {
    isOver = true;
  });
  try {
    await sleep(200);
    const before = await published(one);
    const { kid } = await rotateKeys(sql, SECRET, { purpose: 'token', overlapSeconds: 600, leadSeconds: 2 });
    await one.services.keyring.refresh(); // as every few seconds; the other node has to look for the key
    expect(await published(one)).toEqual([...before, kid]);
    expect(one.services.signingKey?.kid).not.toBe(kid); // published, and signs from soon on
    await sleep(2_000);
    await one.services.keyring.refresh();
    expect(one.services.signingKey?.kid).toBe(kid);
    await sleep(400);
  } finally {
    isOver = true;
    await asking;
  }
  expect(signers.size).toBe(2);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(statuses.length).toBeGreaterThan(50);
});

test('a key that was given away is let go at once, with all that it signed', async () => {
  const stolen = await one.tokenOf('analyst');
  const gone = one.services.signingKey?.kid;
  expect(await statusOf(one, stolen)).toBe(200); // and is remembered
  const headers = {
    accept: 'text/event-stream',
    'content-type': 'application/json',
    authorization: `Bearer ${stolen}`,
  };
  const body = JSON.stringify({ query: 'subscription { consignmentEvents { kind } }' });
  const stream = await fetch(`${one.url}/graphql/stream`, { method: 'POST', headers, body });
  await rotateKeys(one.services.sql, SECRET, { purpose: 'token', overlapSeconds: 0 });
  for (const hub of [one, other]) {
    await hub.services.keyring.refresh();
    expect(await statusOf(hub, stolen)).toBe(401);
    expect(await published(hub)).not.toContain(gone);
    expect(await statusOf(hub, await hub.tokenOf('analyst'))).toBe(200);
  }
  expect(await stream.text()).toMatch(/UNAUTHENTICATED/); // ends, with the reason
});

test('receipts are signed by the new key, and those of the old one are verified for ever', async () => {
  const old = one.services.keyring.keys.receiptKeys.map(key => key.kid);
  const { kid } = await rotateKeys(one.services.sql, SECRET, { purpose: 'receipt', overlapSeconds: 0 });
  await one.services.keyring.refresh();
  expect(one.services.keyring.keys.receiptKeys.map(key => key.kid)).toEqual([kid, ...old]);
  expect(await published(one)).toEqual(expect.arrayContaining([kid, ...old]));
  await one.query('{ consignments(first: 1) { totalCount } }', 'sg-customs');
  await one.services.auditLog.signHeads();
  const heads = await one.services.sql<{ jws: string }[]>`select jws from receipt_head`;
  expect(heads.map(({ jws }) => decodeProtectedHeader(jws).kid)).toContain(kid);
});

test('a wrong secret rotates nothing', async () => {
  const { sql } = one.services;
  const count = async () => (await sql`select id from hub_key`).length;
  const before = await count();
  const order = { purpose: 'token', overlapSeconds: 60 } as const;
  await expect(rotateKeys(sql, 'another secret than that', order)).rejects.toMatchObject({ code: 'CONFIGURATION' });
  expect(await count()).toBe(before);
});
