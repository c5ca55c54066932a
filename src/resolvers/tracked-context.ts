import type { Loaders } from './loaders.ts';
import { momentOf } from './moment-key.ts';
import type { RequestContext } from './request-context.ts';

/** What the answer about one consignment was made of. */
export interface Touched {
  /** Documents, as the collector of disclosures names them. */
  readonly documents: Set<string>;
  /** It was made of something else too: of another consignment, of places, of the clock, of the database. */
  isOpen: boolean;
  /** It shows a moment of the clock: nothing of it is told again. */
  isDated?: boolean;
  /** Of assessments: what they were made of besides, and until when they are told again. */
  hold?: Hold | undefined;
  /** The assessments, by who asked for which: those that hold are not made again. */
  readonly assessed: Map<string, unknown>;
}

/** What an assessment stands on: documents; the version of registers, history and standing; and the clock. */
export interface Hold {
  readonly version: string;
  readonly until: number;
  readonly documents: readonly string[];
}

const behind = new WeakMap<RequestContext, { readonly context: RequestContext; readonly touched: Touched }>();

/** For who notes by itself what it takes: the context behind a tracked one, with what is noted there. */
export function untracked(context: RequestContext): { readonly context: RequestContext; readonly touched?: Touched } {
  return behind.get(context) ?? { context };
}

/** What an answer may be made of besides the documents: its reader, and the partners, which say who they are. */
const HARMLESS: ReadonlySet<string | symbol> = new Set(['viewer', 'policy', 'partners']);

/** The context of a request, which notes what resolvers take from it for one consignment. What is not known to be noted leaves it open. */
export function trackedContext(context: RequestContext, id: string, touched: Touched): RequestContext {
  const loaders = trackedLoaders(context.loaders, id, touched);
  const tracked = new Proxy(context, {
    get: (target, name) => {
      if (name === 'loaders') return loaders;
      if (!HARMLESS.has(name)) touched.isOpen = true;
      return Reflect.get(target, name);
    },
  });
  behind.set(tracked, { context, touched });
  return tracked;
}

function trackedLoaders(loaders: Loaders, id: string, touched: Touched): Loaders {
  const ownJourneys = new Set<string>();
  const slice: Loaders['slice'] = async (key, name) => {
    if (key !== id || momentOf(key) !== undefined) touched.isOpen = true;
    const body = await loaders.slice(key, name);
    touched.documents.add(`${key}/${name}`);
    if (body && 'legs' in body) for (const leg of body.legs) for (const each of leg.journeys) ownJourneys.add(each);
    return body;
  };
  const load = async (key: string) => {
    if (!ownJourneys.has(key)) touched.isOpen = true;
    const found = await loaders.journey.load(key);
    if (found) touched.documents.add(found.id);
    return found;
  };
  const journey = { load, loadMany: (keys: readonly string[]) => Promise.all(keys.map(load)) };
  return new Proxy(loaders, {
    get: (target, name) => {
      if (name === 'slice') return slice;
      if (name === 'journey') return journey;
      touched.isOpen = true;
      return Reflect.get(target, name);
    },
  });
}
