import { CorridorError } from '../../errors.ts';
import {
  countDisclosures,
  type DisclosureQuery,
  disclosuresOf,
  type StoredReceipt,
} from '../../store/disclosure-reader.ts';
import { connectionOfRows, decodePageCursor, type PageArguments, pageSize } from '../connection.ts';
import { connectionType } from '../connection-type.ts';
import { globalId, readGlobalId } from '../global-id.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { DisclosureType, type ShownReceipt } from './disclosure-type.ts';

const DisclosureConnection = connectionType('Disclosure', DisclosureType, 'consignment', 'disclosures');

const DisclosureFilterInput = builder.inputType('DisclosureFilter', {
  subGraphs: ['consignment'],
  description: 'Conditions are all to hold.',
  fields: t => ({
    origin: t.string({ description: 'Partner id of whose data was read. A partner asks about its own only.' }),
    reader: t.string({ description: 'Partner id of who read.' }),
    purpose: t.string(),
    consignment: t.id({ description: 'Id of a consignment of which something was read.' }),
    after: t.field({ type: 'DateTime', description: 'From then on.' }),
    before: t.field({ type: 'DateTime', description: 'Before then.' }),
  }),
});

type FilterShape = typeof DisclosureFilterInput.$inferInput;

builder.queryFields(t => ({
  disclosures: t.field({
    type: DisclosureConnection,
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'Who read your data, when, what for, and which fields; newest first. A partner sees reads of its own data, an operator all. Needs the scope audit.',
    args: {
      filter: t.arg({ type: DisclosureFilterInput, required: false }),
      first: t.arg.int({ required: false }),
      after: t.arg.string({ required: false }),
    },
    resolve: (_root, { filter, ...args }, context) => disclosurePage(filter ?? {}, args, context),
  }),
}));

async function disclosurePage(filter: FilterShape, args: PageArguments, { sql, auditor }: RequestContext) {
  if (!auditor) {
    throw new CorridorError('FORBIDDEN', 'fix-credentials', 'the token does not carry the scope audit', {
      scope: 'audit',
    });
  }
  const size = pageSize(args.first);
  const below = decodePageCursor(args.after, (key): key is number => Number.isSafeInteger(key));
  const query = queryOf(filter, auditor.origin);
  const rows = query ? await disclosuresOf(sql, query, { below, limit: size + 1 }) : [];
  return connectionOfRows(
    rows.map(row => shownTo(row, query?.origin)),
    size,
    {
      cursorOf: row => row.position,
      paged: below !== undefined,
      count: async () => (query ? countDisclosures(sql, query) : 0),
    },
  );
}

/** Undefined: a partner asked about another's data, of which for it there are no reads (law 4.4). */
function queryOf(
  { origin, consignment, after, before, ...rest }: FilterShape,
  own: string | undefined,
): DisclosureQuery | undefined {
  if (own !== undefined && origin && origin !== own) return undefined;
  return {
    ...rest,
    origin: own ?? origin ?? undefined,
    subject: consignment ? subjectOf(String(consignment)) : undefined,
    after: after ? new Date(after) : undefined,
    before: before ? new Date(before) : undefined,
  };
}

/** Receipts name a consignment as the hub does, without the name of its type. */
function subjectOf(id: string): string {
  return readGlobalId(id)?.key ?? id;
}

function shownTo(receipt: StoredReceipt, origin: string | undefined): ShownReceipt {
  const { fields, subjects } = receipt.entry;
  return {
    ...receipt,
    fields: fields.filter(each => origin === undefined || each.origin === origin),
    subjects: subjects
      .filter(each => origin === undefined || each.origins.includes(origin))
      .map(each => globalId('Consignment', each.id)),
  };
}
