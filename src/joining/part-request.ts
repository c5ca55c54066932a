import { type DocumentNode, Kind, type SelectionNode } from 'graphql';
import type { Representation } from './told-answer.ts';

/** What a planner asks of one subgraph. */
export interface PartRequest {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
}

/** Under which name a look-up of entities is answered; undefined where the request asks for root fields. */
export function lookupKey({ document }: PartRequest): string | undefined {
  const [first] = rootSelections(document);
  if (first?.kind !== Kind.FIELD || first.name.value !== '_entities') return undefined;
  return first.alias?.value ?? first.name.value;
}

export function representationsOf({ variables }: PartRequest): readonly Representation[] {
  const named = variables?.representations;
  return Array.isArray(named) ? named : [];
}

/** The names under which the answer has what was asked: of the root, or of each entity. */
export function askedKeys(request: PartRequest): readonly string[] {
  const root = rootSelections(request.document);
  const [first] = root;
  const isLookup = lookupKey(request) !== undefined && first?.kind === Kind.FIELD;
  return [...new Set(keysOf(isLookup ? (first.selectionSet?.selections ?? []) : root))];
}

function rootSelections(document: DocumentNode): readonly SelectionNode[] {
  const operation = document.definitions.find(each => each.kind === Kind.OPERATION_DEFINITION);
  return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
}

function keysOf(selections: readonly SelectionNode[]): string[] {
  return selections.flatMap(each => {
    if (each.kind === Kind.INLINE_FRAGMENT) return keysOf(each.selectionSet.selections);
    if (each.kind !== Kind.FIELD || each.name.value === '__typename') return [];
    return [each.alias?.value ?? each.name.value];
  });
}
