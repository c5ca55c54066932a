import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../resolvers/request-context.ts';
import { selectedPaths } from '../resolvers/selected-cells.ts';

/** What the answer says of what is not in it, or not as it was stated (law 4.5). Each path once. */
export interface DisclosureExtensions {
  readonly withheld?: readonly { readonly path: string; readonly reason: string; readonly agreement: string }[];
  readonly transformed?: readonly { readonly path: string; readonly transform: string; readonly agreement: string }[];
}

/** Names to the collector of the request what its operation selects. Without it everything read would count as shown. */
export function nameSelection(schema: GraphQLSchema, document: DocumentNode, { disclosures }: RequestContext): void {
  disclosures.select(selectedPaths(schema, document));
}

/** Undefined where the reader sees all, or where nothing was withheld or changed. */
export function disclosureExtensions({ policy, disclosures }: RequestContext): DisclosureExtensions | undefined {
  if (policy.seesAll) return undefined;
  const silent = new Set(policy.agreements.filter(each => each.withheld === 'silent').map(each => each.id));
  const withheld = new Map<string, NonNullable<DisclosureExtensions['withheld']>[number]>();
  const transformed = new Map<string, NonNullable<DisclosureExtensions['transformed']>[number]>();
  for (const { counts, outcome, agreement = '', reason = '' } of disclosures.summary().told) {
    if (outcome === 'CLEAR' || (outcome === 'WITHHELD' && silent.has(agreement))) continue;
    for (const path of Object.keys(counts)) {
      if (outcome === 'WITHHELD') withheld.set(`${path} ${agreement} ${reason}`, { path, reason, agreement });
      else transformed.set(`${path} ${agreement}`, { path, transform: outcome.toLowerCase(), agreement });
    }
  }
  if (withheld.size === 0 && transformed.size === 0) return undefined;
  return {
    ...(withheld.size > 0 && { withheld: sorted(withheld) }),
    ...(transformed.size > 0 && { transformed: sorted(transformed) }),
  };
}

function sorted<T>(found: ReadonlyMap<string, T>): T[] {
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
