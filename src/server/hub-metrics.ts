import { Counter, collectDefaultMetrics, Gauge, Histogram, type OpenMetricsContentType, Registry } from 'prom-client';

/** What the hub counts of itself. Only what an operator must act on for one feed names the partner: where /metrics is open to others, drop them at the scrape. */
export interface HubMetrics {
  readonly registry: Registry<OpenMetricsContentType>;
  readonly messages: Counter<'feed' | 'status'>;
  readonly refusedFeeds: Counter<'partner' | 'feed' | 'reason'>;
  readonly deliveries: Counter<'transport'>;
  readonly openStreams: Gauge<'transport'>;
  readonly queries: Histogram<'operation' | 'outcome'>;
  readonly answerWays: Counter<'way'>;
  readonly partnerProblems: Gauge;
  readonly agreementProblems: Gauge;
  readonly readyAfter: Gauge;
}

export function createHubMetrics(): HubMetrics {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  collectDefaultMetrics({ register: registry as unknown as Registry });
  const registers = [registry];
  return {
    registry,
    messages: new Counter({
      name: 'corridor_feed_messages',
      help: 'Feed messages answered, by feed and receipt status',
      labelNames: ['feed', 'status'],
      registers,
    }),
    refusedFeeds: new Counter({
      name: 'corridor_feed_refused',
      help: 'Feed messages refused for their signature, by partner, feed and reason',
      labelNames: ['partner', 'feed', 'reason'],
      registers,
    }),
    deliveries: new Counter({
      name: 'corridor_stream_deliveries',
      help: 'Results delivered to subscribers',
      labelNames: ['transport'],
      registers,
    }),
    openStreams: new Gauge({
      name: 'corridor_open_streams',
      help: 'Subscriptions open at the moment',
      labelNames: ['transport'],
      registers,
    }),
    queries: new Histogram({
      name: 'corridor_query_duration_seconds',
      help: 'Time from a GraphQL request to its answer',
      labelNames: ['operation', 'outcome'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    answerWays: new Counter({
      name: 'corridor_query_answers',
      help: 'Queries over HTTP: compiled, or why graphql-js executed them',
      labelNames: ['way'],
      registers,
    }),
    partnerProblems: new Gauge({
      name: 'corridor_partner_file_problems',
      help: 'What is wrong with the partner files as they are now; the last good ones are in force',
      registers,
    }),
    readyAfter: new Gauge({
      name: 'corridor_ready_after_seconds',
      help: 'From the start of the process until the hub answered',
      registers,
    }),
    agreementProblems: new Gauge({
      name: 'corridor_agreement_problems',
      help: 'What is wrong with the agreements as they are now; the last good ones are in force, none beyond its end',
      registers,
    }),
  };
}
