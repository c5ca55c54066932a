import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import { CorridorError } from '../errors.ts';

/** What one document may ask for, before anything of it runs, where a partner's budget says nothing else (contract: Limits). */
export const QUERY_LIMITS = { depth: 12, aliases: 30, directives: 50, tokens: 2_000 } as const;

/** What the parser reads at most: as many as the largest budget may allow. */
export const MOST_TOKENS = 10_000;

export type DocumentLimits = Readonly<Record<keyof typeof QUERY_LIMITS, number>>;

interface Size {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

const NOTHING: Size = { depth: 0, aliases: 0, directives: 0 };
/** The description of the schema is as deep as the schema's types; graphql-js bounds it by a rule of its own. */
const DESCRIPTION = new Set(['__schema', '__type']);

/**
 * Why a document is larger than the limits, with its fragments counted where they are spread. Each fragment is measured once, so that
 * fragments which spread fragments cost no more to measure than to send. It is asked before the document is validated: validation costs
 * more than reading.
 */
export function oversize(document: DocumentNode, limits: DocumentLimits): CorridorError | undefined {
  if ((document.tokenCount ?? 0) > limits.tokens) return tooComplex('tokens', document.tokenCount ?? 0, limits);
  const measure = new Measure(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const size = measure.operation(definition);
    for (const limit of ['depth', 'aliases', 'directives'] as const) {
      if (size[limit] > limits[limit]) return tooComplex(limit, size[limit], limits);
    }
  }
  return undefined;
}

/** The same as a rule of validation, for a server that knows no budgets. */
export const queryLimitsRule: ValidationRule = context => ({
  Document(document) {
    const originalError = oversize(document, QUERY_LIMITS);
    if (!originalError) return;
    const { message, code, remedy, details } = originalError;
    context.reportError(new GraphQLError(message, { originalError, extensions: { ...details, code, remedy } }));
  },
});

function tooComplex(limit: keyof DocumentLimits, found: number, limits: DocumentLimits): CorridorError {
  const allowed = limits[limit];
  const message = `The query has ${limit} ${found}; the limit is ${allowed}.`;
  return new CorridorError('QUERY_TOO_COMPLEX', 'fix-query', message, { limit, allowed, found });
}

class Measure {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #measured = new Map<string, Size>();

  constructor({ definitions }: DocumentNode) {
    const fragments = definitions.filter(each => each.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map(each => [each.name.value, each]));
  }

  operation(operation: OperationDefinitionNode): Size {
    const own = operation.directives?.length ?? 0;
    const onVariables = operation.variableDefinitions?.flatMap(each => each.directives ?? []).length ?? 0;
    const body = this.#set(operation.selectionSet);
    return { ...body, directives: body.directives + own + onVariables };
  }

  #set(set: SelectionSetNode | undefined): Size {
    return (set?.selections ?? []).reduce((sum, each) => beside(sum, this.#selection(each)), NOTHING);
  }

  #selection(node: SelectionNode): Size {
    const own = { depth: 0, aliases: 0, directives: node.directives?.length ?? 0 };
    switch (node.kind) {
      case Kind.FIELD: {
        const body = DESCRIPTION.has(node.name.value) ? NOTHING : this.#set(node.selectionSet);
        return beside({ ...own, depth: body.depth + 1, aliases: node.alias ? 1 : 0 }, body);
      }
      case Kind.INLINE_FRAGMENT:
        return beside(own, this.#set(node.selectionSet));
      case Kind.FRAGMENT_SPREAD:
        return beside(own, this.#fragment(node.name.value));
    }
  }

  /** A fragment that spreads itself is a rule's business: here it counts once. */
  #fragment(name: string): Size {
    const known = this.#measured.get(name);
    const fragment = this.#fragments.get(name);
    if (known || !fragment) return known ?? NOTHING;
    this.#measured.set(name, NOTHING);
    const body = this.#set(fragment.selectionSet);
    const size = { ...body, directives: body.directives + (fragment.directives?.length ?? 0) };
    this.#measured.set(name, size);
    return size;
  }
}

function beside(a: Size, b: Size): Size {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
  };
}
