import { CELLS } from '../policy/cells.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Deeper fields are granted by what is above them, or written by hand. */
const DEEPEST = 3;

/** By type of the graph, the fields that a grant can name, as it names them; the shorter first. */
function grantableFields(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { steps } of CELLS)
    steps.forEach(({ type }, from) => {
      const paths = steps.slice(from, from + DEEPEST).map((_, i) =>
        steps
          .slice(from, from + i + 1)
          .map(step => step.field)
          .join('.'),
      );
      found.set(type, new Set([...(found.get(type) ?? []), ...paths]));
    });
  const ordered = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(ordered.map(([type, paths]) => [type, ['*', ...[...paths].sort(byDepth)]]));
}

function byDepth(a: string, b: string): number {
  return a.split('.').length - b.split('.').length || (a < b ? -1 : 1);
}

/**
 * The schema of agreements with what an editor offers for types and fields. `examples` allows and forbids nothing: what a grant may name is
 * decided by the graph, with a reason and the line.
 */
export function withCompletion(schema: Schema & { readonly $defs: Readonly<Record<string, Schema>> }): Schema {
  const fields = grantableFields();
  const { $defs } = schema;
  const offered = [...fields].map(([type, paths]) => ({
    if: { type: 'object', properties: { type: { const: type } }, required: ['type'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { type: 'object', properties: { fields: { type: 'array', items: { type: 'string', examples: paths } } } },
  }));
  return {
    ...schema,
    $defs: {
      ...$defs,
      type: { ...$defs.type, examples: [...fields.keys()] },
      grant: { ...$defs.grant, allOf: offered },
    },
  };
}
