import type { EquipmentUseEntry, EventEntry } from '../../consignment/consignment-slice.ts';
import type { OvertimeRule, PartnerAlarmRules } from '../alarm-rules.ts';
import {
  type AlarmSubject,
  type BoxNode,
  boxColumns,
  boxesOf,
  goodsFrom,
  goodsOf,
  nodesOf,
  originsOf,
  placeCodes,
  reportFor,
} from '../alarm-subject.ts';
import { allOf, type Decision, NOTHING } from '../decided-alarm.ts';

/** What moves a box on, so that a wait for another node is over. */
const MOVES: ReadonlySet<string> = new Set([
  'GATE_IN',
  'GATE_OUT',
  'LOAD',
  'DISCHARGE',
  'STACK',
  'STUFFING',
  'STRIPPING',
  'PICK_UP',
  'DROP_OFF',
]);

interface Wait {
  readonly partner: string;
  readonly rule: OvertimeRule;
  readonly box: EquipmentUseEntry;
  readonly from: EventEntry;
  readonly next: BoxNode | undefined;
}

/**
 * A box that needs longer from one node to the next than its limit. Of several rules for the same pair of nodes the first that fits
 * counts. A box that goes another way than the pair says is none of the rule's business. Time alone raises it (law 3.8), the next node ends it.
 */
export function decideOvertime(subject: AlarmSubject, { partner, rules }: PartnerAlarmRules, now: string): Decision {
  if (rules.overtime.length === 0) return NOTHING;
  return allOf(
    boxesOf(subject).flatMap(box =>
      waits(subject, box, partner, rules.overtime).map(wait => decideWait(subject, wait, now)),
    ),
  );
}

function waits(
  { document }: AlarmSubject,
  box: EquipmentUseEntry,
  partner: string,
  rules: readonly OvertimeRule[],
): Wait[] {
  const nodes = nodesOf(document, box.number);
  return nodes.flatMap((node, i) => {
    const pairs = new Set<string>();
    return rules.flatMap((rule): Wait[] => {
      const from = rule.from === node.type ? reportFor(node, partner, rule.ports) : undefined;
      const pair = JSON.stringify(rule.to ?? null);
      if (!from || pairs.has(pair) || !fits(rule, box)) return [];
      pairs.add(pair);
      const next = nodes.slice(i + 1).find(each => rule.to?.includes(each.type) || MOVES.has(each.type));
      return next && rule.to && !rule.to.includes(next.type) ? [] : [{ partner, rule, box, from, next }];
    });
  });
}

function fits({ goods }: OvertimeRule, box: EquipmentUseEntry): boolean {
  return !goods || goodsOf(box).some(each => goods.includes(each));
}

function decideWait({ document }: AlarmSubject, { partner, rule, box, from, next }: Wait, now: string): Decision {
  const reached = next && (next.events.find(each => each.origin === from.origin) ?? next.events[0]);
  if (!isMeasurable(from, reached)) return NOTHING;
  const dueAt = new Date(Date.parse(from.time.instant) + rule.limit).toISOString();
  if (reached ? reached.time.instant <= dueAt : now < dueAt) return { alarms: [], nextDueAt: reached ? null : dueAt };
  const columns = {
    ...boxColumns(document, box, from.time.instant),
    previousNode: from.type,
    previousNodeTime: from.time,
    ...(reached && { currentNode: reached.type, currentNodeTime: reached.time }),
    ...(rule.text && { texts: rule.text }),
  };
  const alarm = {
    kind: 'OVERTIME',
    rule: `${partner}/${rule.id}`,
    subject: box.number,
    window: `${from.type}@${from.time.instant}`,
    dueAt,
    endedAt: reached?.time.instant ?? null,
    equipment: box.number,
    places: placeCodes(from),
    origins: originsOf(reached ? [from, reached] : [from]),
    ...(rule.goods && { goodsFrom: goodsFrom(box) }),
    columns,
  } as const;
  return { alarms: [alarm], nextDueAt: null };
}

/** Unknown zones are up to 14 hours off: no limit is measured against them (law 2.7). */
function isMeasurable(from: EventEntry, reached: EventEntry | undefined): boolean {
  return from.time.zoneSource !== 'UNKNOWN' && reached?.time.zoneSource !== 'UNKNOWN';
}
