import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { ViewerPolicy } from '../policy/viewer-policy.ts';
import { type Hub, startHub } from '../server/hub.ts';
import { issueToken } from '../server/token-issuer.ts';
import type { BenchSuite } from './bench-suite.ts';
import { shown, timingsOf } from './risk/timings.ts';
import { openScratchDatabase } from './scratch-database.ts';

const READER = { partner: 'sg-customs', purpose: 'transit-monitoring' };
/** Both ways find it: the reader is granted the UCR. */
const LOOK_UP = `{ consignment(where: {ucr: "6CN91120116MA00104163-A01001"}) { id ucr status goodsDescription
  declarations { number status releasedAt } equipmentUses { equipment { number } from to } } }`;
const PAGE = `{ consignments(first: 25) { totalCount nodes { id ucr status goodsDescription parties { role party { name } }
  items { hsCode description } declarations { number status } equipmentUses { equipment { number } } } } }`;
const WARM_UP = 20;

interface Switch {
  isOn: boolean;
}

export const policyBench: BenchSuite = {
  name: 'policy',
  measures: 'a page and a look-up with agreements and receipts, and without, in turns in one run',
  async run(options) {
    const rounds = Number(options.get('rounds') ?? 100);
    const database = await openScratchDatabase();
    const dataDir = mkdtempSync(join(tmpdir(), 'corridor-bench-'));
    const secret = { CORRIDOR_SECRET: 'a secret of the bench', CORRIDOR_ASSESS: 'off' };
    const config = readConfig({ PORT: '0', DATABASE_URL: database.url, CORRIDOR_DATA: dataDir, ...secret });
    const hub = await startHub({ config, logger: pino({ level: 'silent' }), onSample: () => undefined });
    try {
      await hub.settled;
      const policy = switchable(hub);
      const ask = await asker(hub);
      for (const atOnce of [1, 16])
        for (const [name, query] of [
          ['page of 25', PAGE],
          ['look-up', LOOK_UP],
        ] as const)
          await compare(policy, () => ask(query), { name: `${name}, ${atOnce} at once`, atOnce, rounds });
    } finally {
      await hub.close();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

/** The same hub with its agreements and receipts, and with neither: whoever asks then sees all, and nothing is written. */
function switchable({ services }: Hub): Switch {
  const policy: Switch = { isOn: true };
  const { agreements, auditLog } = services;
  const open = new ViewerPolicy(undefined, [], { digest: 'ALL', keyed: (_key, text) => text });
  const policyFor = agreements.policyFor.bind(agreements);
  const record = auditLog.record.bind(auditLog);
  agreements.policyFor = (...reading) => (policy.isOn ? policyFor(...reading) : open);
  auditLog.record = draft => (policy.isOn ? record(draft) : Promise.resolve());
  return policy;
}

interface Comparison {
  readonly name: string;
  readonly atOnce: number;
  readonly rounds: number;
}

/** Each round asks both ways, in turn the one and the other first, so that what the machine does besides falls on both. */
async function compare(policy: Switch, ask: () => Promise<void>, { name, atOnce, rounds }: Comparison): Promise<void> {
  const taken = { with: [] as number[], without: [] as number[] };
  for (let round = -WARM_UP; round < rounds; round++)
    for (const isOn of round % 2 === 0 ? [true, false] : [false, true]) {
      policy.isOn = isOn;
      const started = performance.now();
      await Promise.all(Array.from({ length: atOnce }, ask));
      if (round >= 0) taken[isOn ? 'with' : 'without'].push((performance.now() - started) / atOnce);
    }
  policy.isOn = true;
  const [held, bare] = [timingsOf(taken.with), timingsOf(taken.without)];
  process.stdout.write(
    `${name}: without ${shown(bare)}; with agreements and receipts ${shown(held)}; ${spread(taken)} (aim: at most 1.15)\n`,
  );
}

/** How many times as long, round by round: the median, and between what nine of ten rounds lie. */
function spread(taken: { readonly with: readonly number[]; readonly without: readonly number[] }): string {
  const ratios = taken.with.map((each, round) => each / (taken.without[round] ?? Number.NaN)).sort((a, b) => a - b);
  const at = (q: number) =>
    (ratios[Math.min(ratios.length - 1, Math.floor(ratios.length * q))] ?? Number.NaN).toFixed(2);
  return `${at(0.5)} times (${at(0.05)} to ${at(0.95)} in nine of ten rounds)`;
}

async function asker({ url, services }: Hub): Promise<(query: string) => Promise<void>> {
  const { signingKey, partners } = services;
  const partner = partners.get(READER.partner);
  if (!signingKey || !partner) throw new Error('this hub signs no tokens, or has not the shipped partners');
  const { token } = await issueToken(signingKey, { partner, purpose: READER.purpose, ttlSeconds: 3_600 }, new Date());
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return async query => {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    const { errors } = (await response.json()) as { errors?: readonly { message: string }[] };
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  };
}
