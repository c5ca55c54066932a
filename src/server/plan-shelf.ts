import type { GraphQLSchema } from 'graphql';
import { documentHash } from './admit-request.ts';
import type { Caller } from './caller.ts';
import { type OperationPlan, planOf } from './operation-plan.ts';

export interface PlanShelfLimits {
  /** Plans of documents that partners have listed. */
  readonly listed: number;
  /** Plans of documents that were sent at least twice. */
  readonly sent: number;
  /** Documents of which it is remembered that they were sent once. */
  readonly seen: number;
  /** Characters of a document beyond which none is kept. */
  readonly length: number;
}

const LIMITS: PlanShelfLimits = { listed: 2_000, sent: 500, seen: 5_000, length: 20_000 };

/** A document that nothing can be compiled of is remembered as such. */
type Known = OperationPlan | 'none';

/**
 * What was worked out of documents. Those that partners have listed stand apart from those that are merely sent: whoever sends ever new
 * documents, evicts no partner's. Of a document that is sent once nothing is made.
 */
export class PlanShelf {
  readonly #schema: GraphQLSchema;
  readonly #limits: PlanShelfLimits;
  readonly #listed = new Map<string, Known>();
  readonly #sent = new Map<string, Known>();
  readonly #seen = new Set<string>();

  constructor(schema: GraphQLSchema, limits: Partial<PlanShelfLimits> = {}) {
    this.#schema = schema;
    this.#limits = { ...LIMITS, ...limits };
  }

  /** The plan of a document, if it is worth one and can have one. */
  planFor(
    query: string,
    operationName: string | undefined,
    { partner }: Pick<Caller, 'partner'>,
  ): OperationPlan | undefined {
    if (query.length > this.#limits.length) return undefined;
    const key = operationName === undefined ? query : `${operationName}\n${query}`;
    const found = this.#listed.get(key) ?? touched(this.#sent, key) ?? this.#make(key, query, operationName, partner);
    return found === 'none' ? undefined : found;
  }

  #make(key: string, query: string, operationName: string | undefined, partner: Caller['partner']): Known | undefined {
    const isListed = partner !== undefined && partner.documents.size > 0 && partner.documents.has(documentHash(query));
    if (!isListed && !this.#wasSeen(key)) return undefined;
    const made = planOf(this.#schema, query, operationName) ?? 'none';
    if (isListed) keep(this.#listed, key, made, this.#limits.listed);
    else keep(this.#sent, key, made, this.#limits.sent);
    return made;
  }

  #wasSeen(key: string): boolean {
    const hash = documentHash(key);
    if (this.#seen.delete(hash)) return true;
    if (this.#seen.size >= this.#limits.seen) this.#seen.clear();
    this.#seen.add(hash);
    return false;
  }
}

/** The longest unused goes first. */
function keep(known: Map<string, Known>, key: string, made: Known, most: number): void {
  const [oldest] = known.keys();
  if (known.size >= most && oldest !== undefined) known.delete(oldest);
  known.set(key, made);
}

function touched(known: Map<string, Known>, key: string): Known | undefined {
  const found = known.get(key);
  if (found === undefined) return undefined;
  known.delete(key);
  known.set(key, found);
  return found;
}
