import { CorridorError } from '../../errors.ts';
import { countRegistryRows, type RegistryFilter, registryRows } from '../../store/registry-reader.ts';
import { connectionOfRows, decodePageCursor, type PageArguments, pageSize } from '../connection.ts';
import { connectionType } from '../connection-type.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { isOfficer } from './assess-risk.ts';
import { RegisterEnum, RegistryEntryType, RegistryStateEnum } from './registry-type.ts';

const RegistryEntryConnection = connectionType('RegistryEntry', RegistryEntryType, 'consignment', 'register entries');

const RegistryFilterInput = builder.inputType('RegistryFilter', {
  subGraphs: ['consignment'],
  description: 'Conditions are all to hold.',
  fields: t => ({
    register: t.field({ type: RegisterEnum }),
    subject: t.string({ description: 'The whole of it.' }),
    state: t.field({ type: RegistryStateEnum }),
    inForceAt: t.field({ type: 'DateTime', description: 'Only entries that hold in the world at that moment.' }),
    knownAt: t.field({
      type: 'DateTime',
      description: 'With inForceAt: as the registers were known at that moment; now unless given.',
    }),
  }),
});

type FilterShape = typeof RegistryFilterInput.$inferInput;

builder.queryFields(t => ({
  registryEntries: t.field({
    type: RegistryEntryConnection,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Entries of the registers of risk control in every state, newest first. For customs and the hub.',
    args: {
      filter: t.arg({ type: RegistryFilterInput, required: false }),
      first: t.arg.int({ required: false }),
      after: t.arg.string({ required: false }),
    },
    resolve: (_root, { filter, ...args }, context) => registryPage(filter ?? {}, args, context),
  }),
}));

async function registryPage(filter: FilterShape, args: PageArguments, context: RequestContext) {
  if (!isOfficer(context)) {
    throw new CorridorError(
      'FORBIDDEN',
      'fix-credentials',
      'The registers of risk control are for customs and the hub.',
    );
  }
  const { sql } = context;
  const size = pageSize(args.first);
  const before = decodePageCursor(args.after, (key): key is number => Number.isSafeInteger(key));
  const conditions = conditionsOf(filter, context.now);
  const rows = await registryRows(sql, conditions, { before, limit: size + 1 });
  return connectionOfRows(rows, size, {
    cursorOf: row => Number(row.serial),
    paged: before !== undefined,
    count: () => countRegistryRows(sql, conditions),
  });
}

function conditionsOf({ register, subject, state, inForceAt, knownAt }: FilterShape, now: Date): RegistryFilter {
  return {
    register: register ?? undefined,
    subject: subject ?? undefined,
    state: state ?? undefined,
    moment: inForceAt ? { at: new Date(inForceAt), knownAt: knownAt ? new Date(knownAt) : now } : undefined,
  };
}
