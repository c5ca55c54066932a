import type { Claim } from '../consignment/claim.ts';
import type { Compiled, CompiledPart } from './cells.ts';
import { type Decision, UNRESTRICTED } from './decide-disclosure.ts';
import { type Outcome, restrictiveness } from './outcome.ts';
import { type KeyedDigest, transformed } from './transform.ts';
import type { Decisions } from './viewer-policy.ts';

/** How a document is shown to one reader. */
export interface Showing {
  readonly decisionsOf: (origin: string) => Decisions;
  readonly keyed: KeyedDigest;
}

type Decide = (cell: number) => Decision;
type Entry = Readonly<Record<string, unknown>> & { readonly origin?: string; readonly origins?: readonly string[] };
type Result = { value: unknown; isShown: boolean };

/** What an entry says of itself and of where it comes from: never a value that an origin states of the goods. Anything else needs a cell. */
export const KEPT: ReadonlySet<string> = new Set([
  'origin',
  'origins',
  'fact',
  'key',
  'role',
  'sequence',
  'mode',
  'journeys',
  'effective',
  'correction',
  'supersededBy',
  'retractedBy',
  'revision',
  'subject',
  'wellFormed',
  'checkDigitValid',
]);

/** How members are finished that are made of more than the words of their own entries. */
export type Finishes<T> = { readonly [K in keyof T]?: (shown: T[K]) => unknown };

/** The members of a document, each shown when it is first looked at: a query looks at few of them. */
export function showDocument<T extends object>(
  shape: CompiledPart,
  document: T,
  showing: Showing,
  finishes: Finishes<T> = {},
): T {
  const shown: Record<string, unknown> = {};
  const finish = finishes as Readonly<Record<string, ((value: unknown) => unknown) | undefined>>;
  for (const [name, node] of shape.members) {
    if (!(name in document)) continue;
    define(shown, name, () => {
      const value = (document as Record<string, unknown>)[name];
      if (value === undefined) return undefined;
      const member = showMember(node, value, showing);
      return finish[name]?.(member) ?? member;
    });
  }
  return shown as T;
}

export function define(target: object, name: string, make: () => unknown): void {
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: true,
    get: () => {
      const value = make();
      Object.defineProperty(target, name, { configurable: true, enumerable: true, value });
      return value;
    },
  });
}

const NOBODY: Decide = () => ({ outcome: 'WITHHELD', transform: { kind: 'withhold' } });

function showMember(node: Compiled, value: unknown, showing: Showing): unknown {
  return show(node, value, NOBODY, showing).value;
}

function show(node: Compiled, value: unknown, decide: Decide, showing: Showing): Result {
  switch (node.is) {
    case 'cell':
      return showCell(node, value, decide, showing);
    case 'part':
      return value === null || value === undefined
        ? { value, isShown: grantsAny(node, decide) }
        : showPart(node, value as Entry, decide, showing);
    case 'claimed':
      return showClaims(node, value as readonly Claim<unknown>[], showing);
    case 'listed':
      return showList(node, value as readonly unknown[], decide, showing);
    case 'stated':
      return showStated(node, value as readonly Entry[], showing);
    case 'gathered':
      return showGathered(node, value as readonly Entry[], showing);
  }
}

function showCell(
  { cell, kind }: Extract<Compiled, { is: 'cell' }>,
  value: unknown,
  decide: Decide,
  { keyed }: Showing,
): Result {
  const { outcome, transform } = decide(cell);
  if (outcome === 'CLEAR') return { value, isShown: true };
  if (outcome === 'WITHHELD') return { value: Array.isArray(value) ? [] : null, isShown: false };
  return { value: transformed(value, kind, transform, keyed), isShown: true };
}

function showPart({ members }: CompiledPart, entry: Entry, decide: Decide, showing: Showing): Result {
  const shown: Record<string, unknown> = {};
  for (const name of Object.keys(entry)) if (KEPT.has(name)) shown[name] = entry[name];
  let isShown = false;
  for (const [name, node] of members) {
    const result = show(node, entry[name], decide, showing);
    if (name in entry) shown[name] = result.value;
    isShown ||= result.isShown;
  }
  return { value: shown, isShown };
}

function showClaims(
  { of, cells }: Extract<Compiled, { is: 'claimed' }>,
  claims: readonly Claim<unknown>[] | undefined,
  showing: Showing,
): Result {
  const kept = (claims ?? []).flatMap(claim => {
    const decide = decideBy(claim.origin, showing);
    if (!cells.some(cell => isGranted(decide(cell)))) return [];
    return [{ ...claim, value: show(of, claim.value, decide, showing).value }];
  });
  return { value: kept, isShown: kept.length > 0 };
}

