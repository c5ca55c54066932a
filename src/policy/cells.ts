import { CONSIGNMENT_SLICE } from './catalogue/consignment-shape.ts';
import { CUSTOMS_SLICE } from './catalogue/customs-shape.ts';
import { PARTNER_SLICE } from './catalogue/partner-shape.ts';
import { JOURNEY, PORT_SLICE, RAIL_SLICE, SHIPPING_SLICE } from './catalogue/transport-shape.ts';
import { code, type Node, object, type Part, part, text } from './graph-shape.ts';
import type { ValueKind } from './transform.ts';

/** The roots of the graph: what has rows of its own. */
export type Root = 'Consignment' | 'Voyage' | 'Fact' | 'AssistanceCase';

/** One value of the graph that an agreement can name. */
export interface CellInfo {
  readonly index: number;
  /** From its root, such as `Consignment.declarations.customsValue`. */
  readonly pattern: string;
  readonly root: Root;
  /** The field of the root under which it stands. */
  readonly section: string;
  readonly steps: readonly { readonly type: string; readonly field: string }[];
  readonly kind: ValueKind;
}

/** A shape whose cells are numbered. */
export type Compiled =
  | { readonly is: 'cell'; readonly cell: number; readonly kind: ValueKind }
  | { readonly is: 'part'; readonly members: readonly (readonly [string, Compiled])[] }
  | { readonly is: 'claimed'; readonly of: Compiled; readonly cells: readonly number[] }
  | { readonly is: 'listed'; readonly of: Compiled; readonly cells: readonly number[] }
  | {
      readonly is: 'stated';
      readonly of: CompiledPart;
      readonly cells: readonly number[];
      readonly needs: readonly number[];
      readonly keepsOrder: boolean;
    }
  | {
      readonly is: 'gathered';
      readonly of: CompiledPart;
      readonly cells: readonly number[];
      readonly key: string | undefined;
    };
export type CompiledPart = Extract<Compiled, { is: 'part' }>;

/** Types of what a dotted path goes through. */
const TYPE_BELOW: Readonly<Record<string, string>> = {
  equipment: 'TransportEquipment',
  party: 'Party',
  vessel: 'Vessel',
};

const byPattern = new Map<string, CellInfo>();
const all: CellInfo[] = [];

type Steps = CellInfo['steps'];

function stepsOf(type: string, path: string): Steps {
  let current = type;
  return path.split('.').map(field => {
    const step = { type: current, field };
    current = TYPE_BELOW[field] ?? '';
    return step;
  });
}

function register(root: Root, steps: Steps, kind: ValueKind): number {
  const fields = steps.map(step => step.field);
  const pattern = [root, ...fields].join('.');
  const known = byPattern.get(pattern);
  if (known) return known.index;
  const info: CellInfo = { index: all.length, pattern, root, section: fields[0] ?? '', steps, kind };
  all.push(info);
  byPattern.set(pattern, info);
  return info.index;
}

interface Place {
  readonly root: Root;
  readonly type: string;
  readonly steps: Steps;
}

function compile(node: Node, place: Place): Compiled {
  switch (node.is) {
    case 'cell':
      return {
        is: 'cell',
        cell: register(place.root, [...place.steps, ...stepsOf(place.type, node.path)], node.kind),
        kind: node.kind,
      };
    case 'part':
      return compilePart(node, place);
    case 'claimed':
    case 'listed': {
      const of = compile(node.of, place);
      return { is: node.is, of, cells: cellsIn(of) };
    }
    case 'stated': {
      const of = compilePart(node.of, place);
      const needs = node.needs.map(name => cellOfMember(of, name));
      return { is: 'stated', of, cells: cellsIn(of), needs, keepsOrder: node.keepsOrder };
    }
    case 'gathered': {
      const of = compilePart(node.of, place);
      return { is: 'gathered', of, cells: cellsIn(of), key: node.key };
    }
  }
}

/** The cells that are decided with what encloses them: not those of claims and entries, which have origins of their own. */
function cellsIn(node: Compiled): readonly number[] {
  switch (node.is) {
    case 'cell':
      return [node.cell];
    case 'part':
      return node.members.flatMap(([, each]) => cellsIn(each));
    case 'listed':
      return cellsIn(node.of);
    default:
      return [];
  }
}

