import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { packageRoot } from '../config.ts';
import { startSecondHub, startTestHub, type TestHub } from './hub.fixture.ts';
import { type Receiver, startReceiver } from './webhook-receiver.fixture.ts';

const SENDER = 'jurong-straits-terminal';
const FOLDER = join(packageRoot, 'partners', SENDER, 'samples', 'port');
const names = readdirSync(FOLDER).filter(name => name.endsWith('.edi'));
const REGISTER = `mutation ($url: String!, $filter: EventFilter, $selection: String) {
  registerWebhook(url: $url, filter: $filter, selection: $selection) { id secret status } }`;
const LIST = '{ webhooks { id status failures lastError deadLetters { eventId error } } }';

let receiver: Receiver;
let hub: TestHub;
let fed = 0;
beforeAll(async () => {
  receiver = await startReceiver();
  hub = await startTestHub({ CORRIDOR_WEBHOOK_HOSTS: receiver.host });
});
afterAll(async () => {
  await hub?.stop();
  await receiver?.stop();
});
beforeEach(() => receiver.begin());
afterEach(async () => {
  receiver.answers.length = 0;
  await settled();
  for (const { id } of await list()) await hub.query(`mutation { removeWebhook(id: "${id}") }`, 'operator');
});

/** Everything that was to be sent is. */
const settled = () =>
  expect
    .poll(
      async () => {
        const [row] = await hub.services.sql`
          select bool_and(w.position = s.head) and not exists (select from event_log where position is null) as yes
          from webhook w, log_state s where w.status = 'ACTIVE' and w.failures = 0`;
        return row?.yes;
      },
      { timeout: 10_000 },
    )
    .not.toBe(false);

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly failures: number;
  readonly lastError: string | null;
  readonly deadLetters: readonly { eventId: string }[];
}
const list = async (whom = 'operator') => ((await hub.query(LIST, whom)).data?.webhooks ?? []) as Listed[];

async function feed(): Promise<void> {
  const body = readFileSync(join(FOLDER, names[fed++] ?? ''));
  expect((await hub.ask('/feeds/port', SENDER, { method: 'POST', body: new Uint8Array(body) })).status).toBe(202);
}

async function register(whom = 'analyst', given: Record<string, unknown> = {}): Promise<string> {
  const { data, errors } = await hub.query(REGISTER, whom, { url: receiver.url, ...given });
  expect(errors).toBeUndefined();
  const registered = data?.registerWebhook as { id: string; secret: string } | undefined;
  receiver.secret = registered?.secret ?? '';
  return registered?.id ?? '';
}

test('an event is sent once, signed, with what was asked for', async () => {
  await register('analyst', { selection: '{ type consignment { id } }' });
  await feed();
  const [call] = await receiver.until(1);
  await new Promise(resolve => setTimeout(resolve, 600));
  expect(new Set(receiver.calls.map(each => each.id)).size).toBe(receiver.calls.length);
  expect(receiver.calls.every(each => each.genuine)).toBe(true);
  expect(call?.body).toMatchObject({ type: 'consignment.event', data: { event: { type: expect.any(String) } } });
  expect(Object.keys(call?.body.data.event ?? {})).toEqual(['type', 'consignment']);
  receiver.secret = `whsec_${Buffer.from('another').toString('base64')}`;
  await feed();
  await receiver.until(receiver.calls.length + 1);
  expect(receiver.calls.at(-1)?.genuine).toBe(false);
});

test('what fails is sent again with the same id, not before Retry-After is over; what follows waits', async () => {
  const id = await register();
  receiver.answers.push({ status: 503, headers: { 'retry-after': '1000' } });
  await feed();
  const [first] = await receiver.until(1);
  await new Promise(resolve => setTimeout(resolve, 700));
  expect(receiver.calls).toHaveLength(1);
  expect((await list())[0]?.failures).toBe(1);
  const [row] = await hub.services.sql`select next_at > now() + interval '900 s' as long from webhook where id = ${id}`;
  expect(row?.long).toBe(true);
  await hub.services.sql`update webhook set next_at = now() where id = ${id}`;
  const calls = await receiver.until(2);
  expect(calls[1]?.id).toBe(first?.id);
});

