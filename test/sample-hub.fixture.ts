import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ALL_ADAPTERS } from '../src/adapters/all-adapters.ts';
import { packageRoot } from '../src/config.ts';
import { createEventStream } from '../src/events/postgres-event-stream.ts';
import { pastGraph } from '../src/ingest/past-graph.ts';
import { presentGraph } from '../src/ingest/present-graph.ts';
import { receiveMessage } from '../src/ingest/receive-message.ts';
import { AgreementDirectory } from '../src/partners/agreement-directory.ts';
import { partnerAccessKeys } from '../src/partners/partner.ts';
import { PartnerDirectory } from '../src/partners/partner-directory.ts';
import { DisclosureCollector } from '../src/policy/disclosure-collector.ts';
import { tableUnder } from '../src/policy/disclosure-table.ts';
import type { Viewer } from '../src/policy/viewer.ts';
import { createLoaders } from '../src/resolvers/loaders.ts';
import type { RequestContext } from '../src/resolvers/request-context.ts';
import type { PartReading } from '../src/resolvers/stored-slices.ts';
import { loadRulePack } from '../src/server/load-rule-pack.ts';
import { pseudonyms } from '../src/server/pseudonyms.ts';
import { findSamples } from '../src/server/sample-files.ts';
import { createTestDatabase } from './test-database.ts';

export const OPERATOR: Viewer = { sees: 'ALL', role: 'operator', subject: 'test' };

/** A hub that has received the sample messages that are not held back, or those of them whose names match. */
export interface SampleHub {
  readonly createContext: (viewer?: Viewer, reading?: PartReading) => RequestContext;
  readonly partnerAsViewer: (id: string) => Viewer;
  readonly close: () => Promise<void>;
}

export async function openSampleHub(now: Date, wanted = /./): Promise<SampleHub> {
  const folder = join(packageRoot, 'partners');
  const partners = new PartnerDirectory(folder);
  const rulePack = loadRulePack(join(packageRoot, 'rules'));
  const { sql, drop } = await createTestDatabase();
  const samples = findSamples(folder).filter(({ held, path }) => !held && wanted.test(basename(path)));
  for (const { path, feed, partner } of samples) {
    const profile = partners.get(partner)?.mapping;
    if (!profile) throw new Error(`no partner ${partner}`);
    await receiveMessage({ sql, adapters: ALL_ADAPTERS, now: () => now }, { feed, bytes: readFileSync(path), profile });
  }
  const agreements = await AgreementDirectory.open(folder, partners, pseudonyms(new Uint8Array(32)));
  const events = createEventStream({ sql, cursorKey: new Uint8Array(32) });
  await events.start();

  return {
    createContext: (viewer = OPERATOR, reading?: PartReading) => {
      const policy = agreements.policyFor(viewer, 'query', now);
      const disclosures = new DisclosureCollector(tableUnder(policy));
      const graphs = { past: pastGraph(sql), present: presentGraph(sql) };
      let loaders = createLoaders(sql, { policy, disclosures }, graphs, reading);
      const refresh = () => {
        loaders = createLoaders(sql, { policy, disclosures }, graphs, reading);
      };
      return {
        viewer,
        policy,
        policyOf: (each: Viewer) => agreements.policyFor(each, 'query', now),
        disclosures,
        sql,
        partners,
        rulePack,
        events,
        now,
        get loaders() {
          return loaders;
        },
        refresh,
      };
    },
    partnerAsViewer: id => {
      const partner = partners.get(id);
      if (!partner) throw new Error(`no partner ${id}`);
      const { country, purposes } = partner;
      return { sees: 'OWN', partner: id, country, purpose: purposes[0] ?? '', accessKeys: partnerAccessKeys(partner) };
    },
    close: async () => {
      await events.stop();
      await drop();
    },
  };
}
