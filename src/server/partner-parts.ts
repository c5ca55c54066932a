import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { contentHash } from '../consignment/canonical-json.ts';
import { CorridorError } from '../errors.ts';
import { PartnerCall } from '../joining/partner-call.ts';
import { PartnerSubgraph } from '../joining/partner-subgraph.ts';
import type { Partner } from '../partners/partner.ts';
import type { DeclaredSubgraph } from '../partners/subgraph-file.ts';
import type { HubServices } from './hub-services.ts';
import { partReader } from './part-reader.ts';
import type { ServedContext } from './serve-context.ts';
import type { FederatedRequest } from './supergraph.ts';

/** A partner that declares a subgraph of its own. */
export type Joining = Partner & { readonly subgraph: DeclaredSubgraph };

export function isJoining(partner: Partner): partner is Joining {
  return partner.subgraph !== undefined;
}

/** Of all that a declaration says, and of the schema that it accepts. */
export function subgraphDigest({ subgraph: { declaration, sdl } }: Joining): string {
  return contentHash([declaration, sdl]);
}

interface Part {
  readonly digest: string;
  readonly sdl: string;
  readonly call: PartnerCall;
  readonly subgraph: PartnerSubgraph;
}

/**
 * What asks each joined partner: its slots, its circuit, its kept connections, what it said last. One that is declared as before stays as it
 * is; one that is declared otherwise begins anew.
 */
export class PartnerParts {
  readonly #servicesOf: () => HubServices;
  readonly #parts = new Map<string, Part>();

  constructor(servicesOf: () => HubServices) {
    this.#servicesOf = servicesOf;
  }

  put(joining: Joining, served: GraphQLSchema): void {
    const { id, subgraph } = joining;
    const digest = subgraphDigest(joining);
    const known = this.#parts.get(id);
    if (known?.digest === digest) return;
    known?.call.close();
    const call = new PartnerCall(subgraph);
    const { declaration, sdl } = subgraph;
    const asked = new PartnerSubgraph({ id, declaration, schema: served, call });
    this.#parts.set(id, { digest, sdl, call, subgraph: asked });
  }

  keepOnly(ids: ReadonlySet<string>): void {
    for (const [id, { call }] of this.#parts) {
      if (ids.has(id)) continue;
      call.close();
      this.#parts.delete(id);
    }
  }

  /** An operation that was planned before the partner's schema was another, or the partner gone, gets nothing of it. */
  async ask(
    { id, subgraph: { sdl } }: Joining,
    request: FederatedRequest,
    lookup: GraphQLSchema,
    context: ServedContext,
  ): Promise<ExecutionResult> {
    const services = this.#servicesOf();
    const partner = services.partners.get(id);
    const part = this.#parts.get(id);
    if (!partner || part?.sdl !== sdl)
      throw new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', `${id} has another schema now: ask again`);
    return part.subgraph.execute(request, partReader({ services, lookup, context }, partner));
  }

  close(): void {
    this.keepOnly(new Set());
  }
}
