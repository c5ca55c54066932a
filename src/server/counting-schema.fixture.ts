import type { GraphQLSchema } from 'graphql';
import { buildHubSchema } from '../resolvers/schema.ts';

export interface CountingSchema {
  readonly schema: GraphQLSchema;
  /** How many root fields were resolved, in queries, mutations and subscriptions. */
  calls(): number;
}

/** The hub's schema, which counts what reaches a resolver. */
export function countingSchema(): CountingSchema {
  const schema = buildHubSchema();
  let calls = 0;
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const { resolve, subscribe } = field;
      if (resolve) {
        field.resolve = (...given) => {
          calls++;
          return resolve(...given);
        };
      }
      if (subscribe) {
        field.subscribe = (...given) => {
          calls++;
          return subscribe(...given);
        };
      }
    }
  }
  return { schema, calls: () => calls };
}
