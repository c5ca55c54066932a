import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

const known = new WeakMap<DocumentNode, DocumentNode>();

/**
 * The same operation with each field of a selection once. GraphQL lets a field stand in a selection several times and merges what is selected
 * of it; the planner fetches each apart and, of a list, answers the entries of both, one after the other.
 */
export function mergeSelections(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const found = known.get(document) ?? merged(document, schema);
  known.set(document, found);
  return found;
}

interface Merging {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

function merged(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const all = document.definitions.filter(each => each.kind === Kind.FRAGMENT_DEFINITION);
  const merging: Merging = { schema, fragments: new Map(all.map(each => [each.name.value, each])) };
  const definitions = document.definitions.map(definition => {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      const type = schema.getRootType(definition.operation)?.name ?? '';
      return { ...definition, selectionSet: mergedSet(definition.selectionSet.selections, type, merging) };
    }
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) return definition;
    const type = definition.typeCondition.name.value;
    return { ...definition, selectionSet: mergedSet(definition.selectionSet.selections, type, merging) };
  });
  return { ...document, definitions: withoutUnused(definitions) };
}

function mergedSet(selections: readonly SelectionNode[], type: string, merging: Merging): SelectionSetNode {
  const fields = new Map<string, FieldNode[]>();
  const others: SelectionNode[] = [];
  for (const selection of flattened(selections, type, merging)) {
    if (selection.kind === Kind.FIELD) {
      const key = print({ ...selection, selectionSet: undefined } as FieldNode);
      fields.set(key, [...(fields.get(key) ?? []), selection]);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const of = selection.typeCondition?.name.value ?? type;
      others.push({ ...selection, selectionSet: mergedSet(selection.selectionSet.selections, of, merging) });
    } else others.push(selection);
  }
  const once = [...fields.values()].flatMap(same => mergedField(same, type, merging));
  return { kind: Kind.SELECTION_SET, selections: [...once, ...others] };
}

function mergedField(same: readonly FieldNode[], type: string, merging: Merging): FieldNode[] {
  const [first] = same;
  if (!first) return [];
  const below = same.flatMap(each => each.selectionSet?.selections ?? []);
  if (below.length === 0) return [first];
  return [{ ...first, selectionSet: mergedSet(below, typeOf(first, type, merging.schema), merging) }];
}

/** A fragment on the type itself, without a directive, is what it holds. */
function flattened(selections: readonly SelectionNode[], type: string, merging: Merging): SelectionNode[] {
  return selections.flatMap(selection => {
    if (selection.kind === Kind.FIELD || (selection.directives?.length ?? 0) > 0) return [selection];
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : merging.fragments.get(selection.name.value);
    const of = fragment?.typeCondition?.name.value ?? type;
    if (!fragment || of !== type) return [selection];
    return flattened(fragment.selectionSet.selections, type, merging);
  });
}

function typeOf({ name }: FieldNode, parent: string, schema: GraphQLSchema): string {
  const type = schema.getType(parent);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name.value] : undefined;
  return field ? getNamedType(field.type).name : '';
}

/** A fragment that nothing spreads any more makes a document invalid for who checks it again. */
function withoutUnused(definitions: DocumentNode['definitions']): DocumentNode['definitions'] {
  const isUsed = (name: string) =>
    definitions.some(each => {
      const isItself = each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name;
      return !isItself && new RegExp(`\\.\\.\\.\\s*${name}\\b`).test(print(each));
    });
  const kept = definitions.filter(each => each.kind !== Kind.FRAGMENT_DEFINITION || isUsed(each.name.value));
  return kept.length === definitions.length ? kept : withoutUnused(kept);
}
