import type { Entry } from './told-world.fixture.ts';
import { type Message, messagesOf, type TradeChange } from './trade.fixture.ts';

/** Real messages about one trade or several, what the registers say of it, and the rules that then fire on one of its consignments. */
export interface Story {
  readonly name: string;
  readonly messages: readonly Message[];
  readonly entries?: readonly Entry[];
  readonly fires: readonly string[];
}

/** The story of one trade that is not as it should be. */
export function tradeStory(
  n: number,
  name: string,
  change: TradeChange,
  fires: readonly string[],
  entries?: readonly Entry[],
): Story {
  return { name, messages: messagesOf(n, change), fires, ...(entries && { entries }) };
}
