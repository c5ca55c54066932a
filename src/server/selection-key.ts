import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from 'graphql';
import { contentHash } from '../consignment/canonical-json.ts';
import type { Operation } from './operation.ts';

interface Selection {
  readonly text: string;
  /** The variables that the selection itself speaks of; those of the subscription's arguments only decide what comes. */
  readonly variables: readonly string[];
}

const known = new WeakMap<DocumentNode, Map<string | undefined, Selection>>();

/** Names what a subscription selects of each delivery, whatever its filter and the cursor that it began with. */
export function selectionKey({ document, operationName, variableValues }: Operation['args']): string {
  const { text, variables } = selectionOf(document, operationName ?? undefined);
  const values = variables.map(name => [name, variableValues?.[name] ?? null]);
  return contentHash([text, values]);
}

function selectionOf(document: DocumentNode, operationName: string | undefined): Selection {
  const ofDocument = known.get(document) ?? new Map<string | undefined, Selection>();
  known.set(document, ofDocument);
  const selection = ofDocument.get(operationName) ?? readSelection(document, operationName);
  ofDocument.set(operationName, selection);
  return selection;
}

function readSelection(document: DocumentNode, operationName: string | undefined): Selection {
  const operation = getOperationAST(document, operationName) as OperationDefinitionNode;
  const fragments = document.definitions.filter(each => each.kind === Kind.FRAGMENT_DEFINITION);
  const spoken = [...operation.selectionSet.selections, ...fragments].map(withoutRootArguments);
  const variables = new Set<string>();
  const enter = (node: ASTNode) => void (node.kind === Kind.VARIABLE && variables.add(node.name.value));
  for (const node of spoken) visit(node, { enter });
  const defaults = (operation.variableDefinitions ?? []).filter(each => variables.has(each.variable.name.value));
  return { text: [...spoken, ...defaults].map(print).join('\n'), variables: [...variables].sort() };
}

/** A root field inside a fragment keeps its arguments: such subscriptions share with those that are written alike. */
function withoutRootArguments<N extends { readonly kind: Kind }>(node: N): N | FieldNode {
  return node.kind === Kind.FIELD ? { ...(node as unknown as FieldNode), arguments: [] } : node;
}
