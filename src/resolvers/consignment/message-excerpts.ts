import { type Excerpt, excerptsOf } from '../../messages/excerpt.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { messageBytes } from '../../store/message-store.ts';
import type { QuarantinedMessage } from '../../store/quarantine-store.ts';
import type { RequestContext } from '../request-context.ts';

/** An issue with its place in the bytes, which are read only when somebody asks for it. */
export interface ShownIssue {
  readonly issue: FeedIssue;
  readonly excerpt: () => Promise<Excerpt | undefined>;
}

const ISSUES = 100; // of one message
/** Finding places holds up the process: a larger message is shown by the command line alone. */
const MESSAGE_BYTES = 16 * 2 ** 20;
const REQUEST_BYTES = 32 * 2 ** 20;

type Message = Pick<QuarantinedMessage, 'id' | 'sender' | 'size' | 'issues'>;

/** A request shows the places of one message after the other, so that it never holds the bytes of two. */
interface Reading {
  turn: Promise<unknown>;
  bytes: number;
}

const readings = new WeakMap<RequestContext, Reading>();

export function shownIssues(message: Message, context: RequestContext): ShownIssue[] {
  let all: Promise<(Excerpt | undefined)[]> | undefined;
  return message.issues.map((issue, i) => ({
    issue,
    excerpt: async () => {
      all ??= inTurn(message, context);
      return (await all)[i];
    },
  }));
}

function inTurn(message: Message, context: RequestContext) {
  const reading = readings.get(context) ?? { turn: Promise.resolve(), bytes: 0 };
  readings.set(context, reading);
  const mine = reading.turn.then(() => readExcerpts(message, context, reading));
  reading.turn = mine.catch(() => undefined);
  return mine;
}

async function readExcerpts(
  { id, sender, size, issues }: Message,
  { sql, partners }: RequestContext,
  reading: Reading,
): Promise<(Excerpt | undefined)[]> {
  if (size > MESSAGE_BYTES || reading.bytes + size > REQUEST_BYTES) return [];
  reading.bytes += size;
  const bytes = (await messageBytes(sql, id)) ?? new Uint8Array();
  const positions = issues.slice(0, ISSUES).map(issue => issue.position);
  return excerptsOf(bytes, positions, partners.get(sender)?.mapping.characterSet ?? 'utf-8');
}
