import type { FieldSource } from './field-source.ts';
import { STATED_BY_EVENTS } from './stated-by-events.ts';
import { STATED_BY_PAPERS } from './stated-by-papers.ts';

/** What the graph of a consignment says, and from which messages. */
export const STATED_BY_FEEDS: readonly FieldSource[] = [...STATED_BY_PAPERS, ...STATED_BY_EVENTS];
