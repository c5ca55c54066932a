import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { isJsonObject } from './json-pointer.ts';
import { schemaIssue } from './json-schema-issue.ts';

const MOST_ISSUES = 20;

/**
 * Above this many values only the first error of a document is looked for: a hostile list could otherwise earn millions of
 * error objects before the first is reported.
 */
const MOST_VALUES_FOR_ALL_ERRORS = 20_000;

/** Keywords that only wrap other errors, or say that a branch was taken. */
const SILENT_KEYWORDS = new Set(['if', 'allOf', '$ref', 'not']);

/** `at` is where the checked value stands in its document. */
export type JsonCheck = (document: unknown, at?: string) => readonly FeedIssue[];

/**
 * A check of documents against one schema: draft-07 where `$schema` says so, else 2020-12. Compiled at first use; the
 * check itself never throws on a document. `$id`s are private to each schema, so two may share one.
 */
export function compileJsonSchema(schema: object): JsonCheck {
  let all: ValidateFunction | undefined;
  let first: ValidateFunction | undefined;
  return (document, at = '') => {
    const large = countsOver(document, MOST_VALUES_FOR_ALL_ERRORS);
    if (large) first ??= compile(schema, false);
    else all ??= compile(schema, true);
    const validate = large ? first : all;
    if (!validate || validate(document)) return [];
    return withoutBranches(validate.errors ?? [])
      .slice(0, MOST_ISSUES)
      .map(error => schemaIssue(error, at));
  };
}

function compile(schema: object, allErrors: boolean): ValidateFunction {
  const options: Options = {
    allErrors,
    verbose: true,
    strictTypes: false,
    strictRequired: false,
    formats: fullFormats,
  };
  const draft = (schema as { $schema?: unknown }).$schema;
  const ajv = typeof draft === 'string' && draft.includes('draft-07') ? new Ajv(options) : new Ajv2020(options);
  return ajv.compile(schema);
}

/** A failed choice is one error: what its branches each miss is told only where the choice has a single branch. */
function withoutBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf');
  return errors.filter(
    error =>
      !SILENT_KEYWORDS.has(error.keyword) &&
      !choices.some(choice => error.schemaPath.startsWith(`${choice.schemaPath}/`)),
  );
}

function countsOver(document: unknown, limit: number): boolean {
  const waiting: unknown[] = [document];
  let seen = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    const children = Array.isArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
    seen += 1 + children.length;
    if (seen > limit) return true;
    waiting.push(...children);
  }
  return false;
}
