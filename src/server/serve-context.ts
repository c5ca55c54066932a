import { isForCases } from '../assistance/case-purpose.ts';
import { alarmDesk } from '../ingest/alarm-desk.ts';
import { assistanceDesk } from '../ingest/assistance-desk.ts';
import { pastGraph } from '../ingest/past-graph.ts';
import { presentGraph } from '../ingest/present-graph.ts';
import { quarantineDesk } from '../ingest/quarantine-desk.ts';
import { registryClerk } from '../ingest/registry-clerk.ts';
import { DisclosureCollector } from '../policy/disclosure-collector.ts';
import { tableUnder } from '../policy/disclosure-table.ts';
import type { Operation } from '../policy/sharing-agreement.ts';
import { createLoaders } from '../resolvers/loaders.ts';
import type { RequestContext } from '../resolvers/request-context.ts';
import type { WantedParts } from '../resolvers/wanted-parts.ts';
import type { Sql } from '../store/database.ts';
import type { LookUpBatches } from '../store/look-up-batches.ts';
import { type Caller, isOperator } from './caller.ts';
import type { HubServices } from './hub-services.ts';
import { decideLane } from './lane-desk.ts';
import { riskDesk } from './risk-desk.ts';

/** The context of one request, or of one delivery of a stream: its loaders remember nothing from before. */
export interface ServedContext extends RequestContext {
  readonly caller: Caller;
}

/** What is particular to one reading: the snapshot that it reads, or the cursor that it comes back with. */
export interface Reading {
  readonly sql?: Sql | undefined;
  readonly lastEventId?: string | undefined;
  /** What an agreement must allow: a query unless it is a stream. */
  readonly operation?: Operation;
  readonly lookUps?: LookUpBatches | undefined;
  /** What it looks at of consignments, where they are read together with other requests. */
  readonly wanted?: WantedParts;
}

export function createContext(
  services: HubServices,
  caller: Caller,
  { sql = services.sql, lastEventId, operation = 'query', lookUps, wanted }: Reading = {},
): ServedContext {
  const { partners, rulePacks, sealedSeeds, events, agreements } = services;
  const { viewer } = caller;
  const now = new Date();
  const policy = agreements.policyFor(viewer, operation, now);
  const disclosures = new DisclosureCollector(tableUnder(policy));
  const graphs = { past: pastGraph(sql), present: presentGraph(sql, services.refolds) };
  const reading = lookUps && wanted && { lookUps, wanted };
  let loaders = createLoaders(sql, { policy, disclosures }, graphs, reading);
  return {
    caller,
    viewer,
    policy,
    policyOf: each => agreements.policyFor(each, 'query', now),
    disclosures,
    sql,
    steady: sql === services.sql ? services.steady : undefined,
    lookUps,
    partners,
    rulePack: rulePacks.current,
    sealedSeeds,
    registryClerk: clerkOf(services, caller),
    events,
    lastEventId,
    get alarmDesk() {
      return alarmDeskOf(services, caller);
    },
    get webhookDesk() {
      return services.webhookDeskOf(caller);
    },
    get assistanceDesk() {
      return assistanceDeskOf(services, caller);
    },
    get riskDesk() {
      return riskDeskOf(services, caller);
    },
    get laneDesk() {
      return laneDeskOf(services, caller);
    },
    get quarantineDesk() {
      return deskOf(services, caller);
    },
    auditor: caller.scopes.has('audit') ? { origin: caller.partner?.id } : undefined,
    now,
    get loaders() {
      return loaders;
    },
    refresh: () => {
      disclosures.clear();
      loaders = createLoaders(sql, { policy, disclosures }, graphs, reading);
    },
  };
}

/** Alarms are the business of the hub's operators and of partners that feed it; others look. */
function alarmDeskOf(
  { sql, ingest }: HubServices,
  { viewer, scopes, partner, sub }: Caller,
): RequestContext['alarmDesk'] {
  if (viewer.sees === 'ALL')
    return scopes.has('operate') ? alarmDesk(sql, { sender: 'hub', by: viewer.subject }, ingest.now) : undefined;
  const feeds = [...scopes].some(scope => scope.startsWith('feed:'));
  return partner && feeds
    ? alarmDesk(sql, { sender: partner.id, by: sub === '' ? partner.id : `${sub}, ${partner.id}` }, ingest.now)
    : undefined;
}

/** Registers are kept by customs, whose risk they judge; the scope says who of its people may. */
function clerkOf({ sql, ingest }: HubServices, { partner, scopes, sub }: Caller): RequestContext['registryClerk'] {
  if (partner?.kind !== 'customs' || !scopes.has('registry:write') || sub === '') return undefined;
  return registryClerk(sql, { sender: partner.id, by: `${sub}, ${partner.id}` }, ingest.now);
}

/** Cases are between administrations: a customs partner that may send the partner feed, for the purpose that is meant for them. */
function assistanceDeskOf(
  { sql, ingest }: HubServices,
  { viewer, scopes, partner, sub }: Caller,
): RequestContext['assistanceDesk'] {
  if (viewer.sees !== 'OWN' || partner?.kind !== 'customs' || !scopes.has('feed:partner')) return undefined;
  if (!isForCases(viewer.purpose)) return undefined;
  return assistanceDesk(sql, { id: partner.id, accessKeys: viewer.accessKeys, person: sub || partner.id }, ingest.now);
}

const AT_GATES: ReadonlySet<string> = new Set(['customs', 'terminal', 'port']);

/** Gates are of customs, terminals and ports; the machine at the gate is named by its token. */
function laneDeskOf(
  { sql, crossings, ingest }: HubServices,
  { partner, scopes, sub }: Caller,
): RequestContext['laneDesk'] {
  if (!partner || !AT_GATES.has(partner.kind) || !scopes.has('risk:decide')) return undefined;
  const by = sub === '' ? partner.id : `${sub}, ${partner.id}`;
  return { decide: passing => decideLane(passing, by, { sql, crossings, now: ingest.now }) };
}

/** Channels and controls are decided by people of customs; a token without a person decides nothing. */
function riskDeskOf(services: HubServices, { partner, scopes, sub }: Caller): RequestContext['riskDesk'] {
  if (partner?.kind !== 'customs' || !scopes.has('risk:decide') || sub === '') return undefined;
  return riskDesk(services, partner, sub);
}

function deskOf({ ingest, partners }: HubServices, caller: Caller): RequestContext['quarantineDesk'] {
  const { viewer, scopes } = caller;
  if (viewer.sees !== 'ALL' || !isOperator(caller) || !scopes.has('operate')) return undefined;
  return quarantineDesk(ingest, partners, viewer.subject);
}
