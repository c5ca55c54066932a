import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { CorridorError } from '../errors.ts';
import { type Caller, scopeError } from './caller.ts';

const DESCRIPTION = new Set(['__schema', '__type', '__typename']);

/** Whether the caller may run the operation at all. What the schema looks like, everybody may ask. */
export function refusalOf(
  caller: Caller,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CorridorError | undefined {
  if (describesTheSchema(document, operation)) return undefined;
  return scopeError(caller, operation.operation === OperationTypeNode.SUBSCRIPTION ? 'graph:subscribe' : 'graph:query');
}

/** Every root field, in fragments too, is one of introspection. */
export function describesTheSchema(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  const fragments = new Map(document.definitions.filter(isFragment).map(each => [each.name.value, each]));
  const seen = new Set<string>();
  const onlyDescribes = ({ selections }: OperationDefinitionNode['selectionSet']): boolean =>
    selections.every(each => {
      if (each.kind === Kind.FIELD) return DESCRIPTION.has(each.name.value);
      if (each.kind === Kind.INLINE_FRAGMENT) return onlyDescribes(each.selectionSet);
      const fragment = fragments.get(each.name.value);
      if (!fragment || seen.has(each.name.value)) return true;
      seen.add(each.name.value);
      return onlyDescribes(fragment.selectionSet);
    });
  return operation.operation === OperationTypeNode.QUERY && onlyDescribes(operation.selectionSet);
}

function isFragment(definition: DocumentNode['definitions'][number]): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}
