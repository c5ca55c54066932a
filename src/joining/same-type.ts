import {
  type DefinitionNode,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isScalarType,
  Kind,
  print,
} from 'graphql';

/** Whether a definition says of a shared type what the hub says of it: a value means the same whoever states it. */
export function isSameType(definition: DefinitionNode, hub: GraphQLSchema): boolean {
  if (!('name' in definition) || !definition.name) return false;
  const type = hub.getType(definition.name.value);
  switch (definition.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
      return isScalarType(type);
    case Kind.ENUM_TYPE_DEFINITION:
      return (
        isEnumType(type) &&
        isSameSet(
          (definition.values ?? []).map(each => each.name.value),
          type.getValues().map(each => each.name),
        )
      );
    case Kind.OBJECT_TYPE_DEFINITION:
      return (
        isObjectType(type) &&
        type.getInterfaces().length === (definition.interfaces ?? []).length &&
        isSameSet((definition.fields ?? []).map(signature), fieldSignatures(type.getFields()))
      );
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (
        isInputObjectType(type) &&
        isSameSet(
          (definition.fields ?? []).map(each => `${each.name.value}: ${print(each.type)}`),
          Object.values(type.getFields()).map(each => `${each.name}: ${each.type}`),
        )
      );
    default:
      return false;
  }
}

type SdlField = {
  name: { value: string };
  arguments?: readonly unknown[] | undefined;
  type: Parameters<typeof print>[0];
};
type HubFields = Readonly<Record<string, { name: string; args: readonly unknown[]; type: unknown }>>;

function signature({ name, arguments: args = [], type }: SdlField): string {
  return `${name.value}/${args.length}: ${print(type)}`;
}

function fieldSignatures(fields: HubFields): string[] {
  return Object.values(fields).map(({ name, args, type }) => `${name}/${args.length}: ${type}`);
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && new Set([...a, ...b]).size === a.length;
}
