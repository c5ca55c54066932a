import type { SharingAgreement } from './sharing-agreement.ts';

/** What an origin sent is kept so long at most: everything received before this month (2026-03) is to go. */
export interface ErasureDue {
  readonly sender: string;
  readonly before: string;
}

/** Receipts of what a partner read may go when they are of days before this one. */
export interface ReceiptsDue {
  readonly partner: string;
  readonly before: string;
}

/** Of an origin's agreements the shortest time counts: what is received under one of them is received under all. */
export function erasuresDue(agreements: readonly SharingAgreement[], now: Date): ErasureDue[] {
  const due = begun(agreements, now).flatMap(({ from, deleteAfter }) =>
    deleteAfter === undefined ? [] : [{ name: from, day: dayBefore(deleteAfter, now) }],
  );
  return [...latestOf(due)].map(([sender, day]) => ({ sender, before: day.slice(0, 7) }));
}

/** Of the agreements that a partner reads under the longest time counts; where none names one, receipts stay. */
export function receiptsDue(agreements: readonly SharingAgreement[], now: Date): ReceiptsDue[] {
  const due = begun(agreements, now).flatMap(({ to, retain }) =>
    retain === undefined ? [] : to.map(name => ({ name, day: dayBefore(retain, now) })),
  );
  return [...earliestOf(due)].map(([partner, before]) => ({ partner, before }));
}

/** The newest version of each that has begun, also after its end: what was agreed on keeping outlives it. */
function begun(agreements: readonly SharingAgreement[], now: Date): SharingAgreement[] {
  const newest = new Map<string, SharingAgreement>();
  for (const each of agreements) {
    if (Date.parse(each.valid.from) > now.getTime()) continue;
    if (each.version > (newest.get(each.id)?.version ?? Number.NEGATIVE_INFINITY)) newest.set(each.id, each);
  }
  return [...newest.values()];
}

interface Due {
  readonly name: string;
  readonly day: string;
}

function latestOf(due: readonly Due[]): Map<string, string> {
  return new Map([...due].sort((a, b) => (a.day < b.day ? -1 : 1)).map(({ name, day }) => [name, day]));
}

function earliestOf(due: readonly Due[]): Map<string, string> {
  return new Map([...due].sort((a, b) => (a.day < b.day ? 1 : -1)).map(({ name, day }) => [name, day]));
}

/** The UTC date so long ago; where a month has no such day, days of the next. */
function dayBefore(duration: string, now: Date): string {
  const count = Number(duration.slice(1, -1));
  const then = new Date(now);
  if (duration.endsWith('Y')) then.setUTCFullYear(then.getUTCFullYear() - count);
  else if (duration.endsWith('M')) then.setUTCMonth(then.getUTCMonth() - count);
  else then.setUTCDate(then.getUTCDate() - count);
  return then.toISOString().slice(0, 10);
}
