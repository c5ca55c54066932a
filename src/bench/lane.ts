import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { type Hub, startHub } from '../server/hub.ts';
import { issueToken } from '../server/token-issuer.ts';
import type { BenchSuite } from './bench-suite.ts';
import { boxOf, declarationOf, gateInOf, manifestOf } from './lane-traffic.ts';
import { shown, timingsOf } from './risk/timings.ts';
import { openScratchDatabase } from './scratch-database.ts';

const RATES = '50,500';
const SECONDS = '20';

/** Boxes that were declared before come through the gate of a crossing at a steady rate, reported by CODECO over HTTP. */
export const laneBench: BenchSuite = {
  name: 'lane',
  measures: 'from a gate-in message to the event of its lane, under so many lanes a minute',
  async run(options) {
    const rates = (options.get('rates') ?? RATES).split(',').map(Number);
    const seconds = Number(options.get('seconds') ?? SECONDS);
    const database = await openScratchDatabase();
    const dataDir = mkdtempSync(join(tmpdir(), 'corridor-bench-'));
    const environment = {
      PORT: '0',
      DATABASE_URL: database.url,
      CORRIDOR_DATA: dataDir,
      CORRIDOR_SECRET: 'a secret of the bench',
    };
    const hub = await startHub({
      config: readConfig(environment),
      logger: pino({ level: 'silent' }),
    });
    try {
      await hub.settled;
      let first = 0;
      for (const rate of rates) {
        const lanes = Math.round((rate * seconds) / 60);
        await measure(hub, first, lanes, rate);
        first += lanes;
      }
    } finally {
      await hub.close();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

async function measure(hub: Hub, first: number, lanes: number, rate: number): Promise<void> {
  const send = await sender(hub);
  for (let i = first; i < first + lanes; i++) {
    await send('cn-customs-tianjin', 'customs', manifestOf(i));
    await send('cn-customs-tianjin', 'customs', declarationOf(i));
  }
  const sent = new Map<string, number>();
  const answers: Promise<void>[] = [];
  const started = performance.now();
  for (let n = 0; n < lanes; n++) {
    const due = started + (n * 60_000) / rate;
    await new Promise(resolve => setTimeout(resolve, Math.max(0, due - performance.now())));
    sent.set(boxOf(first + n), Date.now());
    answers.push(send('tianjin-harbour-terminal', 'port', gateInOf(first + n)));
  }
  await Promise.all(answers);
  report(await decided(hub, sent), { rate, lanes });
}

interface Decided {
  readonly total: number;
  readonly decision: number;
}

const PATIENCE_MS = 60_000;

/** Of each box from the sending, and from the commit of its gate-in, to the commit of its lane; by the clock of this machine. */
async function decided({ services: { sql } }: Hub, sent: ReadonlyMap<string, number>): Promise<readonly Decided[]> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const rows = await sql<{ box: string; gate: Date; lane: Date }[]>`
      select l.equipment as box, g.recorded_at as gate, l.recorded_at as lane from event_log l
      join event_log g on g.consignment_id = l.consignment_id and g.type = 'GATE_IN' and g.equipment = l.equipment
      where l.type = 'LANE_DECIDED' and l.equipment = any(${[...sent.keys()]})`;
    if (rows.length >= sent.size || Date.now() > until)
      return rows.map(({ box, gate, lane }) => ({
        total: lane.getTime() - (sent.get(box) ?? 0),
        decision: lane.getTime() - gate.getTime(),
      }));
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

function report(all: readonly Decided[], { rate, lanes }: { readonly rate: number; readonly lanes: number }): void {
  const [total, decision] = [all.map(each => each.total), all.map(each => each.decision)].map(timingsOf);
  if (!total || !decision) return;
  process.stdout.write(
    `${rate} lanes a minute, ${all.length} of ${lanes} decided: from message to event ${shown(total)}; from its commit ${shown(decision)}\n`,
  );
}

async function sender({ url, services }: Hub) {
  const { signingKey, partners } = services;
  if (!signingKey) throw new Error('this hub signs no tokens');
  const { token } = await issueToken(signingKey, { role: 'operator', ttlSeconds: 3_600 }, new Date());
  return async (from: string, feed: string, body: string): Promise<void> => {
    if (!partners.get(from)) throw new Error(`no partner ${from}`);
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/feeds/${feed}?from=${from}`, { method: 'POST', headers, body });
    const { status } = (await response.json()) as { status?: string };
    if (status !== 'ACCEPTED') throw new Error(`${from} ${feed}: ${status}`);
  };
}
