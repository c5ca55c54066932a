import type { Alarm } from '../alarms/life-cycle.ts';

/** What somebody does about alarms, in their own name. */
export interface AlarmDesk {
  /** Throws where there is no such alarm, or none that can be explained. */
  explain(alarm: Alarm, text: string): Promise<Alarm>;
  close(alarm: Alarm, reason: string): Promise<Alarm>;
}
