import type { EventFact, Fact } from '../../messages/fact.ts';
import type { InspectionFact } from '../../messages/partner-facts.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { readTime } from '../../vocabulary/time.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { elementsAt } from '../formats/json-pointer.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
import { partsOfEach } from '../formats/parts-in-turn.ts';
import schema from './inspection-record.schema.json' with { type: 'json' };

/** After the schema has accepted it. A control of the administration's own; what a partner shares comes in an envelope. */
export interface InspectionRecord {
  readonly inspectionRecord: '1.0';
  readonly number: string;
  readonly authority: string;
  readonly officer?: string | undefined;
  readonly method: InspectionFact['method'];
  readonly result: InspectionFact['result'];
  readonly performedAt: string;
  readonly recordedAt: string;
  readonly place?: string | undefined;
  readonly imageAvailable?: boolean | undefined;
  readonly sealApplied?: string | undefined;
  readonly findings?: string | undefined;
  readonly subject: {
    readonly ucr?: string | undefined;
    readonly declarations?: readonly string[] | undefined;
    readonly bills?: readonly { readonly number: string; readonly issuer?: string | undefined }[] | undefined;
    readonly containers?: readonly string[] | undefined;
  };
}

const check = compileJsonSchema(schema);

/** One record, or a list of them: docs/inspection-record.md. */
export const inspectionRecordAdapter: Adapter = {
  name: 'customs/inspection-record',
  version: 1,
  kind: 'customs',
  recognises: ({ format, jsonKeys }: MessageGlance) =>
    format === 'JSON' && (jsonKeys ?? []).includes('inspectionRecord'),
  read: ({ json }): ReadResult => {
    const records = Array.isArray(json) ? elementsAt(json, '') : [{ pointer: '', value: json }];
    return partsOfEach('Inspection record 1.0', records, ({ pointer, value }) => readRecord(value, pointer));
  },
};

function readRecord(document: unknown, pointer: string): ReadPart {
  const issues = check(document, pointer);
  if (issues.length > 0) return { facts: [], issues };
  const record = document as InspectionRecord;
  const [performedAt, updatedAt] = [readTime(record.performedAt), readTime(record.recordedAt)];
  if (!performedAt || !updatedAt) return { reference: record.number, facts: [], issues: [unreadable(pointer)] };
  return { reference: record.number, facts: factsOf(record, performedAt, updatedAt, pointer), issues: [] };
}

function factsOf(record: InspectionRecord, performedAt: TimeValue, updatedAt: TimeValue, pointer: string): Fact[] {
  const { number, authority, method, result, place, imageAvailable, sealApplied, findings } = record;
  const { ucr, declarations = [], bills = [], containers = [] } = record.subject;
  const equipment = containers.map(box => ({ number: box, seals: [] }));
  const base = {
    position: { kind: 'POINTER', pointer },
    references: [
      ...declarations.flatMap(each => quote('DECLARATION', each)),
      ...quote('UCR_D', ucr),
      ...bills.flatMap(each => quote('BL', each.number, each.issuer)),
      ...quoteEquipment(equipment),
    ],
    key: `INSPECTION|${number}`,
    updatedAt,
  } as const;
  const at = place
    ? { place: { codes: [{ scheme: 'UNLOCODE' as const, value: place }], country: place.slice(0, 2) } }
    : {};
  const inspection: InspectionFact = {
    ...base,
    kind: 'INSPECTION',
    ...{ number, authority, method, result, performedAt, equipment },
    ...at,
    ...(imageAvailable !== undefined && { imageAvailable }),
    ...(sealApplied && { sealApplied }),
    ...(findings && { findings }),
  };
  const event: EventFact = {
    ...base,
    kind: 'EVENT',
    type: 'INSPECTION_RESULT',
    classifier: 'ACT',
    subject: 'GOODS',
    time: performedAt,
    rawCode: result,
    ...at,
  };
  return [inspection, event];
}

function unreadable(pointer: string): ReadPart['issues'][number] {
  return {
    code: 'VALUE',
    severity: 'ERROR',
    position: { kind: 'POINTER', pointer },
    message: 'performedAt or recordedAt is no date and time',
    remedy: 'Send RFC 3339 with an offset.',
  };
}
