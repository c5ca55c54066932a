import type { ErrorObject } from 'ajv';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { childPointer } from './json-pointer.ts';

interface Wording {
  readonly message: string;
  readonly remedy: string;
  readonly pointer?: string;
}

/** One error of ajv in plain language, at the RFC 6901 pointer of the offending value. */
export function schemaIssue(error: ErrorObject): FeedIssue {
  const { message, remedy, pointer = error.instancePath } = wordingOf(error);
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

const wrongForm = ({ where, shown, params }: Subject): Wording => ({
  message: `${where} is ${shown}, which is not of the form ${params.pattern ?? params.format}`,
  remedy: `Send it as ${params.pattern ?? params.format}.`,
});

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

function wordingOf(error: ErrorObject): Wording {
  const where = error.instancePath === '' ? 'the document' : error.instancePath;
  const subject = { where, shown: shownValue(error.data), at: error.instancePath, params: error.params };
  return (
    WORDINGS.get(error.keyword)?.(subject) ?? {
      message: `${where} is ${subject.shown}: it ${error.message ?? 'is not allowed here'}`,
      remedy: 'Send a value within the limits of the standard.',
    }
  );
}
