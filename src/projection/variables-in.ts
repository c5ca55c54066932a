import { type ASTNode, type FieldNode, type FragmentDefinitionNode, Kind, visit } from 'graphql';

/** The variables that are used below fields, in the fragments that they spread too; not those of the fields' own arguments. */
export function variablesIn(
  nodes: readonly FieldNode[],
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): readonly string[] {
  const found = new Set<string>();
  const spread = new Set<string>();
  const look = (root: ASTNode): void => {
    visit(root, {
      enter(node) {
        if (node.kind === Kind.VARIABLE) found.add(node.name.value);
        if (node.kind !== Kind.FRAGMENT_SPREAD || spread.has(node.name.value)) return;
        spread.add(node.name.value);
        const fragment = fragments[node.name.value];
        if (fragment) look(fragment);
      },
    });
  };
  for (const { selectionSet } of nodes) if (selectionSet) look(selectionSet);
  return [...found].sort();
}
