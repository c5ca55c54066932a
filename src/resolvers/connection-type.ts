import type { ObjectRef } from '@pothos/core';
import type { Connection } from './connection.ts';
import { builder, type SchemaTypes, type Subgraph } from './subgraph-builder.ts';
import { PageInfoType } from './value-types.ts';

/** The Relay connection of a type: `<Name>Connection` with `<Name>Edge`. */
export function connectionType<T>(
  name: string,
  node: ObjectRef<PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>, T>,
  subgraph: Subgraph,
  of: string,
) {
  const edge = builder.objectRef<{ readonly node: T; readonly cursor: string }>(`${name}Edge`).implement({
    subGraphs: [subgraph],
    description: `One of ${of} with its place in the list.`,
    fields: t => ({
      node: t.field({ type: node, nullable: true, resolve: each => each.node as never }),
      cursor: t.string({ nullable: false, resolve: each => each.cursor }),
    }),
  });
  return builder.objectRef<Connection<T>>(`${name}Connection`).implement({
    subGraphs: [subgraph],
    description: `A page of ${of} (Relay cursor connections).`,
    fields: t => ({
      edges: t.field({ type: [edge], nullable: false, resolve: page => [...page.edges] }),
      nodes: t.field({
        type: [node],
        nullable: true,
        description: 'The entries without their cursors.',
        resolve: page => page.edges.map(each => each.node) as never,
      }),
      pageInfo: t.field({ type: PageInfoType, nullable: false, resolve: page => page.pageInfo }),
      totalCount: t.int({
        nullable: true,
        description: 'How many there are that you may see.',
        resolve: page => page.totalCount(),
      }),
    }),
  });
}
