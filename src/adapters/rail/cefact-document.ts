import type { MessageGlance } from '../adapter.ts';
import { isJsonObject } from '../formats/json-pointer.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
import { content, contents } from './cefact-json.ts';

const textual = { anyOf: [{ type: ['string', 'number'] }, { type: 'object', required: ['content'] }] };
const texts = { anyOf: [{ $ref: '#/$defs/textual' }, { type: 'array', items: { $ref: '#/$defs/textual' } }] };
const parts = { anyOf: [{ type: 'object' }, { type: 'array', items: { type: 'object' }, minItems: 1 }] };

/** What these readers rely on; everything else the standard allows is let through. */
const SCHEMA = {
  $comment:
    'Reduced from UN/CEFACT Buy-Ship-Pay D23B, JSON Schema 2020-12: MMTContractMaster as used by SMGSConsignmentNote, MMTCIM-SMGSConsignmentNote and MultimodalTransportBooking (github.com/uncefact/spec-JSONschema).',
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['exchangedDocument', 'specifiedConsignment'],
  properties: {
    exchangedDocument: {
      type: 'object',
      properties: { id: texts, typeCode: texts, issueDateTime: textual, purposeCode: texts, versionId: texts },
    },
    specifiedConsignment: parts,
  },
  $defs: { textual },
};

export const checkCefactDocument = compileJsonSchema(SCHEMA);

export function cefactTypeCode(document: unknown): string | undefined {
  return content(document, '/exchangedDocument', 'typeCode') ?? content(document, '/exchangedDeclaration', 'typeCode');
}

/** The guideline that the document says it follows names the message, e.g. `SMGSConsignmentNote`. */
export function cefactGuideline(document: unknown): string {
  const parameter = '/exchangedDocumentContext';
  const names = ['id', 'value'].flatMap(name =>
    contents(document, parameter, 'guidelineSpecifiedDocumentContextParameter', name),
  );
  return [...names, ...contents(document, '/exchangedDocument', 'name')].map(({ value }) => value).join(' ');
}

export function isCefactDocument({ format, json }: MessageGlance): boolean {
  return format === 'JSON' && isJsonObject(json) && 'exchangedDocument' in json && 'specifiedConsignment' in json;
}