function showList(
  { of, cells }: Extract<Compiled, { is: 'listed' }>,
  list: readonly unknown[] | undefined,
  decide: Decide,
  showing: Showing,
): Result {
  const kept = (list ?? []).map(each => show(of, each, decide, showing)).filter(each => each.isShown);
  return {
    value: kept.map(each => each.value),
    isShown: kept.length > 0 || cells.some(cell => isGranted(decide(cell))),
  };
}

function showStated(
  { of, cells, needs, keepsOrder }: Extract<Compiled, { is: 'stated' }>,
  entries: readonly Entry[] | undefined,
  showing: Showing,
): Result {
  let isClear = true;
  const kept = (entries ?? []).flatMap(entry => {
    const decide = decideBy(entry.origin ?? '', showing);
    if (!needs.every(cell => isGranted(decide(cell)))) return [];
    const { value, isShown } = showPart(of, entry, decide, showing);
    const isIn = (outcome: Outcome) => (cell: number) => decide(cell).outcome === outcome;
    isClear &&= (keepsOrder ? needs : cells).every(isIn('CLEAR'));
    if (!isShown) return [];
    return [cells.every(isIn('CLEAR')) ? value : withoutRevision(of, value as Entry)];
  });
  return { value: isClear ? kept : inOrderOfContent(kept), isShown: kept.length > 0 };
}

/** The mark of a statement is made of all that it says. */
function withoutRevision({ members }: CompiledPart, shown: Entry): Entry {
  if (members.some(([name]) => name === 'revision')) return shown;
  const { revision: _made, ...told } = shown;
  return told;
}

function showGathered(
  { of, cells, key }: Extract<Compiled, { is: 'gathered' }>,
  entries: readonly Entry[] | undefined,
  showing: Showing,
): Result {
  const keyNode = of.members.find(([name]) => name === key)?.[1];
  let isClear = true;
  const kept = (entries ?? []).flatMap(entry => {
    const origins = contributors(entry);
    const every = decideByAll(origins, showing);
    const any = keyNode?.is === 'cell' ? decideByAny(origins, keyNode.cell, showing) : undefined;
    const decide: Decide = cell => (any && keyNode?.is === 'cell' && cell === keyNode.cell ? any : every(cell));
    const { value, isShown } = showPart(of, entry, decide, showing);
    isClear &&= cells.every(cell => decide(cell).outcome === 'CLEAR');
    return isShown ? [value] : [];
  });
  return { value: isClear ? kept : inOrderOfContent(kept), isShown: kept.length > 0 };
}

/** Everybody whose word an entry was made of. */
export function contributors(entry: Entry): readonly string[] {
  const within = ['versions', 'notifications', 'revisions'].flatMap(name =>
    ((entry[name] ?? []) as readonly Entry[]).flatMap(each => each.origin ?? []),
  );
  const own = entry.origins ?? (entry.origin ? [entry.origin] : []);
  return [...new Set([...own, ...within])];
}

function decideBy(origin: string, { decisionsOf }: Showing): Decide {
  const decisions = decisionsOf(origin);
  return cell => decisions[cell] ?? UNDECIDED;
}

const UNDECIDED: Decision = NOBODY(0);

/** A derived value needs everybody, and is shown as the most restrictive of them has it (law 4.2). */
function decideByAll(origins: readonly string[], { decisionsOf }: Showing): Decide {
  const all = origins.map(decisionsOf);
  return cell => {
    let strictest: Decision = origins.length === 0 ? UNDECIDED : UNRESTRICTED;
    for (const decisions of all) {
      const each = decisions[cell] ?? UNDECIDED;
      if (restrictiveness(each.outcome) > restrictiveness(strictest.outcome)) strictest = each;
    }
    return strictest;
  };
}

function decideByAny(origins: readonly string[], cell: number, { decisionsOf }: Showing): Decision {
  return origins
    .map(origin => decisionsOf(origin)[cell] ?? UNDECIDED)
    .reduce((open, each) => (restrictiveness(each.outcome) < restrictiveness(open.outcome) ? each : open), UNDECIDED);
}

function isGranted({ outcome }: Decision): boolean {
  return outcome !== 'WITHHELD';
}

function grantsAny({ members }: CompiledPart, decide: Decide): boolean {
  return members.some(([, node]) =>
    node.is === 'cell' ? isGranted(decide(node.cell)) : node.is === 'part' && grantsAny(node, decide),
  );
}

/** The order of a list is a read of what it is sorted by: where that is not all in clear, only what is shown orders it (law 4.4). */
function inOrderOfContent(list: readonly unknown[]): unknown[] {
  return list
    .map(each => ({ each, text: JSON.stringify(each, (name, value) => (KEPT.has(name) ? undefined : value)) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ each }) => each);
}
