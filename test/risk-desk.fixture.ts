import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import { packageRoot } from '../src/config.ts';
import { receiveMessage } from '../src/ingest/receive-message.ts';
import { randomDraw } from '../src/risk/random-draw.ts';
import { checkStatement } from '../src/risk/registry/registry-record.ts';
import { type GraphQLAnswer, startTestHub, type TestHub } from '../src/server/hub.fixture.ts';
import { judgingOf } from '../src/server/judging.ts';
import { assessDue } from '../src/server/risk-assessor.ts';
import { findSamples } from '../src/server/sample-files.ts';
import { issueToken } from '../src/server/token-issuer.ts';
import { loadEntries } from '../src/store/registry-store.ts';

export const UCR = '6CN91120113MA0014257G-A13014';

export let hub: TestHub;

export async function startDesk(): Promise<void> {
  hub = await startTestHub();
}

/** Sends samples by their names, and lets the assessor work. */
export async function told(wanted: RegExp): Promise<void> {
  const { ingest, partners } = hub.services;
  const trusting = { ...ingest, verify: async () => 'ABSENT' as const };
  for (const { path, partner, feed } of findSamples(join(packageRoot, 'partners'))) {
    const profile = partners.get(partner)?.mapping;
    if (!profile || !wanted.test(basename(path))) continue;
    await receiveMessage(trusting, { feed, bytes: readFileSync(path), profile });
  }
  await withoutDraws();
  await assessDue(judgingOf(hub.services));
}

/** Risk control instructs that it be opened: who was assessed by that register is assessed anew. */
export async function instructed(subject: string): Promise<void> {
  const body = { kind: 'MUST', channel: 'MANUAL_INSPECTION', reason: 'tip' };
  const checked = checkStatement({
    ...{ register: 'INSTRUCTION', subject, body, reason: 'tip' },
    ...{ validFrom: new Date('2026-01-01T00:00:00Z'), validTo: null },
  });
  if ('fault' in checked) throw new Error(checked.fault);
  const decided = { proposer: 'tan.mei', approver: 'lim.wei', at: new Date() };
  await loadEntries(hub.services.sql, [checked.statement], decided);
  expect(await assessDue(judgingOf(hub.services))).toBe(1);
}

export async function ask(whom: string, person: string, query: string, variables = {}): Promise<GraphQLAnswer> {
  const { signingKey, partners } = hub.services;
  const partner = partners.get(whom);
  if (!signingKey || !partner) throw new Error(`no partner ${whom}`);
  const grant = { partner, purpose: partner.purposes[0], person, ttlSeconds: 60 };
  const { token } = await issueToken(signingKey, grant, new Date());
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

export const officer = (query: string, variables = {}) => ask('sg-customs', 'tan.mei', query, variables);

export interface Kept {
  readonly id: string;
  readonly country: string;
  readonly packHash: string;
  readonly assessment: { readonly channel: string; readonly firedRules: readonly { readonly rule: string }[] };
  readonly officerOrder: { readonly reasonCode: string; readonly orderedBy: string } | null;
}

export async function kept(): Promise<{ id: string; assessments: readonly Kept[]; channel: string }> {
  const query = `{ consignment(where: {ucr: "${UCR}"}) { id risk { channel } assessments { totalCount nodes {
    id country packHash contextHash officerOrder { reasonCode text orderedBy message } assessment { channel firedRules { rule } } } } } }`;
  const { data, errors } = await officer(query);
  if (!data) throw new Error(JSON.stringify(errors));
  const { id, risk, assessments } = data.consignment as {
    id: string;
    risk: { channel: string };
    assessments: { nodes: Kept[] };
  };
  return { id, channel: risk.channel, assessments: assessments.nodes };
}

export interface Told {
  readonly type: string;
  readonly channel: string;
  readonly previousChannel: string | null;
  readonly decidedFor: string;
}

export async function news(whom: string): Promise<readonly Told[]> {
  const query = `{ events(first: 100, filter: {types: [RISK_ASSESSED, CHANNEL_DECIDED, CHANNEL_RAISED, CHANNEL_LOWERED],
    consignment: {ucr: "${UCR}"}}) { nodes { type channel previousChannel decidedFor } } }`;
  const { data, errors } = await ask(whom, 'jo', query);
  if (!data) throw new Error(JSON.stringify(errors));
  return (data.events as { nodes: Told[] }).nodes.toReversed();
}

export const RECORD = `mutation ($input: InspectionInput!) { recordInspection(input: $input) { number result recognisedFrom { name } } }`;
export const inspect = (consignment: string, number: string, result: string, containers: readonly string[] = []) =>
  officer(RECORD, {
    input: { consignment, number, result, containers, method: 'NII_H986', performedAt: new Date().toISOString() },
  });
export const LOWER = `mutation ($input: LowerChannelInput!) { lowerChannel(input: $input) { channel } }`;
export const lowering = (consignment: string, channel = 'DOCUMENT_CHECK') => ({
  input: {
    consignment,
    channel,
    reasonCode: 'PARTNER_CONTROL_RECOGNISED',
    text: 'Images of the loading port were reviewed.',
  },
});

/** A seed under which none of the consignments is drawn: chance has no place in these tests. */
export async function withoutDraws(): Promise<void> {
  const rows = await hub.services.sql<{ id: string }[]>`select id from consignment`;
  for (let n = 0; ; n++) {
    const seed = `seed ${n}`;
    if (rows.some(({ id }) => randomDraw(seed, id) < 0.5)) continue;
    Object.assign(hub.services, { sealedSeeds: { seedOf: () => seed } });
    return;
  }
}

export const types = (all: readonly Told[], country = 'SG') =>
  all.filter(each => each.decidedFor === country).map(each => `${each.type} ${each.channel}`);
