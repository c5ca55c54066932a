import type { ConsignmentDocument } from '../../consignment/consignment-document.ts';
import type { EquipmentUseEntry } from '../../consignment/consignment-slice.ts';
import type { YardPositionEntry } from '../../consignment/port-slice.ts';
import type { IllegalStorageRule, PartnerAlarmRules } from '../alarm-rules.ts';
import { type AlarmSubject, boxColumns, boxesOf, goodsFrom, goodsOf, nodesOf, originsOf } from '../alarm-subject.ts';
import { type DecidedAlarm, type Decision, NOTHING } from '../decided-alarm.ts';

/** After these a box stands nowhere in the yard. */
const LEAVES: ReadonlySet<string> = new Set(['GATE_OUT', 'LOAD', 'PICK_UP', 'REMOVED']);

/** One stay of a box in one position. */
interface Stay {
  readonly position: YardPositionEntry;
  readonly code: string;
  readonly until: string | null;
}

/**
 * A box that stands outside every area which may hold it, whatever it holds. Each stay is a window of its own: leaving the position
 * ends it, and another forbidden position is another alarm.
 */
export function decideIllegalStorage(
  subject: AlarmSubject,
  { partner, rules }: PartnerAlarmRules,
  _now: string,
): Decision {
  if (rules.illegalStorage.length === 0) return NOTHING;
  const alarms = boxesOf(subject).flatMap(box =>
    staysOf(subject.document, box.number).flatMap(stay =>
      rules.illegalStorage
        .filter(rule => isAbout(rule, partner, stay) && !isPermitted(rule, box, stay))
        .map(rule => alarmOf(subject.document, partner, rule, box, stay)),
    ),
  );
  return { alarms, nextDueAt: null };
}

function staysOf(document: ConsignmentDocument, equipment: string): Stay[] {
  const positions = document.port.yardPositions.filter(each => each.equipment === equipment && codeOf(each));
  const left = nodesOf(document, equipment)
    .filter(node => LEAVES.has(node.type))
    .flatMap(node => node.events[0]?.time.instant ?? []);
  const stays: Stay[] = [];
  positions.forEach((position, i) => {
    const code = codeOf(position) ?? '';
    const next = positions.slice(i + 1).find(each => codeOf(each) !== code)?.time.instant;
    const until = [...left, ...(next ? [next] : [])].filter(each => each > position.time.instant).sort()[0] ?? null;
    if (stays.at(-1)?.code !== code || stays.at(-1)?.until !== until) stays.push({ position, code, until });
  });
  return stays;
}

function codeOf({ place }: YardPositionEntry): string | undefined {
  return place.codes.find(code => code.scheme === 'YARD')?.value;
}

function isAbout({ ports }: IllegalStorageRule, partner: string, { position }: Stay): boolean {
  return ports ? position.place.codes.some(code => ports.includes(code.value)) : position.origin === partner;
}

function isPermitted({ areas }: IllegalStorageRule, box: EquipmentUseEntry, { code }: Stay): boolean {
  return areas.some(
    area => area.blocks.some(block => code.startsWith(block)) && goodsOf(box).every(each => area.holds.includes(each)),
  );
}

function alarmOf(
  document: ConsignmentDocument,
  partner: string,
  rule: IllegalStorageRule,
  box: EquipmentUseEntry,
  { position, code, until }: Stay,
): DecidedAlarm {
  return {
    kind: 'ILLEGAL_STORAGE',
    rule: `${partner}/${rule.id}`,
    subject: box.number,
    window: `${code}@${position.time.instant}`,
    dueAt: null,
    endedAt: until,
    equipment: box.number,
    places: position.place.codes.filter(each => each.scheme !== 'YARD').map(each => each.value),
    origins: originsOf([position]),
    goodsFrom: goodsFrom(box),
    columns: {
      ...boxColumns(document, box, position.time.instant),
      entryTime: position.time,
      yardPosition: code,
      ...(rule.text && { texts: rule.text }),
    },
  };
}
