import type { FieldDisclosure } from './field-disclosure.ts';

/** Fields of one origin of which the same became under one grant: how many values of each, by its path. */
export interface ToldFields extends Omit<FieldDisclosure, 'path' | 'count'> {
  readonly counts: Readonly<Record<string, number>>;
}

/** Fields that were told alike, together: what is said of all of them is said once. */
export function toldFields(fields: readonly FieldDisclosure[]): ToldFields[] {
  const groups = new Map<string, ToldFields & { readonly counts: Record<string, number> }>();
  for (const { path, count, ...alike } of fields) {
    const key = alikeKey(alike);
    const group = groups.get(key) ?? { ...alike, counts: {} };
    groups.set(key, group);
    group.counts[path] = (group.counts[path] ?? 0) + count;
  }
  return [...groups.values()];
}

/** The same, each field by itself. */
export function fieldsOfTold(told: readonly ToldFields[]): FieldDisclosure[] {
  return told.flatMap(({ counts, ...alike }) =>
    Object.entries(counts).map(([path, count]) => ({ path, ...alike, count })),
  );
}

/** Equal for what is told together. */
export function alikeKey({ origin, outcome, digest, grant, reason }: Omit<ToldFields, 'counts'>): string {
  return `${origin}|${outcome}|${digest}|${grant}|${reason}`;
}
