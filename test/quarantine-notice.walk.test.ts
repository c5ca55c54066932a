import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { packageRoot } from '../src/config.ts';
import { findSamples } from '../src/server/sample-files.ts';
import { type CaseHub, startCaseHub } from './case-hub.fixture.ts';

let hub: CaseHub;
beforeAll(async () => {
  hub = await startCaseHub(/export-b0[45]\.|coarri-load-040n-sin|ovs-|schedule-|iftsai-.*040n|-040n-sin/);
}, 240_000);
afterAll(() => hub?.stop());

const VOYAGE = `{ voyagesOfVessel(imo: "2000248") { number calls { place { unlocode } quarantine {
  scope measures reason issuedAt { instant } source { partner } } } } }`;

interface Call {
  readonly quarantine: readonly { readonly scope: readonly string[]; readonly measures: readonly string[] }[];
}

async function callsOf(number: string): Promise<readonly Call[]> {
  const { data, errors } = await hub.askAs('cn-customs-tianjin', 'health-quarantine', VOYAGE);
  expect(errors).toBeUndefined();
  const voyages = (data as { voyagesOfVessel: { number: string; calls: Call[] }[] }).voyagesOfVessel;
  return voyages.find(each => each.number === number)?.calls ?? [];
}

const sample = (name: RegExp) => {
  const found = findSamples(join(packageRoot, 'partners')).find(({ path }) => name.test(basename(path)));
  if (!found) throw new Error(`no sample ${name}`);
  return readFileSync(found.path, 'utf8');
};

test('a notice of the partner flags the calls of the ship, reaches who listens, and is lifted by its withdrawal', async () => {
  expect((await callsOf('040N')).flatMap(each => each.quarantine)).toEqual([]);
  const listening = new AbortController();
  const query =
    'subscription { consignmentEvents(filter: { types: [QUARANTINE_NOTICE] }) { kind event { type source { partner } } } }';
  const stream = await fetch(`${hub.url}/graphql/stream`, {
    method: 'POST',
    signal: listening.signal,
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: `Bearer ${await hub.tokenFor('cn-customs-tianjin', 'health-quarantine')}`,
    },
    body: JSON.stringify({ query }),
  });
  let heard = '';
  const reading = (async () => {
    for await (const bytes of stream.body ?? []) heard += new TextDecoder().decode(bytes);
  })().catch(() => undefined);

  const receipt = await hub.send('sg-customs', 'partner', sample(/share-quarantine-040n\.json/));
  expect(receipt.status).toBe('ACCEPTED');
  const flagged = await callsOf('040N');
  expect(flagged.length).toBeGreaterThan(0);
  expect(flagged.at(-1)?.quarantine).toEqual([
    expect.objectContaining({
      scope: ['VESSEL', 'CREW'],
      measures: ['BOARDING_INSPECTION', 'CREW_CONFINED'],
      source: { partner: 'sg-customs' },
    }),
  ]);
  await vi.waitFor(() => expect(heard).toContain('"type":"QUARANTINE_NOTICE"'), { timeout: 30_000, interval: 50 });
  listening.abort();
  await reading;

  await hub.send('sg-customs', 'partner', sample(/share-quarantine-040n-goods/));
  expect((await callsOf('040N')).at(-1)?.quarantine.map(each => each.scope)).toEqual([['VESSEL', 'CREW', 'GOODS']]);
  await hub.send('sg-customs', 'partner', sample(/share-quarantine-040n-withdrawn/));
  expect((await callsOf('040N')).flatMap(each => each.quarantine)).toEqual([]);
}, 120_000);
