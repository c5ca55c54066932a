import { isMessageId } from '../ingest/message-id.ts';
import { excerptsOf, printable } from '../messages/excerpt.ts';
import type { FeedIssue } from '../messages/feed-issue.ts';
import { positionText } from '../messages/position.ts';
import { messageBytes } from '../store/message-store.ts';
import { type QuarantinedMessage, quarantineRecord } from '../store/quarantine-store.ts';
import { notThere } from './failure.ts';
import type { IngestSession } from './with-ingest.ts';

const ISSUES = 100;

/** Everything about one message: each issue with its place in the bytes, and what was done with it. */
export async function showMessage({ ingest, partners }: IngestSession, id: string, raw: boolean): Promise<void> {
  const message = isMessageId(id) ? await quarantineRecord(ingest.sql, id) : undefined;
  if (!message) throw notThere(`there is no message ${id}: corridor quarantine list`);
  const bytes = await messageBytes(ingest.sql, id);
  if (!bytes) throw notThere(`the bytes of message ${id} were erased`);
  if (raw) {
    process.stdout.write(bytes);
    return;
  }
  const shown = message.issues.slice(0, ISSUES);
  const characterSet = partners.get(message.sender)?.mapping.characterSet ?? 'utf-8';
  const positions = shown.map(issue => issue.position);
  const excerpts = excerptsOf(bytes, positions, characterSet);
  process.stdout.write(`${oneLine(message)}\n`);
  for (const [i, issue] of shown.entries()) process.stdout.write(issueText(issue, excerpts[i]?.text));
  const more = message.issues.length - shown.length;
  if (more > 0) process.stdout.write(`\n  and ${more} more issues\n`);
  for (const action of message.actions) process.stdout.write(actionLine(action));
}

function issueText({ severity, code, position, message, remedy }: FeedIssue, excerpt: string | undefined): string {
  const head = `\n  ${severity} ${code} at ${printable(positionText(position))}\n`;
  const place = excerpt === undefined ? '' : `${excerpt.replace(/^/gm, '    ')}\n`;
  return `${head}${place}    ${printable(message)}\n    ${printable(remedy)}\n`;
}

function actionLine({ action, actor, at, reason, statusAfter }: QuarantinedMessage['actions'][number]): string {
  const what = action === 'REPLAYED' ? ` -> ${statusAfter ?? 'not ended'}` : `: ${printable(reason ?? '')}`;
  return `\n  ${at}  ${action} by ${actor}${what}\n`;
}

export function oneLine({
  id,
  receivedAt,
  sender,
  feed,
  status,
  fileName,
  messageType,
  issues,
}: QuarantinedMessage): string {
  const codes = [...new Set(issues.filter(each => each.severity === 'ERROR').map(each => each.code))].join(',');
  const known = [messageType ?? '-', fileName ?? '-'].map(printable);
  return [id, receivedAt.toISOString(), sender, feed, status, codes || '-', ...known].join('  ');
}
