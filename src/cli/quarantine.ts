import type { Command } from 'commander';
import { type Receipt, readStored } from '../ingest/receive-message.ts';
import { findMessage, messageBytes, quarantinedMessages, type StoredMessage } from '../store/message-store.ts';
import { notThere, wrongUse } from './failure.ts';
import { type IngestSession, withIngest } from './with-ingest.ts';

const SOME_REFUSED = 2;
const REPLAYABLE = ['QUARANTINED', 'PARTIAL', 'RECEIVED'];

export function addQuarantine(program: Command): void {
  const quarantine = program.command('quarantine').description('messages that were refused, in whole or in part');
  quarantine
    .command('list')
    .description('newest first')
    .option('--from <partner>', 'only of this sender')
    .option('--limit <number>', 'how many', '50')
    .option('--json', 'one JSON object a message')
    .action(list);
  quarantine
    .command('show')
    .description('what was refused, where and why')
    .argument('<id>', 'message id')
    .option('--raw', "the message's own bytes, and nothing else")
    .action(show);
  quarantine
    .command('replay')
    .description('read again after a fix')
    .argument('<ids...>', 'message ids')
    .action(async (ids: string[]) => {
      process.exitCode = await withIngest(session => replay(session, ids));
    });
}

async function list({ from, limit, json }: { from?: string; limit: string; json?: boolean }): Promise<void> {
  const count = Number(limit);
  if (!Number.isInteger(count) || count < 1) throw wrongUse(`--limit ${limit} is not a number of messages`);
  const found = await withIngest(({ ingest }) => quarantinedMessages(ingest.sql, { sender: from, limit: count }));
  for (const message of found) process.stdout.write(`${json ? JSON.stringify(message) : oneLine(message)}\n`);
  if (found.length === 0 && !json) process.stdout.write('nothing is in quarantine\n');
}

async function show(id: string, { raw }: { raw?: boolean }): Promise<void> {
  await withIngest(async session => {
    const message = await messageOf(session, id);
    if (raw) {
      process.stdout.write((await messageBytes(session.ingest.sql, id)) ?? new Uint8Array());
      return;
    }
    process.stdout.write(`${oneLine(message)}\n`);
    for (const { severity, code, position, message: text, remedy } of message.issues) {
      process.stdout.write(`  ${severity} ${code} at ${JSON.stringify(position)}\n    ${text}\n    ${remedy}\n`);
    }
  });
}

async function replay(session: IngestSession, ids: readonly string[]): Promise<number> {
  const messages = await Promise.all(ids.map(id => messageOf(session, id)));
  let refused = 0;
  for (const message of messages) {
    const { messageId, status, facts, issues } = await readAgain(session, message);
    if (status !== 'ACCEPTED') refused++;
    const why = issues.find(issue => issue.severity === 'ERROR')?.message ?? '';
    process.stdout.write(`${messageId} ${status} ${facts} facts ${why}\n`);
  }
  return refused > 0 ? SOME_REFUSED : 0;
}

async function readAgain({ ingest, partners }: IngestSession, message: StoredMessage): Promise<Receipt> {
  if (!REPLAYABLE.includes(message.status))
    throw wrongUse(`${message.id} is ${message.status}: there is nothing to replay`);
  const sender = partners.get(message.sender);
  if (!sender) throw notThere(`the sender ${message.sender} of ${message.id} is no partner any more`);
  const bytes = await messageBytes(ingest.sql, message.id);
  return readStored(ingest, message, bytes ?? new Uint8Array(), sender.mapping);
}

async function messageOf({ ingest }: IngestSession, id: string): Promise<StoredMessage> {
  const message = /^[0-9a-f-]{36}$/i.test(id) ? await findMessage(ingest.sql, id) : undefined;
  if (message) return message;
  throw notThere(`there is no message ${id}: corridor quarantine list`);
}

function oneLine({ id, receivedAt, sender, feed, status, fileName, messageType, issues }: StoredMessage): string {
  const codes = [...new Set(issues.filter(each => each.severity === 'ERROR').map(each => each.code))].join(',');
  return [id, receivedAt.toISOString(), sender, feed, status, codes || '-', messageType ?? '-', fileName ?? '-'].join(
    '  ',
  );
}
