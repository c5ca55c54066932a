import { type GraphQLOutputType, getNullableType, isEnumType, isListType, isScalarType } from 'graphql';

/**
 * A scalar, an enum value or a list of them, as its type has it; throws where it is none. A partner's answer is held to what a client's
 * argument is held to: a number written as text is none.
 */
export function strictValue(value: unknown, written: GraphQLOutputType): unknown {
  if (value === null || value === undefined) return null;
  const type = getNullableType(written);
  if (isListType(type)) {
    if (!Array.isArray(value)) throw new Error('no list');
    return value.map(each => strictValue(each, type.ofType));
  }
  if (isEnumType(type)) {
    if (!type.getValue(String(value))) throw new Error('no value of its enum');
    return value;
  }
  if (isScalarType(type)) type.parseValue(value);
  return value;
}
