import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { packageRoot } from '../src/config.ts';
import { rebuildCheck } from '../src/ingest/rebuild.ts';
import type { Receipt } from '../src/ingest/receive-message.ts';
import { startTestHub, type TestHub } from '../src/server/hub.fixture.ts';

const TERMINAL = 'jurong-straits-terminal';
const BOXES = [
  { box: 'CSQU3054383', bill: 'WALK000001', document: '34' },
  { box: 'MSKU9070323', bill: 'WALK000002', document: '877' }, // no name of a box report: the bad one in the middle
  { box: 'TGHU0000010', bill: 'WALK000003', document: '34' },
];

/** One gate-in a message, three messages an interchange. */
function interchange(): string {
  const messages = BOXES.map(
    ({ box, bill, document }, i) =>
      `UNH+${i + 1}+CODECO:D:95B:UN:ITG14'\nBGM+${document}+W${i + 1}+9'\nNAD+CF+MRDL:160:20'\nEQD+CN+${box}+45G1:102:5++3+5'\n` +
      `RFF+BM:${bill}'\nDTM+7:20261101091${i}:203'\nLOC+165+SGSIN:139:6'\nCNT+16:1'\nUNT+9+${i + 1}'\n`,
  );
  return `UNB+UNOA:2+SGSINJST:ZZZ+MRDL:ZZZ+261101:0930+77'\n${messages.join('')}UNZ+3+77'\n`;
}

let hub: TestHub;
let mapping = '';
beforeAll(async () => {
  const partners = mkdtempSync(join(tmpdir(), 'corridor-interchange-'));
  cpSync(join(packageRoot, 'partners'), partners, { recursive: true, filter: path => !path.includes('samples') });
  mapping = join(partners, TERMINAL, 'mapping.yaml');
  hub = await startTestHub({ CORRIDOR_PARTNERS: partners });
});
afterAll(() => hub?.stop());

async function send(text: string): Promise<Receipt> {
  const response = await hub.ask('/feeds/port', TERMINAL, { method: 'POST', body: text });
  return (await response.json()) as Receipt;
}

/** What the graph says of a bill: how many consignments, and their gate-ins in force. */
async function gateIns(bill: string): Promise<readonly number[]> {
  const query = `query ($bill: String!) { consignments(filter: { search: $bill }) { nodes { events(first: 50) { nodes { type effective } } } } }`;
  const { data, errors } = await hub.query(query, 'operator', { bill });
  expect(errors).toBeUndefined();
  const found = data?.consignments as
    | { nodes: { events: { nodes: { type: string; effective: boolean }[] } }[] }
    | undefined;
  return (found?.nodes ?? []).map(
    ({ events }) => events.nodes.filter(each => each.type === 'GATE_IN' && each.effective).length,
  );
}
const graph = () => Promise.all(BOXES.map(each => gateIns(each.bill)));
const rows = () => hub.services.sql`select consignment_id, sequence, type from event_log order by 1, 2`;

test('one interchange truncated, with a bad message in the middle, twice, replayed after a mapping fix, and once more', async () => {
  const whole = interchange();
  const truncated = await send(whole.slice(0, whole.indexOf('EQD', whole.indexOf('UNH+3'))));
  expect(truncated).toMatchObject({ status: 'PARTIAL', facts: 1 });
  expect(truncated.issues.filter(each => each.severity === 'ERROR').map(each => each.message)).toEqual(
    expect.arrayContaining([expect.stringContaining('cut off')]),
  );
  expect(await graph()).toEqual([[1], [], []]);

  const first = await send(whole);
  expect(first).toMatchObject({ status: 'PARTIAL', facts: 2 });
  expect(first.messageId).not.toBe(truncated.messageId);
  expect(await graph()).toEqual([[1], [], [1]]);
  const told = await rows();

  expect(await send(whole)).toMatchObject({ status: 'DUPLICATE', firstStatus: 'PARTIAL', messageId: first.messageId });
  expect(await rows()).toEqual(told);

  const before = readFileSync(mapping, 'utf8');
  const mended = /^codes: \{\}$/m.test(before)
    ? before.replace(/^codes: \{\}$/m, "codes: { documentName: { '877': GATE_IN } }")
    : before.replace(/^codes:$/m, "codes:\n  documentName: { '877': GATE_IN }");
  expect(mended).not.toBe(before);
  writeFileSync(mapping, mended);
  const codes = () => hub.services.partners.get(TERMINAL)?.mapping.codes.documentName;
  await vi.waitFor(() => expect(codes()).toMatchObject({ '877': 'GATE_IN' }), { timeout: 5_000, interval: 100 });
  const replay = 'mutation ($ids: [ID!]!) { replayQuarantined(ids: $ids) { status facts refusal } }';
  const { data } = await hub.query(replay, 'operator', { ids: [first.messageId] });
  expect(data?.replayQuarantined).toEqual([{ status: 'ACCEPTED', facts: 3, refusal: null }]);
  expect(await graph()).toEqual([[1], [1], [1]]);

  expect(await send(whole)).toMatchObject({ status: 'DUPLICATE', firstStatus: 'ACCEPTED', facts: 3 });
  expect(await graph()).toEqual([[1], [1], [1]]);
  expect(await rows()).toHaveLength(told.length + 1);
  expect(await rebuildCheck(hub.services.sql)).toMatchObject({ consignments: 3, differences: [] });
}, 60_000);
