import type { Receipt } from '../src/ingest/receive-message.ts';

export interface TableRow {
  readonly name: string;
  readonly receipt: Receipt;
  /** How many numbers of the message are found over GraphQL, and where. */
  readonly found: { LINKED: number; UNLINKED: number };
}

/** The verdicts by file: what it is, whether its numbers are found, and what the first error says. */
export function verdictTable(rows: readonly TableRow[]): string {
  const wide = Math.max(...rows.map(({ name }) => name.length));
  return [...rows.map(row => `${row.name.padEnd(wide)} ${verdictOf(row)}`), '', ...totals(rows)].join('\n');
}

function verdictOf({ receipt, found }: TableRow): string {
  const error = receipt.issues.find(({ severity }) => severity === 'ERROR');
  const numbers = receipt.facts === 0 ? '' : `numbers found: ${found.LINKED} linked, ${found.UNLINKED} not yet linked`;
  const why = error ? `${error.code}: ${error.message}` : '';
  return [receipt.status.padEnd(12), receipt.messageType ?? '-', numbers, why].filter(Boolean).join(' | ');
}

function totals(rows: readonly TableRow[]): string[] {
  const counts = new Map<string, number>();
  for (const { receipt } of rows) {
    const code = receipt.issues.find(({ severity }) => severity === 'ERROR')?.code;
    const verdict = code ? `${receipt.status} ${code}` : receipt.status;
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  return [...counts].sort().map(([verdict, count]) => `${String(count).padStart(4)} ${verdict}`);
}
