import type { SizeMeasured } from './size-measured.ts';

/** A consignment and its twelve children. */
const RECORDS_A_CONSIGNMENT = 13;
const RECORDS = [300e6, 3e9];
/** Days in which consignments are still told of, asked for and watched. */
const HOT_DAYS = 60;
const YEARS_KEPT = 3;
const DAYS_KEPT = 365 * YEARS_KEPT;
/** Of a day's consignments that a busy hour sees. */
const BUSY_HOUR = 0.1;
const TEBIBYTE = 2 ** 40;
const GIBIBYTE = 2 ** 30;

/** What more records need, on paper: every figure is one that was measured at the largest size, times how many there are. */
export function scaleTable({ consignments, tables, taken }: SizeMeasured, leftOutBytes: number): string {
  const bytesOf = (of: (each: (typeof tables)[number]) => number) =>
    tables.reduce((sum, each) => sum + of(each), 0) / consignments;
  const [heap, indexes] = [bytesOf(each => each.heapBytes), bytesOf(each => each.indexBytes)];
  const messages = (tables.find(each => each.table === 'message')?.rows ?? 0) / consignments;
  const ingest = taken.find(each => each.what.startsWith('ingest'))?.processorMs ?? 0;
  const rows = RECORDS.map(records => {
    const kept = records / RECORDS_A_CONSIGNMENT;
    const hot = (kept / DAYS_KEPT) * HOT_DAYS;
    const busyMessages = ((kept / DAYS_KEPT) * messages * BUSY_HOUR) / 3_600;
    return [
      `${(records / 1e9).toFixed(1)} billion`,
      `${(kept / 1e6).toFixed(0)} million`,
      ((kept * (heap + indexes + leftOutBytes)) / TEBIBYTE).toFixed(1),
      ((hot * (heap + indexes)) / GIBIBYTE).toFixed(0),
      `${HOT_DAYS} + ${Math.ceil((DAYS_KEPT - HOT_DAYS) / 30)}`,
      `${busyMessages.toFixed(0)}, ${((busyMessages * ingest) / 1_000).toFixed(2)} cores`,
    ];
  });
  const header = ['records', `consignments in ${YEARS_KEPT} years`, 'disk, TiB', `memory for ${HOT_DAYS} days, GiB`];
  const more = ['partitions of the log, days + months', 'messages/s in a busy hour, processor'];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const each = `A consignment takes ${heap.toFixed(0)} bytes of rows and ${indexes.toFixed(0)} of indexes, and ${leftOutBytes.toFixed(0)} that the copies leave out (archived bytes, facts in their own words, indicators).`;
  const all = [...header, ...more];
  return [each, '', line(all), line(all.map(() => '---')), ...rows.map(line)].join('\n');
}
