import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../config.ts';
import type { Receipt } from '../ingest/receive-message.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';
import { resumeMessages } from './resume-messages.ts';

const SENDER = 'jurong-straits-terminal';
const FOLDER = join(packageRoot, 'partners', SENDER, 'samples', 'port');
const samples = readdirSync(FOLDER)
  .filter(name => name.endsWith('.edi'))
  .map(name => readFileSync(join(FOLDER, name)));

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub?.stop());

function sample(index: number): Buffer {
  return samples[index] ?? Buffer.alloc(0);
}

async function send(
  body: Uint8Array | string,
  whom = SENDER,
  headers: Record<string, string> = {},
  path = '/feeds/port',
) {
  const response = await hub.ask(path, whom, { method: 'POST', body: Buffer.from(body), headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Receipt & Problem };
}
interface Problem {
  readonly code: string;
  readonly remedy: string;
  readonly detail: string;
}

describe('a message', () => {
  test('is answered with its receipt, and again with the first one', async () => {
    const first = await send(sample(0));
    const sha256 = createHash('sha256').update(sample(0)).digest('hex');
    expect(first).toMatchObject({ status: 202, body: { sha256, status: 'ACCEPTED', issues: expect.any(Array) } });
    expect(first.body.facts).toBeGreaterThan(0);
    const { messageId, facts } = first.body;
    expect(first.headers.get('location')).toBe(`/feeds/messages/${messageId}`);
    const again = await send(sample(0));
    expect(again).toMatchObject({
      status: 202,
      body: { messageId, facts, status: 'DUPLICATE', firstStatus: 'ACCEPTED' },
    });
  });

  test('may come under any content type, or none, or as gzip', async () => {
    expect(await send(sample(1), SENDER, { 'content-type': 'application/json' })).toMatchObject({ status: 202 });
    expect(await send(sample(1), SENDER, { 'content-type': 'application/edifact' })).toMatchObject({ status: 202 });
    const zipped = await send(gzipSync(sample(1)), SENDER, { 'content-encoding': 'gzip' });
    expect(zipped).toMatchObject({ status: 202, body: { status: 'DUPLICATE' } });
  });

  test('that nobody can read is quarantined, and answered with 202 too', async () => {
    const { status, body } = await send('good morning');
    expect(status).toBe(202);
    expect(body).toMatchObject({ status: 'QUARANTINED', facts: 0 });
    expect(body.issues[0]).toEqual({
      code: 'UNKNOWN_MESSAGE',
      severity: 'ERROR',
      position: expect.anything(),
      message: expect.any(String),
      remedy: expect.any(String),
    });
  });

  test('can be sent by an operator for a partner that is named', async () => {
    const named = await send(sample(2), 'operator', {}, `/feeds/port?from=${SENDER}`);
    expect(named).toMatchObject({ status: 202, body: { status: 'ACCEPTED' } });
    expect(await send(sample(2))).toMatchObject({ body: { messageId: named.body.messageId, status: 'DUPLICATE' } });
  });
});

describe('a refusal is a problem with code and remedy', () => {
  const bomb = gzipSync(Buffer.alloc(8 * 2 ** 20));
  test.each<[string, number, string, Parameters<typeof send>]>([
    ['no such feed', 404, 'NOT_FOUND', [sample(0), SENDER, {}, '/feeds/air']],
    ['a feed that the partner has not declared', 403, 'FORBIDDEN', [sample(0), SENDER, {}, '/feeds/customs']],
    ['another partner', 403, 'FORBIDDEN', [sample(0), SENDER, {}, '/feeds/port?from=qinzhou-port']],
    ['an analyst', 403, 'FORBIDDEN', [sample(0), 'analyst', {}, `/feeds/port?from=${SENDER}`]],
    ['an operator who names nobody', 400, 'BAD_USER_INPUT', [sample(0), 'operator']],
    [
      'an operator who names an unknown partner',
      400,
      'BAD_USER_INPUT',
      [sample(0), 'operator', {}, '/feeds/port?from=x'],
    ],
    [
      'an operator, for a feed not declared',
      403,
      'FORBIDDEN',
      [sample(0), 'operator', {}, `/feeds/rail?from=${SENDER}`],
    ],
    ['an empty body', 400, 'BAD_USER_INPUT', ['']],
    ['gzip that is none', 400, 'BAD_USER_INPUT', ['plain', SENDER, { 'content-encoding': 'gzip' }]],
    ['an unknown encoding', 400, 'BAD_USER_INPUT', ['plain', SENDER, { 'content-encoding': 'br' }]],
    ['gzip that inflates beyond its bound', 413, 'PAYLOAD_TOO_LARGE', [bomb, SENDER, { 'content-encoding': 'gzip' }]],
  ])('%s', async (_what, expected, code, request) => {
    const { status, headers, body } = await send(...request);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(status).toBe(expected);
    expect(body).toMatchObject({ status: expected, code, remedy: expect.stringMatching(/^fix-/) });
    expect(body.detail).not.toBe('');
  });

  test('nothing of a message without a token is read', async () => {
    const response = await hub.ask('/feeds/port', undefined, { method: 'POST', body: new Uint8Array(sample(0)) });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="corridor"');
  });
});

describe('a receipt and its bytes', () => {
  test('are for the sender and the operator; to others the message does not exist', async () => {
    const { messageId } = (await send(sample(3))).body;
    const unknown = `/feeds/messages/${messageId.slice(0, -4)}0000`;
    for (const whom of [SENDER, 'operator']) {
      const receipt = await hub.ask(`/feeds/messages/${messageId}`, whom);
      expect(await receipt.json()).toMatchObject({ messageId, status: 'ACCEPTED' });
      const raw = await hub.ask(`/feeds/messages/${messageId}/raw`, whom);
      expect(Buffer.from(await raw.arrayBuffer()).equals(sample(3))).toBe(true);
    }
    for (const whom of ['sg-customs', 'analyst']) {
      const there = await hub.ask(`/feeds/messages/${messageId}/raw`, whom);
      const notThere = await hub.ask(unknown, whom);
      expect([there.status, notThere.status]).toEqual([404, 404]);
      expect(await there.json()).toEqual(await notThere.json());
    }
    expect((await hub.ask(`/feeds/messages/${messageId}`)).status).toBe(401);
    expect((await hub.ask('/feeds/messages/none', 'operator')).status).toBe(404);
  });
});

async function receiptOf(messageId: string): Promise<Receipt> {
  return (await hub.ask(`/feeds/messages/${messageId}`, SENDER)).json() as Promise<Receipt>;
}

describe('who prefers not to wait', () => {
  test('is answered when the message is durable, and finds the verdict by its receipt', async () => {
    const { status, headers, body: receipt } = await send(sample(4), SENDER, { prefer: 'wait=5, Respond-Async; a=1' });
    expect([status, headers.get('preference-applied')]).toEqual([202, 'respond-async']);
    expect(receipt).toMatchObject({ status: 'RECEIVED', facts: 0, issues: [] });
    let verdict: Receipt = receipt;
    for (let look = 0; look < 200 && verdict.status === 'RECEIVED'; look++) {
      await sleep(25);
      verdict = await receiptOf(receipt.messageId);
    }
    expect(verdict).toMatchObject({ messageId: receipt.messageId, status: 'ACCEPTED', facts: expect.any(Number) });
    const again = await send(sample(4), SENDER, { prefer: 'respond-async' });
    expect(again.body).toMatchObject({ messageId: receipt.messageId, status: 'DUPLICATE', firstStatus: 'ACCEPTED' });
  });

  test('another preference changes nothing', async () => {
    const { headers, body } = await send(sample(5), SENDER, { prefer: 'return=minimal, x-respond-async' });
    expect([headers.get('preference-applied'), body.status]).toEqual([null, 'ACCEPTED']);
  });

  test('what a hub acknowledged and had not read when it ended is read at the next start', async () => {
    const { ingest, partners, logger, backlog } = hub.services;
    await backlog.stop();
    const unread = await Promise.all(
      [6, 7].map(async i => (await send(sample(i), SENDER, { prefer: 'respond-async' })).body),
    );
    await sleep(50);
    expect((await receiptOf(unread[0]?.messageId ?? '')).status).toBe('RECEIVED');
    await resumeMessages(ingest, partners, logger, new AbortController().signal);
    for (const { messageId } of unread) expect(await receiptOf(messageId)).toMatchObject({ status: 'ACCEPTED' });
  });
});
