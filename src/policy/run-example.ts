import { applicableAgreements } from './applicable-agreements.ts';
import { cellsAt } from './explain-access.ts';
import type { StatedRow } from './row-condition.ts';
import type { AgreementExample, SharingAgreement } from './sharing-agreement.ts';
import { ViewerPolicy } from './viewer-policy.ts';

/** Runs one executable example of an agreement (law 4.8): what is wrong, or nothing. `row` is the consignment to try it on. */
export function exampleFault(
  agreement: SharingAgreement,
  { as, purpose, read, expect, fixture }: AgreementExample,
  row: StatedRow | undefined,
  readerKeys: readonly string[],
): string | undefined {
  if (!row) return `there is no fixture ${fixture}`;
  const cells = cellsAt(read).map(each => each.index);
  if (cells.length === 0) return `the graph has no ${read}`;
  const now = new Date(agreement.valid.from);
  const applicable = applicableAgreements([agreement], {
    partner: as,
    purpose,
    operation: agreement.operations[0] ?? 'query',
    now,
  });
  const policy = new ViewerPolicy({ partner: as, accessKeys: readerKeys }, applicable, {
    digest: '',
    keyed: (_key, text) => text,
  });
  const decisions = policy.decisions(agreement.from, { ...row, origin: agreement.from });
  const outcomes = new Set(cells.map(cell => decisions[cell]?.outcome.toLowerCase() ?? 'withheld'));
  const [outcome = 'withheld'] = outcomes;
  const holds =
    expect === 'allow' ? outcome !== 'withheld' : expect === 'deny' ? outcome === 'withheld' : outcome === expect;
  return holds && outcomes.size === 1
    ? undefined
    : `${as} for ${purpose} reads ${read} as ${[...outcomes].join(' and ')}, not ${expect}`;
}
