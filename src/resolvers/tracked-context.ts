import type { ConsignmentSlice } from '../consignment/consignment-slice.ts';
import type { StoredJourney } from '../store/journey-reader.ts';
import type { Disclosure } from './disclosure.ts';
import type { Loaders } from './loaders.ts';
import { momentOf } from './moment-key.ts';
import type { RequestContext } from './request-context.ts';
import { soon } from './soon.ts';

/** What the answer about one consignment was made of. */
export interface Touched {
  /** Documents, as the collector of disclosures names them. */
  readonly documents: Set<string>;
  /** It was made of something else too: of another consignment, of places, of the clock, of the database. */
  isOpen: boolean;
  /** Its voyages and trains were looked at. */
  readsJourneys?: boolean;
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
  let known: ConsignmentSlice | undefined;
  let own: ReadonlySet<string> | undefined;
  const isOwn = (key: string) => {
    own ??= new Set((known?.legs ?? []).flatMap(leg => leg.journeys));
    return own.has(key);
  };
  const slice: Loaders['slice'] = (key, name) => {
    if (key !== id || momentOf(key) !== undefined) touched.isOpen = true;
    touched.documents.add(`${key}/${name}`);
    return soon(loaders.slice(key, name), body => {
      if (name === 'consignment' && key === id) known = body as ConsignmentSlice | undefined;
      return body;
    });
  };
  const note = (key: string, found: StoredJourney | undefined) => {
    touched.readsJourneys = true;
    if (!isOwn(key)) touched.isOpen = true;
    if (found) touched.documents.add(found.id);
    return found;
  };
  const load = async (key: string) => note(key, await loaders.journey.load(key));
  const tracked: Partial<Record<string | symbol, unknown>> = {
    slice,
    journey: { load, loadMany: (keys: readonly string[]) => Promise.all(keys.map(load)) },
    journeys: (keys: readonly string[]) =>
      soon(loaders.journeys(keys), found => keys.map((key, i) => note(key, found[i]))),
    disclosure: trackedDisclosure(loaders.disclosure, id, touched),
  };
  return new Proxy(loaders, {
    get: (target, name) => {
      const own = tracked[name];
      if (own !== undefined) return own;
      touched.isOpen = true;
      return Reflect.get(target, name);
    },
  });
}

/** What its origins state of it, by what agreements decide, is part of its version. */
function trackedDisclosure(disclosure: Disclosure, id: string, touched: Touched): Disclosure {
  const deciding: Disclosure['deciding'] = key => {
    if (key !== id) touched.isOpen = true;
    return disclosure.deciding(key);
  };
  return new Proxy(disclosure, {
    get: (target, name) => {
      if (name === 'deciding') return deciding;
      touched.isOpen = true;
      return Reflect.get(target, name);
    },
  });
}
