import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { relinked, SOME_CHAIN } from '../audit/audit-chain.fixture.ts';
import { type AuditLine, readAuditExport } from '../audit/audit-export.ts';
import { packageRoot } from '../config.ts';
import { proveExport } from '../store/audit-proof.ts';
import { loadHubKeys } from '../store/hub-keys.ts';
import { closeDays, dropReceipts } from '../store/receipt-days.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';

const QUERY = '{ riskPack { version } consignments(first: 1) { totalCount } }';
const TOMORROW = () => new Date(Date.now() + 86_400_000 + 3_600_000);

describe('receipts are proven offline', () => {
  let hub: TestHub;
  const partners = mkdtempSync(join(tmpdir(), 'corridor-witness-'));
  const partnerKey = generateKeyPair('EdDSA', { extractable: true });
  beforeAll(async () => {
    // Without its agreements: they are signed with the keys that are changed here.
    cpSync(join(packageRoot, 'partners'), partners, { recursive: true, filter: path => !path.endsWith('/agreements') });
    const jwk = { ...(await exportJWK((await partnerKey).publicKey)), kid: 'witness-1', alg: 'EdDSA', use: 'sig' };
    writeFileSync(join(partners, 'sg-customs', 'keys.json'), JSON.stringify({ keys: [jwk] }));
    hub = await startTestHub({ CORRIDOR_PARTNERS: partners });
    for (let i = 0; i < 6; i++) await hub.query(QUERY, 'sg-customs');
    for (let i = 0; i < 3; i++) await hub.query(QUERY, 'analyst');
    await hub.services.auditLog.signHeads();
  });
  afterAll(() => hub?.stop());

  async function exported(whom: string): Promise<readonly AuditLine[]> {
    const lines = readAuditExport(await (await hub.ask('/audit/export', whom)).text());
    if ('badLine' in lines) throw new Error(`bad line ${lines.badLine}`);
    return lines;
  }
  const without = (lines: readonly AuditLine[], seq: number) =>
    lines
      .filter(each => each.type !== 'receipt' || each.entry.partner !== 'sg-customs' || each.entry.seq !== seq)
      .map(each => (each.type === 'end' ? { ...each, receipts: each.receipts - 1 } : each));

  test('an operator proves all, a partner its own, and nobody without the scope anything', async () => {
    expect(await proveExport(await exported('operator'), undefined)).toMatchObject({
      chains: 2,
      receipts: 9,
      findings: [],
    });
    const own = await exported('sg-customs');
    expect(await proveExport(own, undefined)).toMatchObject({ chains: 1, receipts: 6, unsigned: 0, findings: [] });
    expect((await hub.ask('/audit/export', 'analyst')).status).toBe(403);
    expect((await hub.ask('/audit/heads')).status).toBe(401);
  });

  test('a deletion and a cut tail are named', async () => {
    const lines = await exported('operator');
    expect((await proveExport(without(lines, 3), undefined)).findings).toMatchObject([{ fault: 'MISSING', seq: 3 }]);
    expect((await proveExport(without(lines, 6), undefined)).findings).toMatchObject([{ fault: 'CUT_TAIL', seq: 6 }]);
  });

  test('statements of a stranger’s key are none', async () => {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const stranger = { ...(await exportJWK(publicKey)), kid: 'stranger', alg: 'ES256' };
    const { findings, unsigned } = await proveExport(await exported('operator'), [stranger]);
    expect(findings).toMatchObject([{ fault: 'BAD_SIGNATURE' }]);
    expect(unsigned).toBe(2);
  });

  test('a witnessed head catches what was written anew from the start, also by who holds the hub’s keys', async () => {
    const { heads } = (await (await hub.ask('/audit/heads', 'sg-customs')).json()) as { heads: string[] };
    const [payload = ''] = (heads[0] ?? '').split('.').slice(1);
    const bytes = Buffer.from(payload, 'base64url');
    const countersigned = async (key: CryptoKey, content: Uint8Array = bytes) =>
      new CompactSign(content)
        .setProtectedHeader({ alg: 'EdDSA', kid: 'witness-1', typ: 'corridor-receipt-head' })
        .sign(key);
    const send = async (jws: string) => {
      const headers = { 'content-type': 'application/json' };
      return (await hub.ask('/audit/witness', 'sg-customs', { method: 'POST', headers, body: JSON.stringify({ jws }) }))
        .status;
    };
    const { privateKey } = await partnerKey;
    const never = { ...JSON.parse(bytes.toString()), seq: 5 };
    expect(await send(await countersigned((await generateKeyPair('EdDSA')).privateKey))).toBe(400);
    expect(await send(await countersigned(privateKey, Buffer.from(JSON.stringify(never))))).toBe(404);
    expect(await send(await countersigned(privateKey))).toBe(201);
    const lines = await exported('sg-customs');
    expect(await proveExport(lines, undefined)).toMatchObject({ witnessed: 1, findings: [] });
    const honest = lines.filter(each => each.type === 'receipt').map(each => each.entry);
    const chain = { ...SOME_CHAIN, node: honest[0]?.node ?? '', day: honest[0]?.day ?? '' };
    const forged = relinked(
      honest.map(entry => ({ ...entry, sub: 'nobody' })),
      chain,
    );
    const rewritten: AuditLine[] = [
      ...lines.filter(each => each.type !== 'receipt' && each.type !== 'head'),
      ...forged.map((each): AuditLine => ({ type: 'receipt', ...each })),
    ];
    expect((await proveExport(rewritten, undefined)).findings).toMatchObject([{ fault: 'REWRITTEN', seq: 1 }]);
  });

  test('days are closed with a root, once, and hold without their receipts when those were let go', async () => {
    const { sql } = hub.services;
    const keys = (await loadHubKeys(sql, 'a secret of the tests')).receiptKeys;
    expect(await closeDays(sql, keys, new Date())).toBe(0);
    expect(await closeDays(sql, keys, TOMORROW())).toBe(2);
    expect(await closeDays(sql, keys, TOMORROW())).toBe(0);
    const before = await proveExport(await exported('operator'), undefined);
    expect(before).toMatchObject({ days: 2, findings: [] });
    expect((await proveExport(without(await exported('operator'), 6), undefined)).findings).toMatchObject([
      { fault: 'CUT_TAIL', seq: 6 },
      { fault: 'DAY_ROOT' },
    ]);
    expect(await dropReceipts(sql, 'hub:analyst', TOMORROW().toISOString().slice(0, 10))).toBe(1);
    const after = await proveExport(await exported('operator'), undefined);
    expect(after).toMatchObject({ findings: [], receipts: before.receipts - 3 });
    expect(after.dropped).toHaveLength(1);
  });
});
