import { execute, type GraphQLSchema, parse } from 'graphql';
import { CorridorError } from '../errors.ts';
import type { PartReader } from '../joining/partner-subgraph.ts';
import type { Representation } from '../joining/told-answer.ts';
import { type Partner, partnerAccessKeys } from '../partners/partner.ts';
import type { StatedRow } from '../policy/row-condition.ts';
import type { ViewerPolicy } from '../policy/viewer-policy.ts';
import { consignmentKey } from '../resolvers/global-id.ts';
import { statedRows } from '../store/stated-rows.ts';
import { writeReceipt } from './answer-receipt.ts';
import type { Caller } from './caller.ts';
import type { HubServices } from './hub-services.ts';
import { createContext, type ServedContext } from './serve-context.ts';

const NAMED = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename
  ... on Consignment { id ucr }
  ... on TransportEquipment { number consignments { id } }
  ... on Voyage { id } ... on Place { id } ... on Party { id }
} }`;
const namedDocument = parse(NAMED);

type Entity = Readonly<Record<string, unknown>> & {
  readonly __typename?: string;
  readonly consignments?: readonly unknown[];
};

interface Reading {
  readonly services: HubServices;
  /** The subgraph that looks entities up by any of their keys. */
  readonly lookup: GraphQLSchema;
  readonly context: ServedContext;
}

/** One request of one reader, as a partner's subgraph is asked in it. */
export function partReader({ services, lookup, context }: Reading, partner: Partner): PartReader {
  const { policy, disclosures } = context;
  const ids = new Map<string, string>();
  const rows = new Map<string, StatedRow>();
  const idOf = (of: Representation) => ids.get(JSON.stringify(of));
  return {
    seesAny: seesAnyOf(policy, partner.id),
    keyed: policy.keyed,
    decide: (cell, of) => policy.decideJoined(partner.id, cell, rowOf(of, of && rows.get(idOf(of) ?? ''))),
    mayBeNamed: async representations => {
      const found = await shownTo(partner, representations, { services, lookup });
      for (const [i, each] of representations.entries()) {
        const id = found[i]?.__typename === 'Consignment' ? consignmentKey(String(found[i]?.id)) : undefined;
        if (id !== undefined) ids.set(JSON.stringify(each), id);
      }
      for (const [id, stated] of await statedRows(
        context.sql,
        [...new Set(ids.values())],
        undefined,
        context.policy.asksAge,
      ))
        for (const row of stated) if (row.origin === partner.id) rows.set(id, row);
      return found.map(each => each !== undefined);
    },
    told: (fields, of) => {
      if (fields.length === 0) return;
      for (const each of of) {
        const id = idOf(each);
        if (id !== undefined) disclosures.subject(id, [partner.id]);
      }
      disclosures.read(`joined/${partner.id}/${asked++}`, (_selected, table) => table.told(fields));
    },
  };
}

/** Each part that is asked is read once. */
let asked = 0;

function seesAnyOf(policy: ViewerPolicy, origin: string): boolean {
  return policy.seesAll || policy.isOwn(origin) || policy.agreements.some(each => each.from === origin);
}

/** What is no consignment has no row: what an agreement says of its rows is about consignments. */
function rowOf(of: Representation | undefined, row: StatedRow | undefined): StatedRow | 'none' | undefined {
  return of?.__typename === 'Consignment' ? row : 'none';
}

/**
 * What the partner itself may see of the things that it would be asked about. What it may not see is not named to it: a question tells as
 * much as an answer. Naming what it may see is a reading of its own, with a receipt.
 */
async function shownTo(
  partner: Partner,
  representations: readonly Representation[],
  { services, lookup }: Pick<Reading, 'services' | 'lookup'>,
): Promise<readonly (Entity | undefined)[]> {
  const contextValue = createContext(services, callerFor(partner));
  const result = await execute({
    schema: lookup,
    document: namedDocument,
    variableValues: { representations },
    contextValue,
  });
  const refusal = await writeReceipt(services, { context: contextValue, type: 'query' as never, query: NAMED, result });
  if (refusal) throw new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', 'the receipt could not be written');
  const found = (result.data?._entities ?? []) as readonly (Entity | null)[];
  return representations.map((of, i) => {
    const entity = found[i];
    if (!entity || !matches(entity, of)) return undefined;
    return entity.__typename === 'TransportEquipment' && !entity.consignments?.length ? undefined : entity;
  });
}

/** It is named by what it is shown of it: a key that is withheld from it is not sent. */
function matches(entity: Entity, of: Representation): boolean {
  return Object.entries(of).every(([name, value]) => !['ucr', 'number'].includes(name) || entity[name] === value);
}

const HOUR_MS = 3_600_000;

function callerFor(partner: Partner): Caller {
  const { id, country, subgraph } = partner;
  const purpose = subgraph?.declaration.purpose ?? '';
  return {
    viewer: { sees: 'OWN', partner: id, country, purpose, accessKeys: partnerAccessKeys(partner) },
    sub: '',
    client: 'corridor-joined-subgraph',
    scopes: new Set(['graph:query']),
    partner,
    expiresAt: new Date(Date.now() + HOUR_MS),
  };
}
