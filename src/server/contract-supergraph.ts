import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import type { Subgraph } from '../resolvers/subgraph-builder.ts';
import { type Composition, composeSupergraph, printSubgraphs } from './print-schema.ts';

const INACCESSIBLE: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'inaccessible' } };

/**
 * The supergraph of a part of the graph: without the fields that have one of the tags. They are inaccessible, so that a router may still ask
 * subgraphs for them, and no client of it can.
 */
export function composeWithout(tags: ReadonlySet<string>): Composition {
  const subgraphs = [...printSubgraphs()].map(([name, sdl]): [Subgraph, string] => [name, hidden(sdl, tags)]);
  return composeSupergraph(new Map(subgraphs));
}

function hidden(sdl: string, tags: ReadonlySet<string>): string {
  let hides = false;
  const marked: DocumentNode = visit(parse(sdl), {
    FieldDefinition: field => {
      if (!isTagged(field, tags)) return undefined;
      hides = true;
      return { ...field, directives: [...(field.directives ?? []), INACCESSIBLE] };
    },
    ObjectTypeDefinition: {
      leave: type => (isWholly(type) ? { ...type, directives: [...(type.directives ?? []), INACCESSIBLE] } : undefined),
    },
  });
  return hides ? print(marked).replace('"@key"', '"@key", "@inaccessible"') : sdl;
}

function isTagged({ directives = [] }: FieldDefinitionNode, tags: ReadonlySet<string>): boolean {
  return directives.some(({ name, arguments: args = [] }) =>
    args.some(({ value }) => name.value === 'tag' && value.kind === Kind.STRING && tags.has(value.value)),
  );
}

/** A type without a field that can be seen cannot be seen itself. */
function isWholly({ fields = [] }: ObjectTypeDefinitionNode): boolean {
  return (
    fields.length > 0 &&
    fields.every(({ directives = [] }) => directives.some(each => each.name.value === 'inaccessible'))
  );
}
