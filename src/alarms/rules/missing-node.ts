import type { EquipmentUseEntry } from '../../consignment/consignment-slice.ts';
import type { MissingNodeRule, PartnerAlarmRules } from '../alarm-rules.ts';
import {
  type AlarmSubject,
  type BoxNode,
  boxColumns,
  boxesOf,
  nodesOf,
  originsOf,
  placeCodes,
  reportFor,
} from '../alarm-subject.ts';
import { type DecidedAlarm, type Decision, NOTHING } from '../decided-alarm.ts';

/**
 * A box of which nothing was reported between two nodes although something must lie between: discharged and taken out without stacking,
 * say. One that is flagged as direct pickup or loading has no gap.
 */
export function decideMissingNode(
  subject: AlarmSubject,
  { partner, rules }: PartnerAlarmRules,
  _now: string,
): Decision {
  if (rules.missingNode.length === 0) return NOTHING;
  const alarms = boxesOf(subject).flatMap(box => {
    const nodes = nodesOf(subject.document, box.number);
    return rules.missingNode.flatMap(rule =>
      nodes.flatMap((node, i) => gapBefore(subject, partner, rule, box, node, nodes.slice(0, i))),
    );
  });
  return { alarms, nextDueAt: null };
}

function gapBefore(
  { document }: AlarmSubject,
  partner: string,
  rule: MissingNodeRule,
  box: EquipmentUseEntry,
  node: BoxNode,
  before: readonly BoxNode[],
): DecidedAlarm[] {
  const reached = node.type === rule.to ? reportFor(node, partner, rule.ports) : undefined;
  const start = before.findLastIndex(each => each.type === rule.from);
  const from = before[start]?.events[0];
  if (!reached || !from || before.slice(start + 1).some(each => rule.expected.includes(each.type))) return [];
  if (node.events.some(each => each.direct)) return [];
  return [
    {
      kind: 'MISSING_NODE',
      rule: `${partner}/${rule.id}`,
      subject: box.number,
      window: `${reached.type}@${reached.time.instant}`,
      dueAt: null,
      endedAt: null,
      equipment: box.number,
      places: placeCodes(reached),
      origins: originsOf([from, reached]),
      columns: {
        ...boxColumns(document, box, reached.time.instant),
        previousNode: from.type,
        previousNodeTime: from.time,
        currentNode: reached.type,
        currentNodeTime: reached.time,
        detail: rule.expected.join(', '),
        ...(rule.text && { texts: rule.text }),
      },
    },
  ];
}
