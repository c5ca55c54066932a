import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges, findDangerousChanges, type GraphQLSchema } from 'graphql';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../config.ts';
import { buildHubSchema } from '../resolvers/schema.ts';

export interface SchemaChange {
  /** `breaking`: a query that worked may not validate, or its answer not be read; `dangerous`: a client may meet what it does not know. */
  readonly kind: 'breaking' | 'dangerous';
  readonly change: string;
  /** Why it is made all the same; absent: nobody has declared it. */
  readonly because?: string | undefined;
}

const FOLDER = join(packageRoot, 'schema', 'released');
const declarations = z.array(z.strictObject({ change: z.string().min(1), because: z.string().min(1) }));
type Declared = z.output<typeof declarations>;

/** What the public schema of the code changes for the clients of the last release: by graphql-js, which knows what breaks. */
export function changesSince(released: GraphQLSchema, now: GraphQLSchema, declared: Declared): SchemaChange[] {
  const because = new Map(declared.map(each => [each.change, each.because]));
  const told = (kind: SchemaChange['kind']) => (found: { description: string }) => ({
    kind,
    change: found.description,
    because: because.get(found.description),
  });
  return [
    ...findBreakingChanges(released, now).map(told('breaking')),
    ...findDangerousChanges(released, now).map(told('dangerous')),
  ];
}

/** The same of the files: `schema/released/schema.graphql`, and `declared.yaml` beside it, which names each break that is meant. */
export function changesSinceRelease(folder = FOLDER): SchemaChange[] {
  const released = buildSchema(readFileSync(join(folder, 'schema.graphql'), 'utf8'));
  const file = join(folder, 'declared.yaml');
  const declared = existsSync(file) ? (parse(readFileSync(file, 'utf8')) ?? []) : [];
  return changesSince(released, buildHubSchema(), declarations.parse(declared));
}

export function undeclaredBreaks(changes: readonly SchemaChange[]): SchemaChange[] {
  return changes.filter(({ kind, because }) => kind === 'breaking' && because === undefined);
}
