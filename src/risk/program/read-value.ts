import { elementType, fieldType } from '../risk-context.ts';
import { NotOurs, type Step, type TypedStep, WrongKind } from './program-step.ts';

type Reading = (value: unknown) => unknown;

const readings = new Map<string, Reading>();

/** How a value of a declared type is read from a context: null is absent, times become milliseconds, and another kind is refused. */
function readingOf(type: string): Reading {
  const known = readings.get(type) ?? madeReading(type);
  readings.set(type, known);
  return known;
}

function madeReading(type: string): Reading {
  if (type === 'string') return ofKind('string');
  if (type === 'double') return ofKind('number');
  if (type === 'bool') return ofKind('boolean');
  if (type === 'timestamp') return instantOf;
  const element = elementType(type);
  if (element === undefined) return recordOf;
  if (element === 'timestamp' || elementType(element)) throw new NotOurs(`a list of ${element}`);
  return listOf(readingOf(element));
}

function ofKind(kind: 'string' | 'number' | 'boolean'): Reading {
  return value => {
    if (typeof value !== kind) throw new WrongKind();
    return value;
  };
}

function instantOf(value: unknown): number {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw new WrongKind();
  return time;
}

function recordOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WrongKind();
  return value;
}

function listOf(element: Reading): Reading {
  return value => {
    if (!Array.isArray(value)) throw new WrongKind();
    for (const each of value) element(each);
    return value;
  };
}

/** The member of a record that a step gives. */
export function fieldStep(parent: TypedStep, name: string): TypedStep {
  const type = fieldType(parent.type, name);
  if (type === undefined) throw new NotOurs(`${parent.type} has no ${name}`);
  const read = readingOf(type);
  const { run } = parent;
  return { type, run: at => memberOf(run(at), name, read) };
}

/** A part of the context by its name. */
export function rootStep(name: string): TypedStep {
  const type = fieldType('RiskContext', name);
  if (type === undefined) throw new NotOurs(`the context has no ${name}`);
  const read = readingOf(type);
  const run: Step = ({ context }) => memberOf(context, name, read);
  return { type, run };
}

function memberOf(record: unknown, name: string, read: Reading): unknown {
  if (record === undefined) return undefined;
  const value = (record as Readonly<Record<string, unknown>>)[name];
  return value === undefined || value === null ? undefined : read(value);
}