function compilePart(node: Part, { root, type, steps }: Place): CompiledPart {
  const below: Place = node.path
    ? { root, type: node.type ?? '', steps: [...steps, { type, field: node.path }] }
    : { root, type, steps };
  const members = Object.entries(node.members).map(([name, each]) => [name, compile(each, below)] as const);
  return { is: 'part', members };
}

function cellOfMember({ members }: CompiledPart, name: string): number {
  const member = members.find(([each]) => each === name)?.[1];
  if (member?.is !== 'cell') throw new Error(`${name} is no cell of its entry`);
  return member.cell;
}

const consignment: Place = { root: 'Consignment', type: 'Consignment', steps: [] };
const root = (node: Part, place: Place): CompiledPart => compilePart(node, place);

/** The shape of each stored document. */
export const SHAPES = {
  consignment: root(CONSIGNMENT_SLICE, consignment),
  customs: root(CUSTOMS_SLICE, consignment),
  port: root(PORT_SLICE, consignment),
  shipping: root(SHIPPING_SLICE, consignment),
  rail: root(RAIL_SLICE, consignment),
  partner: root(PARTNER_SLICE, consignment),
  journey: root(JOURNEY, { root: 'Voyage', type: 'Voyage', steps: [] }),
} as const;

/** Values that no document holds under a name of their own. */
root(
  part({
    ucr: text('ucr'),
    identifiers: text('identifiers'),
    status: code('status'),
    statusSince: { is: 'cell', path: 'statusSince', kind: 'instant' },
  }),
  consignment,
);
root(
  part({
    kind: code('kind'),
    messageId: text('messageId'),
    position: text('position'),
    receivedAt: { is: 'cell', path: 'receivedAt', kind: 'instant' },
    references: { is: 'cell', path: 'references', kind: 'part' },
  }),
  { root: 'Fact', type: 'Fact', steps: [] },
);

/** What two administrations say to each other in a case; whose case it is is no value of an origin (assistance-case.ts). */
root(
  part({
    number: text('number'),
    subject: text('subject'),
    question: text('question'),
    legalBasis: text('legalBasis'),
    references: text('references'),
    deadline: { is: 'cell', path: 'deadline', kind: 'instant' },
    answers: object('answers', 'AssistanceAnswer', { text: text('text') }),
    closeReason: text('closeReason'),
  }),
  { root: 'AssistanceCase', type: 'AssistanceCase', steps: [] },
);

/** Every cell of the graph. */
export const CELLS: readonly CellInfo[] = all;

export function cellOf(pattern: string): number {
  const found = byPattern.get(pattern);
  if (!found) throw new Error(`the graph has no ${pattern}`);
  return found.index;
}

export function findCell(pattern: string): CellInfo | undefined {
  return byPattern.get(pattern);
}

/** How closely a grant's path names a cell: 3 the field itself, 2 a set that holds it, 1 everything of its type, 0 not at all. */
export type Closeness = 0 | 1 | 2 | 3;

export function closeness({ type, path }: { type: string; path: string }, { steps }: CellInfo): Closeness {
  let best: Closeness = 0;
  steps.forEach((step, at) => {
    if (step.type !== type) return;
    best = Math.max(
      best,
      closenessFrom(
        path,
        steps.slice(at).map(each => each.field),
      ),
    ) as Closeness;
  });
  return best;
}

function closenessFrom(path: string, fields: readonly string[]): Closeness {
  if (path === '*') return 1;
  const named = path.endsWith('.*') ? path.slice(0, -2).split('.') : path.split('.');
  if (named.length > fields.length || named.some((name, i) => name !== fields[i])) return 0;
  return named.length === fields.length && !path.endsWith('.*') ? 3 : 2;
}

/** The cells that a path of a grant names; none where there is no such field. */
export function cellsNamed(type: string, path: string): readonly CellInfo[] {
  return CELLS.filter(each => closeness({ type, path }, each) > 0);
}
