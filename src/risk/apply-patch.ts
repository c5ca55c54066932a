import type { RiskContext } from './risk-context.ts';
import type { ContextPatch } from './risk-rule.ts';

type Json = Record<string, unknown>;

/** A copy of the context with each dotted path set to its value; null takes the field away. A parent that is not there is made. */
export function applyPatch(context: RiskContext, patch: ContextPatch): RiskContext {
  const copy = structuredClone(context) as Json;
  for (const [path, value] of Object.entries(patch)) setAt(copy, path.split('.'), value);
  return copy as RiskContext;
}

function setAt(root: Json, names: readonly string[], value: unknown): void {
  const last = names.at(-1) ?? '';
  let parent = root;
  for (const name of names.slice(0, -1)) {
    const child = Object.hasOwn(parent, name) ? parent[name] : undefined;
    parent = typeof child === 'object' && child !== null ? (child as Json) : made(parent, name);
  }
  if (value === null) delete parent[last];
  else define(parent, last, value);
}

function made(parent: Json, name: string): Json {
  const child: Json = {};
  define(parent, name, child);
  return child;
}

/** Defined rather than assigned: a path that names `__proto__` stays data. */
function define(parent: Json, name: string, value: unknown): void {
  Object.defineProperty(parent, name, { value, writable: true, enumerable: true, configurable: true });
}
