import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_ADAPTERS } from '../src/adapters/all-adapters.ts';
import { packageRoot } from '../src/config.ts';
import { type Receipt, receiveMessage } from '../src/ingest/receive-message.ts';
import { FEED_KINDS, type FeedKind } from '../src/messages/feed-kind.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../src/messages/mapping-profile.ts';
import { buildHubSchema } from '../src/resolvers/schema.ts';
import { graphAnswers, quotedByMessage } from './found-numbers.fixture.ts';
import { openSampleHub, type SampleHub } from './sample-hub.fixture.ts';
import { type TableRow, verdictTable } from './verdict-table.fixture.ts';

/**
 * Messages that nobody here wrote. CORRIDOR_CORPUS names a folder with one folder a kind of feed; without it the walk goes over the samples of
 * the partners, in the same way.
 */
const CORPUS = process.env.CORRIDOR_CORPUS;
const FOLDERS: Readonly<Record<string, FeedKind>> = {
  customs: 'customs',
  port: 'port',
  schedules: 'shipping',
  shipping: 'shipping',
  rail: 'rail',
  partner: 'partner',
  odd: 'port',
};

const profile: MappingProfile = {
  sender: 'cn-customs-tianjin',
  country: 'CN',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  allOrNothing: false,
};

function messagesOf(folder: string): { name: string; path: string; feed: FeedKind }[] {
  return Object.entries(FOLDERS).flatMap(([name, feed]) => {
    const inside = join(folder, name);
    if (!existsSync(inside)) return [];
    const files = readdirSync(inside, { withFileTypes: true }).filter(entry => entry.isFile());
    return files.map(file => ({ name: `${name}/${file.name}`, path: join(inside, file.name), feed }));
  });
}

function allMessages() {
  if (CORPUS) return messagesOf(CORPUS);
  const partners = join(packageRoot, 'partners');
  const folders = readdirSync(partners, { withFileTypes: true }).filter(entry => entry.isDirectory());
  return folders.flatMap(entry => messagesOf(join(partners, entry.name, 'samples'))).slice(0, 80);
}

/** Where a message that came to the wrong feed is to be sent. */
function feedNamedBy({ issues }: Receipt): FeedKind | undefined {
  const remedy = issues.find(issue => issue.code === 'NOT_FOR_THIS_FEED')?.remedy ?? '';
  return FEED_KINDS.find(kind => remedy.includes(`/feeds/${kind}`));
}

describe('real messages, from the feed to the query', () => {
  let hub: SampleHub;
  const receipts: { name: string; receipt: Receipt }[] = [];
  const schema = buildHubSchema();

  beforeAll(async () => {
    hub = await openSampleHub(new Date('2026-12-01T00:00:00Z'), /^$/);
    const { sql } = hub.createContext();
    for (const { name, path, feed } of allMessages()) {
      const ingest = { sql, adapters: ALL_ADAPTERS, now: () => new Date() };
      const delivery = { feed, bytes: readFileSync(path), profile };
      const receipt = await receiveMessage(ingest, delivery);
      receipts.push({ name, receipt });
      const meant = feedNamedBy(receipt);
      if (meant) receipts.push({ name, receipt: await receiveMessage(ingest, { ...delivery, feed: meant }) });
    }
  });
  afterAll(() => hub.close());

  it('each is accepted, or refused with where and what to do', () => {
    expect(receipts.length).toBeGreaterThan(50);
    for (const { name, receipt } of receipts) {
      expect(['ACCEPTED', 'PARTIAL', 'QUARANTINED', 'DUPLICATE'], name).toContain(receipt.status);
      if (receipt.status === 'ACCEPTED') expect(receipt.facts, name).toBeGreaterThan(0);
      for (const issue of receipt.issues) {
        expect(issue.message.length, name).toBeGreaterThan(10);
        expect(issue.remedy.length, name).toBeGreaterThan(10);
        expect(issue.code, name).not.toBe('INTERNAL');
      }
    }
  });

  it('every number that an accepted message quotes is found over GraphQL', async () => {
    const quoted = await quotedByMessage(hub.createContext().sql);
    const answers = await graphAnswers(ask);
    const lost: string[] = [];
    const rows: TableRow[] = [];
    for (const { name, receipt } of receipts) {
      const row: TableRow = { name, receipt, found: { LINKED: 0, UNLINKED: 0 } };
      rows.push(row);
      for (const reference of quoted.get(receipt.messageId) ?? []) {
        const where = await answers.whereIs(reference);
        if (where === 'NOWHERE') lost.push(`${name}: ${reference.scheme} ${reference.value}`);
        else row.found[where]++;
      }
    }
    if (CORPUS) console.log(verdictTable(rows));
    expect(rows.reduce((sum, { found }) => sum + found.LINKED, 0)).toBeGreaterThan(20);
    expect(lost).toEqual([]);
  });

  async function ask(source: string, variableValues: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue: hub.createContext() });
    expect(errors).toBeUndefined();
    return { ...data };
  }
});
