import { contextTypes, elementType, type RiskContext, recordFields } from './risk-context.ts';

/** cel-js tells record types apart by constructor: each type of the context has its own. */
export const recordConstructors: ReadonlyMap<string, new () => object> = new Map(
  Object.keys(contextTypes).map(name => [name, { [name]: class {} }[name] ?? Object]),
);

export type CelContext = Readonly<Record<string, unknown>>;

/**
 * The context as CEL values: records typed, ISO strings as timestamps, null as absent. Only declared fields pass. A value of the
 * wrong kind passes as it is, so that the rules which read it report an error and the others go on.
 */
export function toCelContext(context: RiskContext): CelContext {
  return toRecord('RiskContext', context as object) as CelContext;
}

/** One value of a type of the context. */
export function toCelValue(type: string, value: unknown): unknown {
  if (type === 'timestamp') return toTimestamp(value);
  if (type === 'string' || type === 'double' || type === 'bool') return value;
  const element = elementType(type);
  if (element === undefined) return isRecord(value) ? toRecord(type, value) : value;
  return Array.isArray(value) ? value.map((member: unknown) => toCelValue(element, member)) : value;
}

function toRecord(type: string, value: object): object {
  const record = new (recordConstructors.get(type) ?? Object)() as Record<string, unknown>;
  const source = value as Readonly<Record<string, unknown>>;
  for (const [field, fieldType] of Object.entries(recordFields(type) ?? {})) {
    const member = Object.hasOwn(source, field) ? source[field] : undefined;
    if (member !== undefined && member !== null) record[field] = toCelValue(fieldType, member);
  }
  return record;
}

function toTimestamp(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? value : time;
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
