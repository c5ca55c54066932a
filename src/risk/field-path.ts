import { elementType, fieldType } from './risk-context.ts';

/** A place in the context: names joined by dots, `[]` for every element of a list, a number for one element. */
export type FieldPath = string;

interface Step {
  readonly name: string;
  readonly each: boolean;
}

const steps = new Map<FieldPath, readonly Step[]>();

function stepsOf(path: FieldPath): readonly Step[] {
  const known = steps.get(path);
  if (known) return known;
  const parsed = path
    .split('.')
    .map(part => (part.endsWith('[]') ? { name: part.slice(0, -2), each: true } : { name: part, each: false }));
  steps.set(path, parsed);
  return parsed;
}

/** The CEL type at a path, or undefined where the context has no such field. */
export function typeAt(path: FieldPath): string | undefined {
  let type: string | undefined = 'RiskContext';
  for (const { name, each } of stepsOf(path)) {
    const found: string | undefined = type === undefined ? undefined : stepInto(type, name);
    type = each && found !== undefined ? elementType(found) : found;
  }
  return type;
}

function stepInto(type: string, name: string): string | undefined {
  return /^\d+$/.test(name) ? elementType(type) : fieldType(type, name);
}

/** One value, or one absence, with its concrete path (`equip.0.weights.1.kg`). */
export interface Found {
  readonly path: FieldPath;
  readonly value: unknown; // undefined: absent
}

/** Every value at a path. Below an absent parent one absence is found, its path as far as it is concrete. An empty list has nothing to find. */
export function valuesAt(context: unknown, path: FieldPath): readonly Found[] {
  let found: readonly Found[] = [{ path: '', value: context }];
  for (const step of stepsOf(path)) found = found.flatMap(at => descend(at, step));
  return found;
}

function descend(at: Found, { name, each }: Step): readonly Found[] {
  const path = at.path === '' ? name : `${at.path}.${name}`;
  const value = member(at.value, name);
  if (!each) return [{ path, value }];
  if (!Array.isArray(value)) return [{ path: `${path}[]`, value }];
  return value.map((element: unknown, i) => ({ path: `${path}.${i}`, value: element ?? undefined }));
}

function member(value: unknown, name: string): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name] ?? undefined;
}

/** The concrete paths of what is absent at a path, as `valuesAt` finds them; none is written down where a value is there. */
export function absentAt(context: unknown, path: FieldPath): readonly FieldPath[] {
  const way = stepsOf(path);
  let value = context;
  for (let i = 0; i < way.length; i++) {
    const { name, each } = way[i] as Step;
    value = member(value, name);
    if (each && Array.isArray(value)) return absentBelow(value, way, i);
  }
  return value === undefined ? [path] : NONE;
}

const NONE: readonly FieldPath[] = [];

/** The same of the elements of a list, which stands at the step `at`. */
function absentBelow(list: readonly unknown[], way: readonly Step[], at: number): readonly FieldPath[] {
  const found: FieldPath[] = [];
  const rest = way.slice(at + 1).map(({ name, each }) => (each ? `${name}[]` : name));
  for (const [k, element] of list.entries()) {
    if (rest.length > 0) {
      for (const path of absentAt(element, rest.join('.'))) found.push(`${k}.${path}`);
    } else if (element === undefined || element === null) found.push(String(k));
  }
  if (found.length === 0) return NONE;
  const head = way.slice(0, at + 1).map(({ name, each }, i) => (each && i < at ? `${name}[]` : name));
  return found.map(path => `${head.join('.')}.${path}`);
}
