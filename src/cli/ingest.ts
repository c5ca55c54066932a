import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import { type Command, Option } from 'commander';
import { CorridorError } from '../errors.ts';
import { type Receipt, receiveMessage } from '../ingest/receive-message.ts';
import { FEED_KINDS, type FeedKind } from '../messages/feed-kind.ts';
import type { Partner } from '../partners/partner.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import { notThere, wrongUse } from './failure.ts';
import { type DroppedFile, watchFolder } from './watch-folder.ts';
import { type IngestSession, withIngest } from './with-ingest.ts';

interface IngestOptions {
  readonly feed: FeedKind;
  readonly from: string;
  readonly watch?: string;
  readonly json?: boolean;
}

/** Some messages were refused, in whole or in part. */
const SOME_REFUSED = 2;

export function addIngest(program: Command): void {
  program
    .command('ingest')
    .description('send files as messages of a partner')
    .argument('[files...]', 'message files')
    .addOption(new Option('--feed <kind>', 'the feed they belong to').choices(FEED_KINDS).makeOptionMandatory())
    .requiredOption('--from <partner>', 'the partner who sends')
    .option('--watch <folder>', 'go on with every file that appears in this folder')
    .option('--json', 'one JSON receipt a message')
    .action(async (files: string[], options: IngestOptions) => {
      if (files.length === 0 && options.watch === undefined) throw wrongUse('name a file, or a folder with --watch');
      await assertReadable(files);
      process.exitCode = await withIngest(session => ingestAll(session, files, options));
    });
}

async function ingestAll(session: IngestSession, files: readonly string[], options: IngestOptions): Promise<number> {
  const sender = senderOf(session.partners, options);
  const counts = new Map<string, number>();
  const take = async (file: DroppedFile) => {
    const answer = await receive(session, sender, options.feed, file);
    const status = answer instanceof CorridorError ? 'REFUSED' : answer.status;
    counts.set(status, (counts.get(status) ?? 0) + 1);
    if (answer instanceof CorridorError) showRefusal(file.path, answer, options);
    else show(file.path, answer, options);
  };
  const bar = progressBar(files.length, options);
  for (const file of files) {
    await take({ path: file, bytes: await readFile(file) });
    bar?.increment();
  }
  bar?.stop();
  if (options.watch !== undefined) await watchFolder(options.watch, take, { signal: stopSignal() });
  if (!options.json) process.stdout.write(`${[...counts].map(([status, count]) => `${count} ${status}`).join(', ')}\n`);
  return ['QUARANTINED', 'PARTIAL', 'REFUSED'].some(status => counts.has(status)) ? SOME_REFUSED : 0;
}

function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
}

/** A file is signed by a detached JWS beside it, `<file>.jws`. One that is not signed as its sender declared is refused; the others go on. */
async function receive(
  { ingest }: IngestSession,
  sender: Partner,
  feed: FeedKind,
  { path, bytes }: DroppedFile,
): Promise<Receipt | CorridorError> {
  const jws = await readFile(`${path}.jws`, 'utf8').catch(() => undefined);
  const delivery = { feed, bytes, profile: sender.mapping, fileName: basename(path), proof: { jws } };
  try {
    return await receiveMessage(ingest, delivery);
  } catch (error) {
    if (error instanceof CorridorError && error.code === 'UNAUTHENTICATED') return error;
    throw error;
  }
}

function senderOf(partners: PartnerDirectory, { from, feed }: IngestOptions): Partner {
  const sender = partners.get(from);
  if (!sender)
    throw notThere(
      `there is no partner ${from}: ${partners
        .all()
        .map(each => each.id)
        .join(', ')}`,
    );
  if (!sender.feeds.includes(feed)) throw wrongUse(`${from} has declared no ${feed} feed: ${sender.feeds.join(', ')}`);
  return sender;
}

/** Nothing is sent where something named cannot be. */
async function assertReadable(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const readable = await access(file, constants.R_OK).then(
      () => true,
      () => false,
    );
    if (!readable || !(await stat(file)).isFile()) throw notThere(`${file} is not a file that can be read`);
  }
}

function progressBar(total: number, { json }: IngestOptions): SingleBar | undefined {
  if (json || total < 2 || !process.stderr.isTTY) return undefined;
  const bar = new SingleBar({ format: '{bar} {value}/{total} {duration_formatted}', clearOnComplete: true });
  bar.start(total, 0);
  return bar;
}

function showRefusal(file: string, { code, remedy, message, details }: CorridorError, { json }: IngestOptions): void {
  const problem = { file, status: 'REFUSED', ...details, code, remedy, detail: message };
  process.stdout.write(json ? `${JSON.stringify(problem)}\n` : `${file}: REFUSED ${code} ${message}\n`);
}

/** For people, only what needs them; for programs, everything. */
function show(file: string, receipt: Receipt, { json }: IngestOptions): void {
  if (json) process.stdout.write(`${JSON.stringify({ file, ...receipt })}\n`);
  else if (receipt.status === 'QUARANTINED' || receipt.status === 'PARTIAL') {
    const [issue] = receipt.issues.filter(each => each.severity === 'ERROR');
    process.stdout.write(
      `${file}: ${receipt.status} ${receipt.messageId} ${issue?.code ?? ''} ${issue?.message ?? ''}\n`,
    );
  }
}
