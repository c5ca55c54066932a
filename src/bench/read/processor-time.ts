import { readdirSync, readFileSync } from 'node:fs';

const MS_A_TICK = 10;
const KIB_A_PAGE = 4;

interface ProcessState {
  readonly parent: number;
  /** Processor time, that of ended children included. */
  readonly ms: number;
  readonly rssMebibytes: number;
}

function stateOf(pid: number): ProcessState | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const [parent = 0, ...times] = [1, 11, 12, 13, 14].map(at => Number(fields[at]));
    const ms = times.reduce((sum, each) => sum + each, 0) * MS_A_TICK;
    return { parent, ms, rssMebibytes: Math.round((Number(fields[21]) * KIB_A_PAGE) / 1024) };
  } catch {
    return undefined; // it has ended
  }
}

/** Processor time of a process and of all that it has begun, in milliseconds: by /proc, so on Linux alone. */
export function processorMs(root: number): number {
  return family(root).reduce((sum, { ms }) => sum + ms, 0);
}

/** That of a process by itself. */
export function ownProcessorMs(pid: number): number {
  return stateOf(pid)?.ms ?? 0;
}

export function residentMebibytes(root: number): number {
  return family(root).reduce((sum, { rssMebibytes }) => sum + rssMebibytes, 0);
}

export function parentOf(pid: number): number {
  return stateOf(pid)?.parent ?? 0;
}

function family(root: number): readonly ProcessState[] {
  const all = new Map<number, ProcessState>();
  for (const name of readdirSync('/proc')) {
    const state = /^\d+$/.test(name) ? stateOf(Number(name)) : undefined;
    if (state) all.set(Number(name), state);
  }
  const isWithin = (pid: number): boolean =>
    pid === root || (all.has(pid) && pid > 1 && isWithin(all.get(pid)?.parent ?? 0));
  return [...all].filter(([pid]) => isWithin(pid)).map(([, state]) => state);
}
