import type { EventEntry } from '../../consignment/consignment-slice.ts';
import { type AlarmSubject, originsOf, placeCodes } from '../alarm-subject.ts';
import type { DecidedAlarm, Decision } from '../decided-alarm.ts';

const RELEASES: ReadonlySet<string> = new Set(['CUSTOMS_RELEASE', 'CUSTOMS_RELEASED']);
const RECALLS: ReadonlySet<string> = new Set(['SELECTED_FOR_CONTROL', 'DECLARATION_INVALIDATED']);

interface Recall {
  readonly at: string;
  readonly why: string;
  readonly origin: string;
}

/**
 * Goods that were released and are so no more: the release was taken back, its declaration was selected for control or invalidated
 * afterwards, or an inspection later found them not to conform. A new release ends it.
 */
export function decideReleaseRecalled({ document }: AlarmSubject): Decision {
  const events = document.consignment.events.filter(each => RELEASES.has(each.type) && each.classifier === 'ACT');
  const standing = events.filter(each => each.effective);
  const recalled = events.flatMap(release => {
    const recall = recallOf(document, release);
    return recall ? [alarmOf(release, recall, standing)] : [];
  });
  return { alarms: [...new Map(recalled.map(each => [each.window, each])).values()], nextDueAt: null };
}

function recallOf({ consignment, customs }: AlarmSubject['document'], release: EventEntry): Recall | undefined {
  const { instant } = release.time;
  if (release.retractedBy) return { at: instant, why: 'retracted', origin: release.origin };
  if (!release.effective) return undefined;
  const control = consignment.events.find(
    each => RECALLS.has(each.type) && each.effective && each.time.instant > instant && isSameSubject(each, release),
  );
  if (control) return { at: control.time.instant, why: control.type, origin: control.origin };
  const failed = customs.inspections.find(
    each => each.result === 'NON_CONFORMING' && (each.performedAt?.instant ?? '') > instant,
  );
  return (
    failed && { at: failed.performedAt?.instant ?? instant, why: `inspection ${failed.number}`, origin: failed.origin }
  );
}

/** A control of one declaration recalls no release of another. */
function isSameSubject(a: EventEntry, b: EventEntry): boolean {
  const declarations = (event: EventEntry) => event.references.filter(each => each.startsWith('DECLARATION|'));
  const [first, second] = [declarations(a), declarations(b)];
  return first.length === 0 || second.length === 0 || first.some(each => second.includes(each));
}

function alarmOf(release: EventEntry, recall: Recall, standing: readonly EventEntry[]): DecidedAlarm {
  const again = standing.find(each => each.fact !== release.fact && each.time.instant > recall.at);
  const declaration = release.references.find(each => each.startsWith('DECLARATION|'))?.slice('DECLARATION|'.length);
  return {
    kind: 'RELEASE_RECALLED',
    rule: 'hub/release-recalled',
    subject: release.equipment ?? declaration ?? 'consignment',
    window: `${release.type}@${release.time.instant}`,
    dueAt: null,
    endedAt: again?.time.instant ?? null,
    equipment: release.equipment ?? null,
    places: placeCodes(release),
    origins: [...new Set([...originsOf([release]), recall.origin])].sort(),
    columns: { currentNode: release.type, currentNodeTime: release.time, detail: recall.why },
  };
}
