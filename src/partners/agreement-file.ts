import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { LineCounter, parseDocument } from 'yaml';
import { packageRoot } from '../config.ts';
import { canonicalJson } from '../consignment/canonical-json.ts';
import { CELLS, cellsNamed, closeness } from '../policy/cells.ts';
import type { RowCondition } from '../policy/row-condition.ts';
import type { AgreementExample, Grant, SharingAgreement } from '../policy/sharing-agreement.ts';
import { CLEAR, isLegal, type Period, type Transform } from '../policy/transform.ts';
import { durationMs } from './duration-ms.ts';
import type { JoinedNamesOf } from './joined-names.ts';
import { lineOfPath } from './yaml-line.ts';

/** What is wrong with an agreement's file, and where. */
export interface AgreementProblem {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

export interface AgreementSignature {
  readonly by: string;
  readonly jws: string;
}

export interface AgreementFile {
  readonly agreement: SharingAgreement;
  readonly signatures: readonly AgreementSignature[];
  /** Canonical JSON of the content without signatures (RFC 8785): what is signed. */
  readonly payload: string;
}

interface Written {
  agreement: string;
  version: number;
  from: string;
  to: string[];
  purposes: string[];
  operations: SharingAgreement['operations'];
  valid: { from: string; until: string };
  rows?: { Consignment?: WrittenCondition };
  grants: WrittenGrant[];
  deny?: { type: string; fields: string[] }[];
  onward?: { to: string[]; grants: string[]; maxAge?: string };
  under?: string;
  withheld?: 'explicit' | 'silent';
  deleteAfter?: string;
  evidence?: { retain?: string };
  examples?: Omit<AgreementExample, 'line'>[];
  signatures?: AgreementSignature[];
}
interface WrittenGrant {
  id: string;
  type: string;
  fields?: string[];
  when?: WrittenCondition;
  transform?: WrittenTransform;
  aggregate?: { count: string[]; minGroup: number };
}
type WrittenTransform =
  | 'clear'
  | 'mask'
  | 'withhold'
  | { mask: { keep: number } }
  | { hmac: string }
  | { band: number[] | Period };
type WrittenCondition = Readonly<Record<string, unknown>>;

let validate: ValidateFunction<Written> | undefined;

/** The published schema, by which editors complete and this reader refuses. */
function schemaCheck(): ValidateFunction<Written> {
  if (!validate) {
    const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
    addFormats.default(ajv, ['date-time']);
    const schema = JSON.parse(readFileSync(join(packageRoot, 'partners', 'agreement.schema.json'), 'utf8'));
    validate = ajv.compile<Written>(schema);
  }
  return validate;
}

/** Reads one file, or says all that is wrong with it. Nothing that is not understood is let through (law 4.1). */
export function readAgreement(
  file: string,
  text: string,
  joinedOf: JoinedNamesOf = () => [],
): { read: AgreementFile } | { problems: readonly AgreementProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const problem = (path: readonly (string | number)[], reason: string): AgreementProblem => ({
    file,
    line: lineOfPath(document, path, lines),
    reason,
  });
  if (document.errors.length > 0) {
    const problems = document.errors.map(error => ({
      file,
      line: lines.linePos(error.pos[0]).line,
      reason: error.message.split('\n')[0] ?? '',
    }));
    return { problems };
  }
  const content: unknown = document.toJS();
  const check = schemaCheck();
  if (!check(content))
    return { problems: reasonsOf(check.errors ?? []).map(({ path, reason }) => problem(path, reason)) };
  const wrong = faultsOf(content, joinedOf(content.from));
  if (wrong.length > 0) return { problems: wrong.map(({ path, reason }) => problem(path, reason)) };
  const { signatures = [], ...signed } = content;
  const payload = canonicalJson(signed);
  const digest = createHash('sha256').update(payload).digest('hex');
  const lineOf = (i: number) => lineOfPath(document, ['examples', i], lines);
  return { read: { agreement: agreementOf(content, digest, lineOf), signatures, payload } };
}

interface Fault {
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

/** Of one place the most telling reason: a branch of `oneOf` that was not meant says nothing. */
function reasonsOf(errors: readonly ErrorObject[]): Fault[] {
  const found = new Map<string, Fault>();
  for (const error of errors) {
    if (['oneOf', 'not', 'if'].includes(error.keyword) && errors.length > 1) continue;
    const path = error.instancePath
      .split('/')
      .slice(1)
      .map(step => (/^\d+$/.test(step) ? Number(step) : step));
    const extra = (error.params as { additionalProperty?: string }).additionalProperty;
    const at = extra === undefined ? path : [...path, extra];
    const reason =
      extra === undefined ? `${path.join('.') || 'the file'} ${error.message}` : `${extra}: there is no such key`;
    if (!found.has(at.join('/'))) found.set(at.join('/'), { path: at, reason });
  }
  return [...found.values()];
}

/** What the schema cannot tell: fields that the graph does not have, transforms that are not legal, an end before the beginning. */
function faultsOf(content: Written, joined: readonly string[]): Fault[] {
  const { valid, grants, deny = [], onward } = content;
  const ids = grants.map(each => each.id);
  return [
    ...(Date.parse(valid.from) < Date.parse(valid.until)
      ? []
      : [{ path: ['valid', 'until'], reason: 'valid.until does not come after valid.from' }]),
    ...grants.flatMap((grant, i) => grantFaults(grant, ['grants', i], joined)),
    ...ids.flatMap((id, i) =>
      ids.indexOf(id) === i ? [] : [{ path: ['grants', i, 'id'], reason: `there are two grants ${id}` }],
    ),
    ...deny.flatMap((each, i) => fieldFaults(each.type, each.fields, ['deny', i], joined)),
    ...(onward?.grants ?? []).flatMap((id, i) =>
      ids.includes(id) ? [] : [{ path: ['onward', 'grants', i], reason: `there is no grant ${id} to pass on` }],
    ),
  ];
}

function grantFaults(
  { type, fields = [], transform, aggregate }: WrittenGrant,
  path: Fault['path'],
  joined: readonly string[],
): Fault[] {
  const counted = aggregate?.count ?? [];
  const made = transformOf(transform);
  const illegal = fields.flatMap((field, i) =>
    cellsNamed(type, field)
      .filter(cell => closeness({ type, path: field }, cell) === 3 && !isLegal(made, cell.kind))
      .slice(0, 1)
      .map(cell => ({ path: [...path, 'fields', i], reason: `${made.kind} is not legal on ${cell.pattern}` })),
  );
  return [
    ...fieldFaults(type, fields, path, joined),
    ...counted.flatMap((each, i) =>
      AGGREGATE_GROUPS.includes(each)
        ? []
        : [{ path: [...path, 'aggregate', 'count', i], reason: `${each} is none of ${AGGREGATE_GROUPS.join(', ')}` }],
    ),
    ...illegal,
  ];
}

/** By what declarations may be counted. */
export const AGGREGATE_GROUPS = ['hsChapter', 'direction', 'country', 'status', 'month'];

const TYPES: ReadonlySet<string> = new Set(CELLS.flatMap(cell => cell.steps.map(step => step.type)));

function fieldFaults(type: string, fields: readonly string[], path: Fault['path'], joined: readonly string[]): Fault[] {
  const own = new Set(joined.filter(each => each.startsWith(`${type}.`)).map(each => each.slice(type.length + 1)));
  if (own.size > 0) own.add('*');
  if (!TYPES.has(type) && own.size === 0)
    return [{ path: [...path, 'type'], reason: `the graph has no type ${type} that can be granted` }];
  return fields.flatMap((field, i) =>
    cellsNamed(type, field).length > 0 || own.has(field.split('.')[0] ?? '')
      ? []
      : [{ path: [...path, 'fields', i], reason: `${type} has no field ${field} that can be granted` }],
  );
}

function agreementOf(content: Written, digest: string, lineOf: (example: number) => number): SharingAgreement {
  const { onward } = content;
  return {
    id: content.agreement,
    version: content.version,
    from: content.from,
    to: content.to,
    purposes: content.purposes,
    operations: content.operations,
    valid: content.valid,
    rows: content.rows?.Consignment && conditionOf(content.rows.Consignment),
    grants: content.grants.map(grantOf),
    deny: content.deny ?? [],
    onward: onward && { to: onward.to, grants: onward.grants, maxAgeMs: durationMs(onward.maxAge) },
    under: content.under,
    deleteAfter: content.deleteAfter,
    retain: content.evidence?.retain,
    withheld: content.withheld ?? 'explicit',
    examples: (content.examples ?? []).map((each, i) => ({ ...each, line: lineOf(i) })),
    digest,
  };
}

function grantOf({ id, type, fields = [], when, transform, aggregate }: WrittenGrant): Grant {
  return { id, type, fields, when: when && conditionOf(when), transform: transformOf(transform), aggregate };
}

function transformOf(written: WrittenTransform | undefined): Transform {
  if (written === undefined || written === 'clear') return CLEAR;
  if (written === 'mask') return { kind: 'mask', keep: 0 };
  if (written === 'withhold') return { kind: 'withhold' };
  if ('mask' in written) return { kind: 'mask', keep: written.mask.keep };
  if ('hmac' in written) return { kind: 'hmac', key: written.hmac };
  const { band } = written;
  return Array.isArray(band)
    ? { kind: 'band', bounds: [...band].sort((a, b) => a - b) }
    : { kind: 'band', period: band };
}

/** A single value stands for a list of one. */
function conditionOf(written: WrittenCondition): RowCondition {
  const entries = Object.entries(written).map(([name, value]) => {
    if (name === 'anyOf' || name === 'allOf') return [name, (value as WrittenCondition[]).map(conditionOf)];
    if (name === 'not') return [name, conditionOf(value as WrittenCondition)];
    if (name === 'involves') return [name, value];
    return [name, Array.isArray(value) ? value : [value]];
  });
  return Object.fromEntries(entries) as RowCondition;
}
