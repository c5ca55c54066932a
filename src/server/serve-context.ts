import { createLoaders } from '../resolvers/loaders.ts';
import type { RequestContext } from '../resolvers/request-context.ts';
import type { Caller } from './caller.ts';
import type { HubServices } from './hub-services.ts';

/** The context of one request, or of one delivery of a stream: its loaders remember nothing from before. */
export interface ServedContext extends RequestContext {
  readonly caller: Caller;
}

export function createContext(services: HubServices, caller: Caller): ServedContext {
  const { sql, partners, rulePack, events } = services;
  const { viewer } = caller;
  let loaders = createLoaders(sql, viewer);
  return {
    caller,
    viewer,
    sql,
    partners,
    rulePack,
    events,
    now: new Date(),
    get loaders() {
      return loaders;
    },
    refresh: () => {
      loaders = createLoaders(sql, viewer);
    },
  };
}
