import type { GraphQLField } from 'graphql';

export interface AppliedDirective {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A field, or an argument of one. */
type Described = Pick<GraphQLField<unknown, unknown>, 'extensions'>;

/** The directives of a field, as the builder's plugins keep them. */
export function appliedTo({ extensions }: Described): readonly AppliedDirective[] {
  const { directives = [] } = extensions as {
    directives?: readonly AppliedDirective[] | Readonly<Record<string, AppliedDirective['args']>>;
  };
  if (Array.isArray(directives)) return directives;
  return Object.entries(directives).flatMap(([name, each]) => [each].flat().map(args => ({ name, args })));
}

/** Adds a directive to a field, which its SDL is printed with. */
export function applyTo(field: Described, directive: AppliedDirective): void {
  field.extensions = { ...field.extensions, directives: [...appliedTo(field), directive] };
}
