import { Kind } from 'graphql';

/** The directives that are written into a schema element's extensions: a list of {name, args}, or an object by name. */
export function appliedDirectives(element) {
  const directives = element.extensions?.directives ?? [];
  if (Array.isArray(directives)) return directives;
  return Object.entries(directives).flatMap(([name, applied]) => [applied].flat().map(args => ({ name, args })));
}

export function directiveNodes(applied) {
  return applied.map(({ name, args }) => ({
    kind: Kind.DIRECTIVE,
    name: nameNode(name),
    arguments: Object.entries(args ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => ({ kind: Kind.ARGUMENT, name: nameNode(key), value: valueNode(value) })),
  }));
}

function valueNode(value) {
  if (value === null) return { kind: Kind.NULL };
  if (Array.isArray(value)) return { kind: Kind.LIST, values: value.map(valueNode) };
  if (typeof value === 'boolean') return { kind: Kind.BOOLEAN, value };
  if (typeof value === 'string') return { kind: Kind.STRING, value };
  if (typeof value === 'number') return { kind: Number.isInteger(value) ? Kind.INT : Kind.FLOAT, value: String(value) };
  const fields = Object.entries(value).map(([key, each]) => ({
    kind: Kind.OBJECT_FIELD,
    name: nameNode(key),
    value: valueNode(each),
  }));
  return { kind: Kind.OBJECT, fields };
}

function nameNode(value) {
  return { kind: Kind.NAME, value };
}