test('after 72 h an event is a dead letter and the next is tried; a receiver that fails there too is gone; replay goes on', async () => {
  const id = await register();
  receiver.answers.push({ status: 500 });
  await feed();
  await feed();
  await receiver.until(1);
  await expect.poll(async () => (await list())[0]?.failures).toBe(1);
  receiver.answers.push({ status: 500 }, { status: 500 });
  await hub.services
    .sql`update webhook set next_at = now(), failing_since = now() - interval '73 hours' where id = ${id}`;
  await receiver.until(3);
  await expect
    .poll(async () => (await list())[0])
    .toMatchObject({ status: 'DISABLED', deadLetters: [{ eventId: receiver.calls[0]?.id }] });
  const failed = receiver.calls[2];
  receiver.answers.length = 0;
  await hub.query(`mutation { replayWebhook(id: "${id}") { status } }`, 'analyst');
  expect((await receiver.until(4))[3]?.id).toBe(failed?.id);
  const after = receiver.calls[0]?.body.data.cursor;
  await settled();
  const before = receiver.calls.length;
  await hub.query(`mutation { replayWebhook(id: "${id}", after: "${after}") { status } }`, 'analyst');
  expect((await receiver.until(before + 1))[before]?.id).toBe(failed?.id);
});

test('a rotated secret signs at once, and the one before with it for as long as was asked', async () => {
  const id = await register();
  const first = receiver.secret;
  const rotate = async (overlapHours: number) => {
    const { data, errors } = await hub.query(
      `mutation { rotateWebhookSecret(id: "${id}", overlapHours: ${overlapHours}) { secret previousSecretUntil } }`,
      'analyst',
    );
    expect(errors).toBeUndefined();
    return data?.rotateWebhookSecret as { secret: string; previousSecretUntil: string };
  };
  const { secret: second, previousSecretUntil } = await rotate(24);
  expect(second).not.toBe(first);
  expect(Date.parse(previousSecretUntil)).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  await feed();
  const [both] = await receiver.until(1);
  await settled();
  const { secret: third } = await rotate(0);
  receiver.secret = third;
  receiver.calls.length = 0;
  await feed();
  const [alone] = await receiver.until(1);
  expect([both, alone].map(call => [first, second, third].map(each => call?.isGenuineBy(each)))).toEqual([
    [true, true, false],
    [false, false, true],
  ]);
  const much = await hub.query(`mutation { rotateWebhookSecret(id: "${id}", overlapHours: 169) { id } }`, 'analyst');
  expect(much.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  const strange = await hub.query(`mutation { rotateWebhookSecret(id: "${id}") { id } }`, SENDER);
  expect(strange.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

test('410 ends it', async () => {
  await register();
  receiver.answers.push({ status: 410 });
  await feed();
  await receiver.until(1);
  await expect.poll(async () => (await list())[0]?.status).toBe('DISABLED');
});

test('two hubs on one database send each event once', async () => {
  const other = await startSecondHub(hub);
  await register();
  for (let count = 0; count < 3; count++) await feed();
  await receiver.until(3);
  await new Promise(resolve => setTimeout(resolve, 600));
  expect(new Set(receiver.calls.map(each => each.id)).size).toBe(receiver.calls.length);
  await other.stop();
});

test('a redirect is not followed', async () => {
  await register();
  receiver.answers.push({ status: 307, headers: { location: receiver.url } });
  await feed();
  await receiver.until(1);
  await expect.poll(async () => (await list())[0]).toMatchObject({ failures: 1, lastError: 'HTTP 307' });
  expect(receiver.calls).toHaveLength(1);
});

test.each([
  'http://example.com/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://[::ffff:10.0.0.1]/',
  'https://169.254.169.254/latest/meta-data/',
  'https://user@example.com/',
  'file:///etc/passwd',
  'no url',
])('%s is refused', async url => {
  const { errors } = await hub.query(REGISTER, 'analyst', { url });
  expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', remedy: 'fix-query' });
});

test('a name that resolves to a private address is refused at the call, whatever it resolved to before', async () => {
  const { errors } = await hub.query(REGISTER, 'analyst', { url: 'https://localhost:1/' });
  expect(errors).toBeUndefined();
  await feed();
  await expect.poll(async () => (await list())[0]?.lastError, { timeout: 10_000 }).toContain('private address');
});

test('each sees its own only, and a selection that is none is refused', async () => {
  const id = await register(SENDER);
  expect((await list('sg-customs')).map(each => each.id)).toEqual([]);
  expect((await list(SENDER)).map(each => each.id)).toEqual([id]);
  const { errors } = await hub.query(`mutation { replayWebhook(id: "${id}") { id } }`, 'sg-customs');
  expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  const wrong = await hub.query(REGISTER, 'analyst', { url: receiver.url, selection: '{ nothing }' });
  expect(wrong.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
