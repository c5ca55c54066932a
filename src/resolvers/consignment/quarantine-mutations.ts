import { CorridorError } from '../../errors.ts';
import { type QuarantinedMessage, quarantineRecord, type ReplayOutcome } from '../../store/quarantine-store.ts';
import { PAGE_LIMIT } from '../connection.ts';
import type { QuarantineDesk } from '../quarantine-desk.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { shownIssues } from './message-excerpts.ts';
import { FeedIssueType, QuarantinedMessageType } from './quarantine-type.ts';

const ReplayOutcomeType = builder.objectRef<ReplayOutcome>('ReplayOutcome').implement({
  subGraphs: ['consignment'],
  description: 'What became of one message that was to be read again.',
  fields: t => ({
    id: t.id({ nullable: false, description: 'Message id.', resolve: outcome => outcome.id }),
    status: t.string({
      nullable: true,
      description: 'ACCEPTED, PARTIAL or QUARANTINED; null where there is no such message.',
      resolve: outcome => outcome.status,
    }),
    facts: t.int({ nullable: true, resolve: outcome => outcome.facts }),
    issues: t.field({
      type: [FeedIssueType],
      nullable: true,
      resolve: async ({ id, issues }, _args, context) => {
        const message = issues.length > 0 ? await quarantineRecord(context.sql, id) : undefined;
        return message ? shownIssues({ ...message, issues }, context) : [];
      },
    }),
    refusal: t.string({
      nullable: true,
      description: 'Why the message was not read again; null where it was.',
      resolve: outcome => outcome.refusal,
    }),
  }),
});

builder.mutationFields(t => ({
  replayQuarantined: t.field({
    type: t.listRef(ReplayOutcomeType, { nullable: false }),
    nullable: false,
    subGraphs: ['consignment'],
    description: `Reads up to ${PAGE_LIMIT} messages again with the mappings as they are now. For operators with the scope operate.`,
    args: { ids: t.arg.idList({ required: true }) },
    resolve: (_root, { ids }, context) => replay(deskOf(context), ids),
  }),
  discardQuarantined: t.field({
    type: QuarantinedMessageType,
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'Takes a message out of quarantine for a reason that is kept, with who and when. Its bytes stay, and the facts of its good parts.',
    args: { id: t.arg.id({ required: true }), reason: t.arg.string({ required: true }) },
    resolve: (_root, { id, reason }, context): Promise<QuarantinedMessage> =>
      deskOf(context).discard(String(id), reason),
  }),
}));

async function replay(desk: QuarantineDesk, ids: readonly (string | number)[]): Promise<ReplayOutcome[]> {
  if (ids.length > PAGE_LIMIT) {
    throw new CorridorError('BAD_USER_INPUT', 'fix-query', `replay at most ${PAGE_LIMIT} messages at once`);
  }
  return [...(await desk.replay(ids.map(String)))];
}

function deskOf({ quarantineDesk }: RequestContext): QuarantineDesk {
  if (quarantineDesk) return quarantineDesk;
  throw new CorridorError(
    'FORBIDDEN',
    'fix-credentials',
    'this is for operators whose token carries the scope operate',
    {
      scope: 'operate',
    },
  );
}
