import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { quarantineDesk } from '../ingest/quarantine-desk.ts';
import {
  type QuarantinedMessage,
  type QuarantineFilter,
  quarantinedMessages,
  type ReplayOutcome,
} from '../store/quarantine-store.ts';
import { wrongUse } from './failure.ts';
import { momentOf } from './moment.ts';
import { oneLine, showMessage } from './show-quarantined.ts';
import { type IngestSession, withIngest } from './with-ingest.ts';

const SOME_REFUSED = 2;
const PAGE = 200;

interface Selection {
  partner?: string;
  code?: string;
  since?: string;
  until?: string;
}

export function addQuarantine(program: Command): void {
  const quarantine = program.command('quarantine').description('messages that were refused, in whole or in part');
  selecting(quarantine.command('list').description('newest first'))
    .option('--discarded', 'those that were discarded instead')
    .option('--limit <number>', 'how many', '50')
    .option('--json', 'one JSON object a message')
    .action(list);
  quarantine
    .command('show')
    .description('what was refused, where and why')
    .argument('<id>', 'message id')
    .option('--raw', "the message's own bytes, and nothing else")
    .action((id: string, { raw }: { raw?: boolean }) => withIngest(session => showMessage(session, id, raw === true)));
  selecting(quarantine.command('replay').description('read again after a fix').argument('[ids...]', 'message ids'))
    .option('--all', 'all that are in quarantine and match')
    .action(async (ids: string[], options: Selection & { all?: boolean }) => {
      process.exitCode = await replay(ids, options);
    });
  quarantine
    .command('discard')
    .description('take a message out of quarantine for good; its bytes stay')
    .argument('<id>', 'message id')
    .requiredOption('--reason <text>', 'why: kept with the message')
    .action(discard);
}

function selecting(command: Command): Command {
  return command
    .option('--partner <id>', 'only of this sender')
    .option('--code <code>', 'only what an issue of this code refused, such as CODE_UNKNOWN')
    .option('--since <moment>', 'only received after it: 2026-03-10, 2026-03-10T08:00:00+08:00, or 36h or 7d ago')
    .option('--until <moment>', 'only received before it');
}

function filterOf({ partner, code, since, until }: Selection): QuarantineFilter {
  const now = new Date();
  return {
    sender: partner,
    code,
    receivedAfter: since === undefined ? undefined : momentOf(since, now),
    receivedBefore: until === undefined ? undefined : momentOf(until, now),
  };
}

async function list(options: Selection & { discarded?: boolean; limit: string; json?: boolean }): Promise<void> {
  const { discarded, limit, json } = options;
  const count = Number(limit);
  if (!Number.isInteger(count) || count < 1) throw wrongUse(`--limit ${limit} is not a number of messages`);
  const filter = { ...filterOf(options), statuses: discarded ? (['DISCARDED'] as const) : undefined };
  const found = await withIngest(({ ingest }) => quarantinedMessages(ingest.sql, filter, { limit: count }));
  for (const message of found) process.stdout.write(`${json ? JSON.stringify(message) : oneLine(message)}\n`);
  if (found.length === 0 && !json) process.stdout.write('nothing is in quarantine\n');
}

async function replay(ids: readonly string[], options: Selection & { all?: boolean }): Promise<number> {
  const selects = Object.keys(filterOf(options)).some(key => options[key as keyof Selection] !== undefined);
  if (options.all === true ? ids.length > 0 : ids.length === 0 || selects) {
    throw wrongUse('name message ids, or --all with --partner, --code, --since or --until');
  }
  return withIngest(session => (options.all ? replayAll(session, filterOf(options)) : replayThese(session, ids)));
}

/** Page by page: what is accepted leaves the list, what is refused again is left behind by the cursor. */
async function replayAll(session: IngestSession, filter: QuarantineFilter): Promise<number> {
  let code = 0;
  let before: string | undefined;
  let page: QuarantinedMessage[];
  do {
    page = await quarantinedMessages(session.ingest.sql, filter, { before, limit: PAGE });
    const result = await replayThese(
      session,
      page.map(message => message.id),
    );
    code = Math.max(code, result);
    before = page.at(-1)?.id;
  } while (page.length === PAGE);
  return code;
}

async function replayThese({ ingest, partners }: IngestSession, ids: readonly string[]): Promise<number> {
  const desk = quarantineDesk(ingest, partners, actor());
  let code = 0;
  for (const id of ids) {
    for (const outcome of await desk.replay([id])) {
      process.stdout.write(`${outcomeLine(outcome)}\n`);
      if (outcome.status !== 'ACCEPTED' || outcome.refusal !== null) code = SOME_REFUSED;
    }
  }
  return code;
}

function outcomeLine({ id, status, facts, issues, refusal }: ReplayOutcome): string {
  const why = refusal ?? issues.find(issue => issue.severity === 'ERROR')?.message ?? '';
  return `${id} ${refusal === null ? status : 'NOT_REPLAYED'} ${facts} facts ${why}`.trimEnd();
}

async function discard(id: string, { reason }: { reason: string }): Promise<void> {
  await withIngest(async ({ ingest, partners }) => {
    const message = await quarantineDesk(ingest, partners, actor()).discard(id, reason);
    process.stdout.write(`${oneLine(message)}\n`);
  });
}

/** Who sits at this machine, as the machine knows it. */
function actor(): string {
  return `cli:${userInfo().username}`;
}
