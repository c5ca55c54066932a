/** The five kinds of feeds, and the order in which every room lists them. */
export const FEED_KINDS = ['customs', 'port', 'shipping', 'rail', 'partner'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];
