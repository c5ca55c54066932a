import type { DisclosureSummary } from '../policy/disclosure-collector.ts';

/** What the hub itself says, and what nobody has claimed for another origin. */
export const HUB_ORIGIN = 'hub';

/** The disclosure of an answer by its shape alone: which fields had a value, how many, and the ids in it. The schema's description is nobody's. */
export function summarizeAnswer(data: unknown): DisclosureSummary {
  const counts = new Map<string, number>();
  const ids = new Set<string>();
  collect(data, '', counts, ids);
  const told = { outcome: 'CLEAR', origin: HUB_ORIGIN, counts: Object.fromEntries(counts) } as const;
  return { subjects: [...ids].map(id => ({ id, origins: [HUB_ORIGIN] })), told: counts.size === 0 ? [] : [told] };
}

function collect(value: unknown, path: string, counts: Map<string, number>, ids: Set<string>): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const each of value) collect(each, path, counts, ids);
  } else if (typeof value === 'object') {
    for (const [name, member] of Object.entries(value)) {
      if (name === 'id' && typeof member === 'string') ids.add(member);
      if (!name.startsWith('__')) collect(member, path === '' ? name : `${path}.${name}`, counts, ids);
    }
  } else {
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
}
