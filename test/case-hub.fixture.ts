import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageRoot } from '../src/config.ts';
import { type GraphQLAnswer, startTestHub } from '../src/server/hub.fixture.ts';
import { findSamples } from '../src/server/sample-files.ts';
import { issueToken } from '../src/server/token-issuer.ts';

/** A real hub that has been sent sample messages over HTTP, asked over HTTP for a purpose of one's choice. */
export async function startCaseHub(wanted: RegExp) {
  const hub = await startTestHub();
  const { signingKey, partners } = hub.services;
  const tokenFor = async (whom: string, purpose: string): Promise<string> => {
    const partner = partners.get(whom);
    if (!signingKey || !partner) throw new Error(`no token for ${whom}`);
    return (await issueToken(signingKey, { partner, purpose, ttlSeconds: 600 }, new Date())).token;
  };
  const samples = findSamples(join(packageRoot, 'partners'));
  const send = async (whom: string, feed: string, body: string) => {
    const response = await hub.ask(`/feeds/${feed}`, whom, { method: 'POST', body });
    return (await response.json()) as { status: string; messageId: string; issues: unknown };
  };
  const sendSamples = async (named: RegExp) => {
    for (const { path, partner, feed } of samples.filter(each => named.test(basename(each.path)))) {
      const { status, issues } = await send(partner, feed, readFileSync(path, 'utf8'));
      if (status !== 'ACCEPTED') throw new Error(`${path}: ${status} ${JSON.stringify(issues)}`);
    }
  };
  await sendSamples(wanted);
  return {
    ...hub,
    send,
    sendSamples,
    tokenFor,
    askAs: async (
      whom: string,
      purpose: string,
      query: string,
      variables: Record<string, unknown> = {},
    ): Promise<GraphQLAnswer & { readonly text: string }> => {
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${await tokenFor(whom, purpose)}`,
      };
      const body = JSON.stringify({ query, variables });
      const response = await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body });
      const text = await response.text();
      return { status: response.status, text, ...(JSON.parse(text) as object) };
    },
  };
}

export type CaseHub = Awaited<ReturnType<typeof startCaseHub>>;
