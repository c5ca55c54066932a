import { isBelow, type RiskChannel } from './risk-channel.ts';

export type ChannelNewsType = 'CHANNEL_DECIDED' | 'CHANNEL_RAISED' | 'CHANNEL_LOWERED';

export interface ToldChannel {
  readonly channel: RiskChannel;
  readonly notified: boolean;
}

/**
 * What the trader is to be told. Before its declaration is there nothing is: what little is known would make channels that only an officer
 * could lower. From then on the first channel is told, whatever it is, and every other one after it.
 */
export function channelNews(before: ToldChannel | undefined, after: ToldChannel): ChannelNewsType | undefined {
  if (!after.notified) return undefined;
  if (!before?.notified) return 'CHANNEL_DECIDED';
  if (before.channel === after.channel) return undefined;
  return isBelow(before.channel, after.channel) ? 'CHANNEL_RAISED' : 'CHANNEL_LOWERED';
}
