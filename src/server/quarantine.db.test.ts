import { appendFileSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { packageRoot } from '../config.ts';
import type { Receipt } from '../ingest/receive-message.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';

const CARRIER = 'meridian-ocean-line';
const TERMINAL = 'jurong-straits-terminal';
const SAMPLES = join(packageRoot, 'partners', CARRIER, 'samples', 'port');
const discharge = readFileSync(join(SAMPLES, '0265-tnt-discharge-a16.json'), 'utf8');
const arrivals = readFileSync(join(SAMPLES, '0101-tnt-arrival-036s-sin.json'), 'utf8');

const FIELDS = `id status sender { partner } issues { code severity position excerpt { line column text } }
  actions { action actor reason at statusBefore statusAfter }`;
const LIST = `query ($filter: QuarantineFilter, $first: Int, $after: String) {
  quarantine(filter: $filter, first: $first, after: $after) { totalCount nodes { ${FIELDS} } pageInfo { endCursor hasNextPage } } }`;
const REPLAY =
  'mutation ($ids: [ID!]!) { replayQuarantined(ids: $ids) { id status facts refusal issues { code excerpt { line } } } }';
const DISCARD = `mutation ($id: ID!, $reason: String!) { discardQuarantined(id: $id, reason: $reason) { ${FIELDS} } }`;

interface Page {
  totalCount: number;
  nodes: Record<string, unknown>[];
  pageInfo: { endCursor: string; hasNextPage: boolean };
}

let hub: TestHub;
let mapping: string;
beforeAll(async () => {
  const partners = mkdtempSync(join(tmpdir(), 'corridor-quarantine-'));
  cpSync(join(packageRoot, 'partners'), partners, { recursive: true, filter: path => !path.includes('samples') });
  mapping = join(partners, CARRIER, 'mapping.yaml');
  hub = await startTestHub({ CORRIDOR_PARTNERS: partners });
});
afterAll(() => hub?.stop());

async function send(body: string, whom: string): Promise<Receipt> {
  const response = await hub.ask('/feeds/port', whom, { method: 'POST', body });
  return (await response.json()) as Receipt;
}

async function list(
  filter: Record<string, unknown>,
  whom = 'operator',
  page: Record<string, unknown> = {},
): Promise<Page> {
  const { data, errors } = await hub.query(LIST, whom, { filter, ...page });
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.quarantine as Page;
}

const problems = async () => /corridor_partner_file_problems (\d+)/.exec(await (await hub.ask('/metrics')).text())?.[1];

describe('a code that nobody mapped', () => {
  test('is refused with its place; a mended mapping and a replay accept it; a broken one changes nothing', async () => {
    const { messageId: id, status } = await send(discharge.replace('"DISC"', '"OFFL"'), CARRIER);
    expect(status).toBe('QUARANTINED');
    const { nodes } = await list({ partner: CARRIER, code: 'CODE_UNKNOWN' });
    expect(nodes).toMatchObject([{ id, status: 'QUARANTINED', sender: { partner: CARRIER }, actions: [] }]);
    const line = discharge.split('\n').findIndex(each => each.includes('"DISC"')) + 1;
    const [issue] = (nodes[0]?.issues ?? []) as { excerpt: { line: number; text: string } }[];
    expect(issue).toMatchObject({ code: 'CODE_UNKNOWN', severity: 'ERROR', excerpt: { line } });
    const [caretLine, codeLine] = (issue?.excerpt.text.split('\n') ?? []).toReversed().slice(2);
    expect(codeLine?.indexOf('"OFFL"')).toBe(caretLine?.indexOf('^'));

    const again = await hub.query(REPLAY, 'operator', { ids: [id] });
    expect(again.data?.replayQuarantined).toMatchObject([
      { id, status: 'QUARANTINED', facts: 0, refusal: null, issues: [{ code: 'CODE_UNKNOWN', excerpt: { line } }] },
    ]);

    const before = readFileSync(mapping, 'utf8');
    appendFileSync(mapping, 'carier: MRDL\n');
    await vi.waitFor(async () => expect(await problems()).toBe('1'), { timeout: 5_000, interval: 100 });
    expect(hub.services.partners.get(CARRIER)?.mapping.carrier).toBe('MRDL');
    writeFileSync(mapping, before.replace('codes: {}', 'codes: { equipmentEventTypeCode: { OFFL: DISCHARGE } }'));
    await vi.waitFor(async () => expect(await problems()).toBe('0'), { timeout: 5_000, interval: 100 });

    const mended = await hub.query(REPLAY, 'operator', { ids: [id, id] });
    expect(mended.data?.replayQuarantined).toMatchObject([{ id, status: 'ACCEPTED', refusal: null, issues: [] }]);
    expect((await list({ partner: CARRIER })).nodes).toEqual([]);
    const once = await hub.query(REPLAY, 'operator', { ids: [id, 'no-uuid'] });
    expect(once.data?.replayQuarantined).toMatchObject([
      { id, status: 'ACCEPTED', refusal: 'it is ACCEPTED: there is nothing to replay' },
      { id: 'no-uuid', status: null, refusal: 'there is no such message' },
    ]);
    expect(await hub.services.sql`select status_after as s from quarantine_action order by id`).toEqual([
      { s: 'QUARANTINED' },
      { s: 'ACCEPTED' },
    ]);
  }, 30_000);
});

describe('the list', () => {
  test('is by partner, code and time; a partner sees its own; a discarded message shows why', async () => {
    const greeting = await send('good morning', TERMINAL);
    const partial = await send(arrivals.replace('"DISC"', '"HOVER"'), CARRIER);
    expect([greeting.status, partial.status]).toEqual(['QUARANTINED', 'PARTIAL']);
    const ids = async (filter: Record<string, unknown>, whom?: string) =>
      (await list(filter, whom)).nodes.map(each => each.id);
    expect(await ids({})).toEqual([partial.messageId, greeting.messageId]);
    expect(await ids({ partner: TERMINAL })).toEqual([greeting.messageId]);
    expect(await ids({ code: 'UNKNOWN_MESSAGE' })).toEqual([greeting.messageId]);
    expect(await ids({ code: 'CODE_UNKNOWN', partner: TERMINAL })).toEqual([]);
    expect(await ids({ receivedAfter: '2020-01-01T00:00:00Z' })).toHaveLength(2);
    expect(await ids({ receivedBefore: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect(await ids({}, TERMINAL)).toEqual([greeting.messageId]);
    expect(await ids({ partner: CARRIER }, TERMINAL)).toEqual([]);
    const first = await list({}, 'operator', { first: 1 });
    expect(first).toMatchObject({ totalCount: 2, nodes: [{ id: partial.messageId }], pageInfo: { hasNextPage: true } });
    const second = await list({}, 'operator', { first: 1, after: first.pageInfo.endCursor });
    expect(second).toMatchObject({ nodes: [{ id: greeting.messageId }], pageInfo: { hasNextPage: false } });

    const discarded = await hub.query(DISCARD, 'operator', { id: greeting.messageId, reason: ' a test of theirs ' });
    const action = {
      action: 'DISCARDED',
      reason: 'a test of theirs',
      statusBefore: 'QUARANTINED',
      statusAfter: 'DISCARDED',
    };
    expect(discarded.data?.discardQuarantined).toMatchObject({ status: 'DISCARDED', actions: [action] });
    expect(await ids({})).toEqual([partial.messageId]);
    const [operators] = (await list({ statuses: ['DISCARDED'] })).nodes;
    expect(operators).toMatchObject({ actions: [{ ...action, actor: expect.any(String), at: expect.any(String) }] });
    const [senders] = (await list({ statuses: ['DISCARDED'] }, TERMINAL)).nodes;
    expect(senders).toMatchObject({ id: greeting.messageId, actions: [{ ...action, actor: null }] });
    expect(await send('good morning', TERMINAL)).toMatchObject({ status: 'DUPLICATE', firstStatus: 'DISCARDED' });
    expect((await hub.ask(`/feeds/messages/${greeting.messageId}/raw`, 'operator')).status).toBe(200);

    const gone = await hub.query(DISCARD, 'operator', { id: partial.messageId, reason: 'known' });
    expect(gone.data?.discardQuarantined).toMatchObject({ actions: [{ statusBefore: 'PARTIAL' }] });
    const [kept] = await hub.services.sql`select count(*)::int as n from fact where message_id = ${partial.messageId}`;
    expect(kept?.n).toBe(partial.facts);
    const back = await hub.query(REPLAY, 'operator', { ids: [partial.messageId] });
    expect(back.data?.replayQuarantined).toMatchObject([{ status: 'PARTIAL', refusal: null }]);
  }, 30_000);

  test('may be changed by operators alone, and with a reason', async () => {
    const { messageId: id } = await send('good evening', TERMINAL);
    for (const whom of [TERMINAL, 'analyst']) {
      const refused = [
        await hub.query(REPLAY, whom, { ids: [id] }),
        await hub.query(DISCARD, whom, { id, reason: 'mine' }),
      ];
      expect(refused.map(each => each.errors?.[0]?.extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    }
    const codeOf = async (what: string, reason: string) =>
      (await hub.query(DISCARD, 'operator', { id: what, reason })).errors?.[0]?.extensions.code;
    expect(await codeOf(id, '  ')).toBe('BAD_USER_INPUT');
    expect(await codeOf(`${id.slice(0, -4)}0000`, 'x')).toBe('NOT_FOUND');
    expect(await codeOf('none', 'x')).toBe('NOT_FOUND');
    expect(await codeOf(id, 'x')).toBeUndefined();
    expect(await codeOf(id, 'x')).toBe('BAD_USER_INPUT');
    const many = await hub.query(REPLAY, 'operator', { ids: Array.from({ length: 201 }, () => id) });
    expect(many.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('shows no place in what is too large to look through while others wait', async () => {
    const [small, large] = [await send('hello', TERMINAL), await send(`hello${'!'.repeat(17 * 2 ** 20)}`, TERMINAL)];
    const { nodes } = await list({ partner: TERMINAL });
    expect(nodes).toMatchObject([
      { id: large.messageId, issues: [{ excerpt: null }] },
      { id: small.messageId, issues: [{ excerpt: { line: 1, column: 1, text: '1 | hello\n  | ^' } }] },
    ]);
  });
});
