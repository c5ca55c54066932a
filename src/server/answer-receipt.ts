import { createHash } from 'node:crypto';
import { type ExecutionResult, OperationTypeNode } from 'graphql';
import type { AuditDraft, DisclosureOperation } from '../audit/audit-entry.ts';
import { summarizeAnswer } from '../audit/summarize-answer.ts';
import { CorridorError } from '../errors.ts';
import type { DisclosureSubject, DisclosureSummary } from '../policy/disclosure-collector.ts';
import { consignmentKey } from '../resolvers/global-id.ts';
import { isAuthenticated } from './caller.ts';
import type { HubServices } from './hub-services.ts';
import { readerOf } from './reader.ts';
import { reportUnexpected } from './report-unexpected.ts';
import type { ServedContext } from './serve-context.ts';

/** One answer that is about to leave. */
export interface Answer {
  readonly context: Pick<ServedContext, 'caller' | 'now' | 'disclosures'>;
  readonly type: OperationTypeNode;
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly result: ExecutionResult;
  /** By what way it leaves, where its type does not say. */
  readonly leavesAs?: DisclosureOperation | undefined;
}

const OPERATIONS: Readonly<Record<OperationTypeNode, DisclosureOperation>> = {
  [OperationTypeNode.QUERY]: 'query',
  [OperationTypeNode.MUTATION]: 'mutation',
  [OperationTypeNode.SUBSCRIPTION]: 'subscribe',
};

/** What every delivery of a stream carries besides what it delivers. */
const DELIVERY = /^\w+\.(kind|cursor)$/;

/** Writes the receipt of an answer before it leaves (law 4.7). Answers why the answer must not leave, where it must not. */
export async function writeReceipt(
  { auditLog, logger }: Pick<HubServices, 'auditLog' | 'logger'>,
  answer: Answer,
): Promise<CorridorError | undefined> {
  const draft = draftOf(answer);
  if (!draft) return undefined;
  try {
    await auditLog.record(draft);
    return undefined;
  } catch (error) {
    return error instanceof CorridorError ? error : reportUnexpected(logger, error);
  }
}

/** An answer that tells nothing of anybody, such as a heartbeat or the schema's description, needs no receipt. */
function draftOf({ context, type, query, operationName, result, leavesAs }: Answer): AuditDraft | undefined {
  if (!isAuthenticated(context.caller)) return undefined;
  const { subjects, told } = disclosed(context, result);
  const isPlumbing = type === OperationTypeNode.SUBSCRIPTION && pathsOf(told).every(path => DELIVERY.test(path));
  if (subjects.length === 0 && (told.length === 0 || isPlumbing)) return undefined;
  const { caller, now } = context;
  return {
    ...readerOf(caller),
    operation: leavesAs ?? OPERATIONS[type],
    ...(operationName ? { operationName } : {}),
    query: createHash('sha256').update(query).digest('hex'),
    subjects,
    told,
    answers: 1,
    errors: result.errors?.length ?? 0,
    at: now.toISOString(),
  };
}

/** What no agreement decides on, such as rules, places and queues, is told by the shape of the answer. */
function disclosed({ disclosures }: Answer['context'], { data }: ExecutionResult): DisclosureSummary {
  if (!disclosures.isEmpty) return disclosures.summary();
  const { subjects, told } = summarizeAnswer(data);
  return { told, subjects: subjects.flatMap(({ id, origins }) => consignmentOf(id, origins)) };
}

function pathsOf(told: DisclosureSummary['told']): string[] {
  return told.flatMap(({ counts }) => Object.keys(counts));
}

function consignmentOf(id: string, origins: readonly string[]): DisclosureSubject[] {
  const key = consignmentKey(id);
  return key === undefined ? [] : [{ id: key, origins }];
}
