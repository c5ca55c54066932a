import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../config.ts';
import { type RunningGateway, startGateway } from './gateway.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';

const DOCS = readFileSync(join(packageRoot, 'docs', 'graphql-over-http.md'), 'utf8');
/** Each remark that an audit makes is explained in the docs, by the audit's id. */
const EXPLAINED = [...DOCS.matchAll(/^\| `(\w{4})` \|/gm)].map(([, id]) => id);

let hub: TestHub;
let gateway: RunningGateway;
beforeAll(async () => {
  hub = await startTestHub();
  const supergraphSdl = readFileSync(join(packageRoot, 'schema', 'supergraph.graphql'), 'utf8');
  gateway = await startGateway({ supergraphSdl, host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await gateway?.close();
  await hub?.stop();
});

test.each(['hub', 'gateway'])(
  'the audits of GraphQL over HTTP find nothing at the %s that is not explained',
  async at => {
    const url = at === 'hub' ? `${hub.url}/graphql` : `http://127.0.0.1:${gateway.port}/graphql`;
    const audits = serverAudits({ url, fetchFn: fetch });
    expect(audits.length).toBeGreaterThan(55);
    const found: string[] = [];
    for (const audit of audits) {
      const { status, ...result } = await audit.fn();
      if (status !== 'ok')
        found.push(`${audit.id} ${status} ${audit.name}: ${'reason' in result ? result.reason : ''}`);
    }
    expect(found.filter(each => !EXPLAINED.includes(each.slice(0, 4)) || each.slice(5).startsWith('error'))).toEqual(
      [],
    );
  },
);
