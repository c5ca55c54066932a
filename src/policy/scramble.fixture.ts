import type { Compiled, CompiledPart } from './cells.ts';
import { contributors } from './show-document.ts';
import type { ValueKind } from './transform.ts';

/** Whether a reader may know anything of what these origins say in a cell. */
export type IsHidden = (cell: number, origins: readonly string[]) => boolean;

type Entry = Record<string, unknown> & { origin?: string; value?: unknown };

/** The same document with other values wherever they are withheld: what a reader must not be able to tell apart. */
export function scrambled<T>(node: Compiled, value: T, isHidden: IsHidden, origins: readonly string[] = []): T {
  if (value === null || value === undefined) return value;
  switch (node.is) {
    case 'cell':
      return (isHidden(node.cell, origins) ? other(value, node.kind) : value) as T;
    case 'part':
      return scrambledPart(node, value as Entry, isHidden, origins) as T;
    case 'listed':
      return (value as unknown[]).map(each => scrambled(node.of, each, isHidden, origins)) as T;
    case 'claimed':
      return (value as Entry[]).map(each => ({
        ...each,
        value: scrambled(node.of, each.value, isHidden, [each.origin ?? '']),
      })) as T;
    case 'stated':
      return (value as Entry[]).map(each => scrambledPart(node.of, each, isHidden, [each.origin ?? ''])) as T;
    case 'gathered':
      return (value as Entry[]).map(each => scrambledEntry(node, each, isHidden)) as T;
  }
}

/** The key of an entry is known as soon as one of those who name it shows it. */
function scrambledEntry({ of, key }: Extract<Compiled, { is: 'gathered' }>, entry: Entry, isHidden: IsHidden): Entry {
  const origins = contributors(entry);
  const changed = scrambledPart(of, entry, isHidden, origins);
  const node = of.members.find(([name]) => name === key)?.[1];
  if (key === undefined || node?.is !== 'cell') return changed;
  const isKnown = origins.some(origin => !isHidden(node.cell, [origin]));
  return isKnown ? { ...changed, [key]: entry[key] } : changed;
}

function scrambledPart({ members }: CompiledPart, entry: Entry, isHidden: IsHidden, origins: readonly string[]): Entry {
  const changed = members.flatMap(([name, node]) =>
    name in entry ? [[name, scrambled(node, entry[name], isHidden, origins)] as const] : [],
  );
  return { ...entry, ...Object.fromEntries(changed) };
}

function other(value: unknown, kind: ValueKind): unknown {
  if (Array.isArray(value)) return value.map(each => other(each, kind));
  switch (kind) {
    case 'number':
      return Number(value) + 17;
    case 'flag':
      return !value;
    case 'decimal':
      return '77777';
    case 'mass':
      return { value: '77777', unit: 'KGM' };
    case 'money':
      return { amount: '77777', currency: 'XTS' };
    case 'instant':
      return '2001-01-01T00:00:00.000Z';
    case 'time':
      return { ...(value as object), raw: '2001', instant: '2001-01-01T00:00:00.000Z' };
    case 'part':
      return typeof value === 'object'
        ? { ...value, name: 'HIDDEN', codes: [{ scheme: 'UNLOCODE', value: 'ZZHID' }] }
        : 'HIDDEN';
    default:
      return `HIDDEN ${String(value).length}`;
  }
}
