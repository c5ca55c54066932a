import { CorridorError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { OperationRequest } from './operation.ts';

const HASH = /^(?:sha256:)?([0-9a-f]{64})$/i;

/** The query of a request: as it was sent, or the partner's document that it names instead. */
export function queryOf(request: OperationRequest, { partner }: Pick<Caller, 'partner'>): unknown {
  const named = documentNamedBy(request);
  if (request.query !== undefined || named === undefined) return request.query;
  const document = partner?.documents.get(named);
  if (document !== undefined) return document;
  // The words by which clients of automatic persisted queries know to send the text.
  throw new CorridorError('NOT_FOUND', 'fix-query', 'PersistedQueryNotFound', { documentId: `sha256:${named}` });
}

/** `documentId` (GraphQL over HTTP, persisted documents) or `extensions.persistedQuery.sha256Hash` (automatic persisted queries). */
export function documentNamedBy({ documentId, extensions }: OperationRequest): string | undefined {
  const persisted = memberOf(extensions, 'persistedQuery');
  const name = documentId ?? memberOf(persisted, 'sha256Hash');
  return typeof name === 'string' ? HASH.exec(name)?.[1]?.toLowerCase() : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
