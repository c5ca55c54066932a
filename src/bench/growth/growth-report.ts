import type { Taken } from './measure-size.ts';
import { scaleTable } from './scale-table.ts';
import type { SizeMeasured } from './size-measured.ts';

/** How the cost of each thing grows, and what a consignment lies in. */
export function growthReport(sizes: readonly SizeMeasured[], leftOutBytes: number): string {
  const largest = sizes.at(-1);
  return [
    '## What it takes: p50 / p99 ms, and processor ms each',
    takenTable(sizes),
    '## What lies on the disk',
    diskTable(sizes),
    '## Loading and starting',
    loadTable(sizes),
    '## What more records would need, on paper (docs/scale.md)',
    largest ? scaleTable(largest, leftOutBytes) : '',
  ].join('\n\n');
}

function takenTable(sizes: readonly SizeMeasured[]): string {
  const [first] = sizes;
  const rows = (first?.taken ?? []).map(({ what }) => {
    const found = sizes.flatMap(each => each.taken.find(taken => taken.what === what) ?? []);
    const times = found.map(each => `${each.p50.toFixed(2)} / ${each.p99.toFixed(1)}, ${each.processorMs.toFixed(2)}`);
    return [what, ...times, ratio(found, 'p50'), ratio(found, 'processorMs'), found.at(-1)?.more ?? ''];
  });
  const growth = ['p50, largest ÷ smallest', 'processor, largest ÷ smallest', 'at the largest'];
  return table(['', ...sizes.map(named), ...growth], rows);
}

function ratio(found: readonly Taken[], of: 'p50' | 'processorMs'): string {
  const [smallest, largest] = [found[0]?.[of] ?? 0, found.at(-1)?.[of] ?? 0];
  return smallest > 0 ? (largest / smallest).toFixed(2) : '–';
}

function diskTable(sizes: readonly SizeMeasured[]): string {
  const largest = sizes.at(-1);
  const rows = (largest?.tables ?? []).map(({ table: name, rows: count, heapBytes, indexBytes }) => [
    name,
    (count / (largest?.consignments ?? 1)).toFixed(1),
    mebibytes(heapBytes),
    mebibytes(indexBytes),
    ((heapBytes + indexBytes) / Math.max(1, count)).toFixed(0),
  ]);
  const total = (largest?.tables ?? []).reduce((sum, each) => sum + each.heapBytes + each.indexBytes, 0);
  const each = (total / (largest?.consignments ?? 1)).toFixed(0);
  return `${table([`at ${largest ? named(largest) : ''}`, 'rows a consignment', 'table, MiB', 'indexes, MiB', 'bytes a row'], rows)}\n\nTogether ${mebibytes(total)} MiB, ${each} bytes a consignment.`;
}

function loadTable(sizes: readonly SizeMeasured[]): string {
  return table(
    ['consignments', 'loading what was not there yet, s', 'hub ready, s'],
    sizes.map(each => [named(each), each.loadSeconds.toFixed(0), each.hubStartSeconds.toFixed(1)]),
  );
}

const named = ({ consignments }: SizeMeasured) => consignments.toLocaleString('en-US');
const mebibytes = (bytes: number) => Math.round(bytes / 2 ** 20).toLocaleString('en-US');

function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
