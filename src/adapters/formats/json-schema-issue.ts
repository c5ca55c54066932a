import type { ErrorObject } from 'ajv';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { childPointer } from './json-pointer.ts';

interface Wording {
  readonly message: string;
  readonly remedy: string;
  readonly pointer?: string;
}

/** One error of ajv in plain language, at the RFC 6901 pointer of the offending value. */
export function schemaIssue(error: ErrorObject, document: string): FeedIssue {
  const at = document + error.instancePath;
  const { message, remedy, pointer = at } = wordingOf(error, at);
  return { code: 'SCHEMA', severity: 'ERROR', position: { kind: 'POINTER', pointer }, message, remedy };
}

/** A value as people read it in a message: short, and never a whole subtree. */
export function shownValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return String(value);
  return value.length > 60 ? `"${value.slice(0, 60)}…"` : `"${value}"`;
}

interface Subject {
  readonly where: string;
  readonly shown: string;
  readonly at: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The innermost schema that refused. */
  readonly schema: Readonly<Record<string, unknown>>;
}

const missing = ({ where, params }: Subject): Wording => ({
  message: `${where} lacks the mandatory member "${params.missingProperty}"`,
  remedy: `Send "${params.missingProperty}".`,
});

const unknownMember = ({ where, at, params }: Subject): Wording => {
  const name = String(params.additionalProperty ?? params.unevaluatedProperty);
  return {
    message: `${where} has the unknown member ${shownValue(name)}`,
    remedy: 'Leave the member out, or spell its name as the standard does.',
    pointer: childPointer(at, name),
  };
};

const notInList = ({ where, shown, params }: Subject): Wording => ({
  message: `${where} is ${shown}, which is not in the code list`,
  remedy: `Send one of: ${[params.allowedValues ?? params.allowedValue].flat().map(String).join(', ')}.`,
});

/** A schema says in `description` what a pattern means, and shows one of its `examples`. */
const wrongForm = ({ where, shown, params, schema }: Subject): Wording => {
  const form = schema.description ?? `of the form ${params.pattern ?? params.format}`;
  const example = [schema.examples ?? []].flat()[0];
  return {
    message: `${where} is ${shown}, which is not ${form}`,
    remedy: example === undefined ? `Send what is ${form}.` : `Send it like ${example}.`,
  };
};

const noChoice = ({ where, shown }: Subject): Wording => ({
  message: `${where} is ${shown} that matches none of the forms that the standard allows here`,
  remedy: 'Send one of the forms of the standard, with all its mandatory members.',
});

const wrongType = ({ where, shown, params }: Subject): Wording => {
  const expected = [params.type].flat().join(' or ');
  return { message: `${where} is ${shown}, expected ${expected}`, remedy: `Send a value of type ${expected}.` };
};

const WORDINGS = new Map<string, (subject: Subject) => Wording>([
  ['required', missing],
  ['dependentRequired', missing],
  ['additionalProperties', unknownMember],
  ['unevaluatedProperties', unknownMember],
  ['type', wrongType],
  ['enum', notInList],
  ['const', notInList],
  ['pattern', wrongForm],
  ['format', wrongForm],
  ['oneOf', noChoice],
  ['anyOf', noChoice],
]);

function wordingOf(error: ErrorObject, at: string): Wording {
  const where = at === '' ? 'the document' : at;
  const subject = { where, shown: shownValue(error.data), at, params: error.params, schema: error.parentSchema ?? {} };
  return (
    WORDINGS.get(error.keyword)?.(subject) ?? {
      message: `${where} is ${subject.shown}: it ${error.message ?? 'is not allowed here'}`,
      remedy: 'Send a value within the limits of the standard.',
    }
  );
}
