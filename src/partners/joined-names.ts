import { type FieldDefinitionNode, Kind, parse, type TypeNode } from 'graphql';
import type { JoinedKinds } from '../policy/run-example.ts';
import type { ValueKind } from '../policy/transform.ts';
import { valueKindOf } from '../policy/value-kind-of-type.ts';
import type { Partner } from './partner.ts';

/** The same of an origin that an agreement names: it may grant these too. */
export type JoinedNamesOf = (origin: string) => readonly string[];

/** The fields that a partner's subgraph adds to the graph, as `Type.field`, by what its declaration lists. */
export function joinedNames(partner: Pick<Partner, 'subgraph'> | undefined): readonly string[] {
  return [...joinedKinds(partner).keys()];
}

/** The same, with the kind of value that each holds. */
export function joinedKinds(partner: Pick<Partner, 'subgraph'> | undefined): JoinedKinds {
  if (!partner?.subgraph) return new Map();
  const { declaration, sdl } = partner.subgraph;
  const listed = [
    ...Object.entries(declaration.entities).flatMap(([type, { fields }]) => fields.map(each => `${type}.${each}`)),
    ...declaration.rootFields.map(each => `Query.${each}`),
  ];
  const told = toldKinds(sdl);
  const own = [...told.keys()].filter(name => declaration.types.includes(name.split('.')[0] ?? ''));
  return new Map([...listed, ...own].map(name => [name, told.get(name) ?? 'part']));
}

/** Of each field of an object that a schema has. A schema that cannot be parsed adds nothing: it is refused where it is joined. */
function toldKinds(sdl: string): JoinedKinds {
  try {
    const { definitions } = parse(sdl, { noLocation: true });
    const leaves = definitions.flatMap(each =>
      each.kind === Kind.ENUM_TYPE_DEFINITION || each.kind === Kind.SCALAR_TYPE_DEFINITION ? [each.name.value] : [],
    );
    const kindOf = ({ type }: FieldDefinitionNode): ValueKind => {
      const name = nameOf(type);
      return valueKindOf(name) ?? (name === 'ID' || leaves.includes(name) ? 'code' : 'part');
    };
    const objects = definitions.flatMap(each =>
      each.kind === Kind.OBJECT_TYPE_DEFINITION || each.kind === Kind.OBJECT_TYPE_EXTENSION ? [each] : [],
    );
    return new Map(
      objects.flatMap(({ name, fields = [] }) =>
        fields.map(field => [`${name.value}.${field.name.value}`, kindOf(field)] as const),
      ),
    );
  } catch {
    return new Map();
  }
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
