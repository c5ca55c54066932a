/** What the hub raises alarms about. `docs/alarms.md` says of each when it is raised and what closes it. */
export const ALARM_KINDS = [
  'OVERTIME',
  'ILLEGAL_STORAGE',
  'MISSING_NODE',
  'SCHEDULE_SLIP',
  'LATE_TRAIN',
  'SEAL_BROKEN',
  'RELEASE_RECALLED',
  'FEED_SILENT',
  'FEED_REFUSED',
  'PARTNER_FILE_INVALID',
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

export const ALARM_STATUSES = ['RAISED', 'EXPLAINED', 'CLOSED'] as const;
export type AlarmStatus = (typeof ALARM_STATUSES)[number];

/** Why an alarm is closed. WITHDRAWN: a correction, a retraction or a late fact shows that there was no cause. */
export const CLOSE_CAUSES = ['CAUSE_ENDED', 'WITHDRAWN', 'BY_HAND'] as const;
export type CloseCause = (typeof CLOSE_CAUSES)[number];
