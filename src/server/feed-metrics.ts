import { Gauge, type OpenMetricsContentType, type Registry } from 'prom-client';
import type { FeedState } from '../store/feed-reader.ts';

const ANSWER_WITHIN_MS = 2_000;
const BREAKER = { CLOSED: 0, HALF_OPEN: 0.5, OPEN: 1 };
const labelNames = ['partner', 'feed'] as const;
type Labels = (typeof labelNames)[number];

interface FeedFigure {
  readonly name: string;
  readonly help: string;
  readonly value: (feed: FeedState) => number | null;
}

const FIGURES: readonly FeedFigure[] = [
  {
    name: 'corridor_feed_lag_seconds',
    help: 'Seconds since a feed last worked',
    value: feed => feed.lagSeconds,
  },
  {
    name: 'corridor_feed_last_received_timestamp_seconds',
    help: 'When the last message of a feed came',
    value: feed => seconds(feed.lastReceivedAt),
  },
  {
    name: 'corridor_feed_last_accepted_timestamp_seconds',
    help: 'When the last message of a feed was accepted',
    value: feed => seconds(feed.lastAcceptedAt),
  },
  {
    name: 'corridor_feed_last_error_timestamp_seconds',
    help: 'When something last went wrong with a feed',
    value: feed => seconds(feed.lastError?.at),
  },
  {
    name: 'corridor_feed_pull_open',
    help: 'Whether polling for a feed is suspended after failures: 1, 0.5 while it is tried, 0',
    value: ({ pulls }) => (pulls.length === 0 ? null : Math.max(...pulls.map(each => BREAKER[each.breaker]))),
  },
];

/** How the feeds are doing, read from the database when it is asked for; nothing while the database does not answer. */
export function addFeedMetrics(
  registry: Registry<OpenMetricsContentType>,
  read: () => Promise<readonly FeedState[]>,
): void {
  let reading: Promise<readonly FeedState[]> | undefined;
  const readOnce = () => {
    reading ??= Promise.race([read(), nothingAfter(ANSWER_WITHIN_MS)])
      .catch(() => [])
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  for (const { name, help, value } of FIGURES) {
    const gauge: Gauge<Labels> = new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      collect: async () => show(gauge, await readOnce(), value),
    });
  }
}

/** What is no longer declared is no longer shown. */
function show(gauge: Gauge<Labels>, feeds: readonly FeedState[], value: FeedFigure['value']): void {
  gauge.reset();
  for (const each of feeds) {
    const figure = value(each);
    if (figure !== null) gauge.set({ partner: each.partner.id, feed: each.feed }, figure);
  }
}

function seconds(at: Date | null | undefined): number | null {
  return at ? at.getTime() / 1000 : null;
}

function nothingAfter(ms: number): Promise<readonly FeedState[]> {
  return new Promise(resolve => setTimeout(resolve, ms, []).unref());
}
