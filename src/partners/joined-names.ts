import { Kind, parse } from 'graphql';
import type { Partner } from './partner.ts';

/** The same of an origin that an agreement names: it may grant these too. */
export type JoinedNamesOf = (origin: string) => readonly string[];

/** The fields that a partner's subgraph adds to the graph, as `Type.field`, by what its declaration lists. */
export function joinedNames(partner: Pick<Partner, 'subgraph'> | undefined): readonly string[] {
  if (!partner?.subgraph) return [];
  const { declaration, sdl } = partner.subgraph;
  const onHub = Object.entries(declaration.entities).flatMap(([type, { fields }]) =>
    fields.map(each => `${type}.${each}`),
  );
  return [...onHub, ...declaration.rootFields.map(each => `Query.${each}`), ...ownFields(sdl, declaration.types)];
}

/** A schema that cannot be parsed adds nothing: it is refused where it is joined. */
function ownFields(sdl: string, types: readonly string[]): string[] {
  try {
    return parse(sdl, { noLocation: true }).definitions.flatMap(each =>
      each.kind === Kind.OBJECT_TYPE_DEFINITION && types.includes(each.name.value)
        ? (each.fields ?? []).map(field => `${each.name.value}.${field.name.value}`)
        : [],
    );
  } catch {
    return [];
  }
}
