import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import { alarmRules, type PartnerAlarmRules } from '../alarms/alarm-rules.ts';
import type { Alarm } from '../alarms/life-cycle.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../messages/mapping-profile.ts';
import type { Sql } from '../store/database.ts';
import { setAlarmLimits } from './alarm-limits.ts';
import { receiveMessage } from './receive-message.ts';

export const TERMINAL: MappingProfile = {
  sender: 'tianjin-terminal',
  country: 'CN',
  timeZone: 'Asia/Shanghai',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  allOrNothing: false,
};

/** Limits and areas of a terminal as its file would give them. */
export const TERMINAL_RULES: readonly PartnerAlarmRules[] = [
  {
    partner: TERMINAL.sender,
    rules: alarmRules.parse({
      overtime: [{ id: 'discharge-to-stack', from: 'DISCHARGE', to: ['STACK'], limit: 'PT60M' }],
      illegalStorage: [{ id: 'yard', areas: [{ blocks: ['A', 'B'], holds: ['GENERAL'] }, { blocks: ['D'] }] }],
    }),
  },
];

/** A terminal at a clock of one's own, with its limits in force. */
export function terminalAt(sql: Sql, rules = TERMINAL_RULES) {
  const clock = { now: new Date('2022-02-23T05:15:00.000Z') };
  setAlarmLimits(sql, () => rules);
  const ingest = { sql, adapters: ALL_ADAPTERS, now: () => clock.now };
  return {
    clock,
    /** Receives a message at a moment. */
    send: async (moment: string, text: string) => {
      clock.now = new Date(moment);
      return receiveMessage(ingest, { feed: 'port', bytes: new TextEncoder().encode(text), profile: TERMINAL });
    },
  };
}

export async function alarmsOf(sql: Sql): Promise<readonly Alarm[]> {
  const rows = await sql<{ body: Alarm }[]>`select body from alarm order by raised_at, subject, occasion`;
  return rows.map(row => row.body);
}

/** The first row of the overtime table: a box that is no ISO 6346 number. */
export const DISCHARGED = `进出口,提单号,航次,箱号,当前节点,当前节点时间
进口,MDXU714336,2018,CSU6097384,卸船,2022-02-23 13:14:15
`;

export const STACKED = `进出口,提单号,航次,箱号,上一节点,上一节点时间,当前节点,当前节点时间
进口,MDXU714336,2018,CSU6097384,卸船,2022-02-23 13:14:15,堆存,2022-02-23 14:37:43
`;

/** The illegal-storage table: no bill, so that no consignment is known of any of its boxes. */
export const STORED = `进出口,箱号,是否危险品,是否冷藏,进场时间,场位
进口,CPFLU6104739,是,是,2022-02-23 09:10:11,G124405.1
进口,TJBM76733660,是,是,2022-02-23 10:11:12,G120401.1
进口,CPFLU1911999,是,否,2022-02-23 11:12:13,G155701.5
`;
