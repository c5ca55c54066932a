import { type ConsignmentDocument, SLICES } from '../../consignment/consignment-document.ts';
import { diffDocuments, type FieldChange } from '../../consignment/diff-documents.ts';
import { safeHorizon } from '../../store/known-position.ts';
import type { KnownMessage } from '../../store/past-graph.ts';
import { positionOf } from '../as-of.ts';
import { pageSize } from '../connection.ts';
import { keyAt, momentOf, withoutMoment } from '../moment-key.ts';
import { PartyType, sourceParty } from '../party.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { ConsignmentType } from './consignment-type.ts';

interface HistoryEntry extends KnownMessage {
  readonly changes: readonly FieldChange[];
}

const FieldChangeType = builder.objectRef<FieldChange>('FieldChange').implement({
  subGraphs: ['consignment'],
  description: 'One value that became another. Values are JSON text; null where there was none, or is none any more.',
  fields: t => ({
    path: t.string({
      nullable: true,
      description:
        'Which field, entries of lists by what they are: status, declarations[D1].status, equipmentUses[CSQU3054383].sizeType. `….rivals` lists the claims that lost.',
      resolve: each => each.path,
    }),
    before: t.string({ nullable: true, resolve: each => each.before }),
    after: t.string({ nullable: true, resolve: each => each.after }),
  }),
});

const HistoryEntryType = builder.objectRef<HistoryEntry>('HistoryEntry').implement({
  subGraphs: ['consignment'],
  description: 'What one message changed.',
  fields: t => ({
    knownAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the hub knew it; `asOf` this time shows the consignment after the change.',
      resolve: each => each.knownAt,
    }),
    messageId: t.id({
      nullable: true,
      description: 'The message that brought it: GET /feeds/messages/{id}.',
      resolve: each => each.messageId,
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The partner that sent it.',
      resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
    }),
    changes: t.field({ type: [FieldChangeType], nullable: true, resolve: each => [...each.changes] }),
  }),
});

builder.objectField(ConsignmentType, 'history', t =>
  t.field({
    type: [HistoryEntryType],
    nullable: true,
    subGraphs: ['consignment'],
    description:
      'What changed, when it was known, and because of which message, oldest first. Messages that changed nothing of it are left out. Go on with `from` = `knownAt` of the last entry.',
    args: {
      from: t.arg({ type: 'DateTime', required: false, description: 'Known after this time; absent: from the first.' }),
      to: t.arg({ type: 'DateTime', required: false, description: 'Known up to this time; absent: now.' }),
      first: t.arg.int({
        required: false,
        description: 'At most so many entries: 25 unless asked otherwise, at most 200.',
      }),
    },
    resolve: async ({ id: key }, { from, to, first }, context) => {
      const id = withoutMoment(key);
      const end = (await positionOf(to, context)) ?? momentOf(key) ?? (await safeHorizon(context.sql));
      const range = { from: (await positionOf(from, context)) ?? 0, to: end };
      return historyOf(id, range, pageSize(first), context);
    },
  }),
);

/** Successive folds, each loaded as any other document is, and what each changed. */
async function historyOf(
  id: string,
  range: { readonly from: number; readonly to: number },
  limit: number,
  context: RequestContext,
): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  let before = await documentAt(id, { last: range.from, settled: range.from }, context);
  for (const message of await context.loaders.past.messages(id, range)) {
    if (entries.length === limit) break;
    const after = await documentAt(id, message, context);
    const changes = after ? diffDocuments(before, after) : [];
    if (changes.length > 0) entries.push({ ...message, changes });
    before = after;
  }
  return entries;
}

/** As the viewer could see it then; none before it was known, or was the viewer's to see. Who may see it is settled once a write. */
async function documentAt(
  id: string,
  { last, settled }: Pick<KnownMessage, 'last' | 'settled'>,
  { loaders }: RequestContext,
): Promise<ConsignmentDocument | undefined> {
  const visible = await loaders.visible.load(keyAt(id, settled));
  if (visible === undefined) return undefined;
  const then = keyAt(withoutMoment(visible), last);
  const slices = await Promise.all(SLICES.map(slice => loaders.slice(then, slice)));
  if (slices.some(slice => slice === undefined)) return undefined;
  return Object.fromEntries(SLICES.map((name, i) => [name, slices[i]])) as unknown as ConsignmentDocument;
}
