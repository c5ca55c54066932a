import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { ALL_ADAPTERS } from '../../src/adapters/all-adapters.ts';
import { readInTurn, readMessage } from '../../src/ingest/read-message.ts';
import type { FeedKind } from '../../src/messages/feed-kind.ts';
import type { MessageOutcome } from '../../src/store/message-store.ts';
import { PROFILE, readSeeds, shortestSeeds } from './seeds.ts';

/** A process of its own that reads what lies in files, and tells the verdict, the time and the memory of each: one line of JSON a message. */
export interface Measured {
  readonly status: string;
  readonly errors: readonly string[];
  readonly doubts: readonly string[];
  /** Of processor time. */
  readonly milliseconds: number;
  /** The highest resident memory while it was read, above the idle process and the message itself. */
  readonly mebibytes: number;
}

/** What is free is given back in later turns of the event loop. */
async function collect(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    globalThis.gc?.();
    await setTimeout(5);
  }
}

/** Linux keeps the peak, and forgets it on this word (proc(5)); elsewhere it is the peak since the start, which is no smaller. */
function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {}
}

function peak(): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

/** As the hub reads it: what was read is recorded and let go before the next is read. */
function readThrough(bytes: Uint8Array, kind: FeedKind): MessageOutcome {
  const reading = readInTurn(bytes, kind, PROFILE, ALL_ADAPTERS);
  for (let next = reading.next(); ; next = reading.next()) if (next.done) return next.value;
}

function measure(path: string, feed: string, idle: number): Measured {
  const bytes = readFileSync(path);
  forgetPeak();
  const started = process.cpuUsage();
  const kind = ALL_ADAPTERS.find(each => each.kind === feed)?.kind ?? 'port';
  const outcome = readThrough(bytes, kind);
  const { user, system } = process.cpuUsage(started);
  const milliseconds = Math.round((user + system) / 1_000);
  const codes = (errors: boolean) => [
    ...new Set(outcome.issues.filter(each => (each.severity === 'ERROR') === errors).map(each => each.code)),
  ];
  const mebibytes = Math.round(((peak() - idle - bytes.length) / 2 ** 20) * 10) / 10;
  return { status: outcome.status, errors: codes(true), doubts: codes(false), milliseconds, mebibytes };
}

for (const { adapter, bytes } of shortestSeeds(readSeeds())) readMessage(bytes, adapter.kind, PROFILE, ALL_ADAPTERS);
await collect(5);
let last = 0;
let idle = process.memoryUsage().rss;
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const [feed = '', path = ''] = line.split(' ');
  await collect(statSync(path).size > 1e5 || last > 1e5 ? 4 : 1);
  last = statSync(path).size;
  idle = Math.min(idle, process.memoryUsage().rss);
  console.log(JSON.stringify(measure(path, feed, idle)));
}
