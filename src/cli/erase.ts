import { userInfo } from 'node:os';
import { type Command, Option } from 'commander';
import { erasureReceipt } from '../audit/erasure-receipt.ts';
import { CorridorError } from '../errors.ts';
import { eraseData } from '../ingest/erase-data.ts';
import { FEED_KINDS, type FeedKind } from '../messages/feed-kind.ts';
import { AuditLog } from '../store/audit-log.ts';
import type { Sql } from '../store/database.ts';
import { type HubSigningKey, loadHubKeys } from '../store/hub-keys.ts';
import { readHubSecret } from '../store/hub-secret.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import { withIngest } from './with-ingest.ts';

interface EraseOptions {
  readonly partner: string;
  readonly before: string;
  readonly feed?: FeedKind;
  readonly reason: string;
}

export function addErase(program: Command): void {
  program
    .command('erase')
    .description('destroy the keys of what a sender sent in the months before one: bytes and personal data, for good')
    .requiredOption('--partner <id>', 'whose messages')
    .requiredOption('--before <month>', 'such as 2026-03: everything received before that month')
    .addOption(new Option('--feed <kind>', 'only of this kind; of every kind unless given').choices(FEED_KINDS))
    .requiredOption('--reason <text>', 'why: kept with the erasure')
    .action(eraseOnce);
}

async function eraseOnce({ partner: sender, before, feed, reason }: EraseOptions): Promise<void> {
  await withIngest(async ({ config, ingest: { sql } }) => {
    const secret = readHubSecret({ ...config, embedded: config.databaseUrl === undefined });
    const { receiptKeys } = await loadHubKeys(sql, secret);
    const order = { sender, before, feed, reason: `${reason} (${userInfo().username})` };
    const { messages, keys, consignments } = await eraseData(sql, order, new Date());
    if (messages > 0)
      await leaveReceipt(sql, receiptKeys[0], erasureReceipt({ ...order, messages, at: new Date().toISOString() }));
    const told = `${messages} messages erased, ${keys} keys destroyed, ${consignments} consignments folded again`;
    process.stdout.write(`${told}\n`);
  });
}

async function leaveReceipt(
  sql: Sql,
  key: HubSigningKey | undefined,
  draft: Parameters<AuditLog['record']>[0],
): Promise<void> {
  if (!key) throw new CorridorError('INTERNAL', 'report-bug', 'the hub has no key to sign receipts with');
  const failed: unknown[] = [];
  const log = new AuditLog({ sql, node: uuidv7(), keyOf: () => key, onError: error => failed.push(error) });
  await log.record(draft);
  await log.close();
}
