import type { Fact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { PassedOn } from '../../messages/passed-on.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { elementsAt, isJsonObject, type Located } from '../formats/json-pointer.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
import { partsOfEach } from '../formats/parts-in-turn.ts';
import { refusal } from './doubt.ts';
import schema from './passed-on-statements.schema.json' with { type: 'json' };

const { statements: _listed, ...ofEnvelope } = schema.properties;
const checkEnvelope = compileJsonSchema({
  ...schema,
  properties: { ...ofEnvelope, statements: { type: 'array' } },
});
const checkStatement = compileJsonSchema({ $schema: schema.$schema, $defs: schema.$defs, $ref: '#/$defs/statement' });

interface Statement extends Omit<PassedOn, 'by'> {
  readonly fact: Omit<Fact, 'position'>;
}

/** What another hub passes on of what others told it: docs/passing-on.md. Each statement stays that of who made it. */
export const passedOnStatementsAdapter: Adapter = {
  name: 'partner/passed-on-statements',
  version: 1,
  kind: 'partner',
  recognises: ({ format, jsonKeys }: MessageGlance) =>
    format === 'JSON' && (jsonKeys ?? []).includes('passedOnStatements'),
  read: readStatements,
};

const TYPE = 'Statements passed on 1.0';

function readStatements({ json }: MessageGlance, profile: MappingProfile): ReadResult {
  const issues = checkEnvelope(json);
  if (issues.length > 0 || !isJsonObject(json)) return { messageType: TYPE, parts: [{ facts: [], issues }] };
  const statements = elementsAt(json, '/statements');
  return partsOfEach(TYPE, statements, each => readStatement(each, profile));
}

function readStatement({ pointer, value }: Located, { sender, passesOn = [] }: MappingProfile): ReadPart {
  const issues = checkStatement(value, pointer);
  if (issues.length > 0) return { facts: [], issues };
  const { fact, origin, agreements, toldAt } = value as Statement;
  const position = { kind: 'POINTER', pointer: `${pointer}/fact` } as const;
  if (!passesOn.includes(origin)) {
    const remedy =
      'The operator of this hub names in the file of the sender whose statements it may pass on: passesOn.';
    const issue = refusal('NOT_PASSED_ON', position, `the sender may not pass on what ${origin} states`, remedy);
    return { facts: [], issues: [issue] };
  }
  return { facts: [{ ...fact, position, passedOn: { origin, by: sender, agreements, toldAt } } as Fact], issues: [] };
}
