import {
  type ASTNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** What one document may ask for, before anything of it runs (contract: Limits). */
export const QUERY_LIMITS = { depth: 12, aliases: 30, directives: 50, tokens: 2_000 } as const;

interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

const NOTHING: Size = { depth: 0, aliases: 0, directives: 0 };
/** The description of the schema is as deep as the schema's types; graphql-js bounds it by a rule of its own. */
const DESCRIPTION = new Set(['__schema', '__type']);

/**
 * Refuses an operation that is larger than the limits, with its fragments counted where they are spread. Each fragment is measured once, so
 * that fragments which spread fragments cost no more to measure than to send.
 */
export const queryLimitsRule: ValidationRule = context => {
  const measured = new Map<string, Size>();
  return {
    OperationDefinition(operation) {
      const size = measureOperation(operation, context, measured);
      for (const limit of ['depth', 'aliases', 'directives'] as const) {
        if (size[limit] > QUERY_LIMITS[limit]) context.reportError(tooComplex(limit, size[limit], operation));
      }
    },
  };
};

function tooComplex(limit: keyof Size, found: number, nodes: ASTNode): GraphQLError {
  const allowed = QUERY_LIMITS[limit];
  const extensions = { code: 'QUERY_TOO_COMPLEX', remedy: 'fix-query', limit, allowed, found };
  return new GraphQLError(`The query has ${limit} ${found}; the limit is ${allowed}.`, { nodes, extensions });
}

function measureOperation(operation: OperationDefinitionNode, context: ValidationContext, measured: Map<string, Size>) {
  const own = operation.directives?.length ?? 0;
  const onVariables = operation.variableDefinitions?.flatMap(each => each.directives ?? []).length ?? 0;
  const body = measureSet(operation.selectionSet, context, measured);
  return { ...body, directives: body.directives + own + onVariables };
}

function measureSet(set: SelectionSetNode | undefined, context: ValidationContext, measured: Map<string, Size>): Size {
  return (set?.selections ?? []).reduce((sum, each) => beside(sum, measureSelection(each, context, measured)), NOTHING);
}

function measureSelection(node: SelectionNode, context: ValidationContext, measured: Map<string, Size>): Size {
  const own = { depth: 0, aliases: 0, directives: node.directives?.length ?? 0 };
  switch (node.kind) {
    case Kind.FIELD: {
      const body = DESCRIPTION.has(node.name.value) ? NOTHING : measureSet(node.selectionSet, context, measured);
      return beside({ ...own, depth: body.depth + 1, aliases: node.alias ? 1 : 0 }, body);
    }
    case Kind.INLINE_FRAGMENT:
      return beside(own, measureSet(node.selectionSet, context, measured));
    case Kind.FRAGMENT_SPREAD:
      return beside(own, measureFragment(context.getFragment(node.name.value), context, measured));
  }
}

/** A fragment that spreads itself is another rule's business: here it counts once. */
function measureFragment(
  fragment: FragmentDefinitionNode | null | undefined,
  context: ValidationContext,
  measured: Map<string, Size>,
): Size {
  if (!fragment) return NOTHING;
  const known = measured.get(fragment.name.value);
  if (known) return known;
  measured.set(fragment.name.value, NOTHING);
  const body = measureSet(fragment.selectionSet, context, measured);
  const size = { ...body, directives: body.directives + (fragment.directives?.length ?? 0) };
  measured.set(fragment.name.value, size);
  return size;
}

function beside(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
  };
}
