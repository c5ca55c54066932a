import {
  type GraphQLLeafType,
  type GraphQLOutputType,
  GraphQLString,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { Doubt } from './doubt.ts';
import { heard, isPromise, type JsonText, joinJson } from './json-text.ts';
import type { Run } from './run.ts';

/** Writes one value of a type as JSON. */
export type WriteValue = (value: unknown, run: Run) => JsonText;
type WriteObject = WriteValue;

/** The meaning of graphql-js (`CompleteValue` of the specification) for one type; a doubt where graphql-js would report an error. */
export function compileValue(type: GraphQLOutputType, objectOf: (type: GraphQLOutputType) => WriteObject): WriteValue {
  if (!isNonNullType(type)) {
    const write = compileNonNull(type, objectOf);
    return (value, run) => (value === null || value === undefined ? 'null' : write(value, run));
  }
  const write = compileNonNull(type.ofType, objectOf);
  return (value, run) => {
    if (value === null || value === undefined) throw new Doubt('value');
    return write(value, run);
  };
}

function compileNonNull(type: GraphQLOutputType, objectOf: (type: GraphQLOutputType) => WriteObject): WriteValue {
  if (isListType(type)) return compileList(compileValue(type.ofType, objectOf));
  if (isLeafType(type)) return compileLeaf(type);
  if (isObjectType(type) && !type.isTypeOf) return notAnError(objectOf(type));
  throw new Doubt('abstract-type');
}

function notAnError(write: WriteObject): WriteValue {
  return (value, run) => {
    if (value instanceof Error) throw new Doubt('value');
    return write(value, run);
  };
}

function compileList(write: WriteValue): WriteValue {
  return (list, run) => {
    if (!Array.isArray(list)) throw new Doubt('value');
    const members: JsonText[] = [];
    for (const each of list) {
      const member: JsonText = isPromise(each) ? each.then(value => write(value, run)) : write(each, run);
      members.push(typeof member === 'string' ? member : heard(member));
    }
    return joinJson('[', members, ']');
  };
}

function compileLeaf(type: GraphQLLeafType): WriteValue {
  const isText = type === GraphQLString;
  return value => {
    if (isText && typeof value === 'string') return JSON.stringify(value);
    if (value instanceof Error) throw new Doubt('value');
    const serialized = type.serialize(value);
    if (serialized === null || serialized === undefined) throw new Doubt('value');
    return JSON.stringify(serialized);
  };
}
