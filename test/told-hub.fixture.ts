import { type GraphQLSchema, graphql } from 'graphql';
import { ALL_ADAPTERS } from '../src/adapters/all-adapters.ts';
import { packageRoot } from '../src/config.ts';
import { rebuildCheck } from '../src/ingest/rebuild.ts';
import { type Receipt, receiveMessage } from '../src/ingest/receive-message.ts';
import type { FeedKind } from '../src/messages/feed-kind.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../src/messages/mapping-profile.ts';
import { buildHubSchema } from '../src/resolvers/schema.ts';
import { loadShippedPlaces } from '../src/server/load-shipped-places.ts';
import { openSampleHub } from './sample-hub.fixture.ts';

export interface ToldHub {
  /** Sends one message through the pipeline, from a partner without a mapping of its own unless `profile` says otherwise. */
  readonly tell: (feed: FeedKind, text: string, profile?: Partial<MappingProfile>) => Promise<Receipt>;
  readonly ask: <T>(source: string, variables?: Record<string, unknown>) => Promise<T>;
  readonly isRebuiltEqual: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

const PROFILE: MappingProfile = {
  sender: 'cn-customs-qingdao',
  country: 'CN',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  allOrNothing: false,
};

/** An empty hub that knows the shipped places, and is told messages by a test. */
export async function openToldHub(now = new Date('2026-12-01T00:00:00Z')): Promise<ToldHub> {
  const hub = await openSampleHub(now, /^$/);
  const schema: GraphQLSchema = buildHubSchema();
  const { sql } = hub.createContext();
  await loadShippedPlaces(sql, `${packageRoot}/places`, now);
  return {
    tell: (feed, text, profile = {}) =>
      receiveMessage(
        { sql, adapters: ALL_ADAPTERS, now: () => now },
        { feed, bytes: Buffer.from(text), profile: { ...PROFILE, ...profile } },
      ),
    ask: async <T>(source: string, variableValues: Record<string, unknown> = {}) => {
      const { data, errors } = await graphql({ schema, source, variableValues, contextValue: hub.createContext() });
      if (errors) throw new Error(errors.map(error => `${error.path?.join('.')}: ${error.message}`).join('\n'));
      return { ...data } as T;
    },
    isRebuiltEqual: async () => (await rebuildCheck(sql)).differences.length === 0,
    close: hub.close,
  };
}
