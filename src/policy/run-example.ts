import { applicableAgreements } from './applicable-agreements.ts';
import type { CellInfo, Root } from './cells.ts';
import { cellsAt } from './explain-access.ts';
import type { StatedRow } from './row-condition.ts';
import type { AgreementExample, SharingAgreement } from './sharing-agreement.ts';
import type { ValueKind } from './transform.ts';
import { ViewerPolicy } from './viewer-policy.ts';

/** Runs one executable example of an agreement (law 4.8): what is wrong, or nothing. `row` is the consignment to try it on. */
export function exampleFault(
  agreement: SharingAgreement,
  { as, purpose, read, expect, fixture }: AgreementExample,
  row: StatedRow | undefined,
  readerKeys: readonly string[],
  joined: JoinedKinds = new Map(),
): string | undefined {
  if (!row) return `there is no fixture ${fixture}`;
  const cells = cellsAt(read).map(each => each.index);
  const kind = joined.get(read);
  if (cells.length === 0 && kind === undefined) return `the graph has no ${read}`;
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
  const own = { ...row, origin: agreement.from };
  const decisions = kind === undefined ? policy.decisions(agreement.from, own) : [];
  const decided =
    kind === undefined
      ? cells.map(cell => decisions[cell])
      : [policy.decideJoined(agreement.from, joinedCell(read, kind), own)];
  const outcomes = new Set(decided.map(each => each?.outcome.toLowerCase() ?? 'withheld'));
  const [outcome = 'withheld'] = outcomes;
  const holds =
    expect === 'allow' ? outcome !== 'withheld' : expect === 'deny' ? outcome === 'withheld' : outcome === expect;
  return holds && outcomes.size === 1
    ? undefined
    : `${as} for ${purpose} reads ${read} as ${[...outcomes].join(' and ')}, not ${expect}`;
}

/** The fields of the origin's own subgraph, as `Type.field`, with the kind of value that each holds. */
export type JoinedKinds = ReadonlyMap<string, ValueKind>;

function joinedCell(name: string, kind: ValueKind): CellInfo {
  const [type = '', field = ''] = name.split('.');
  return { index: -1, pattern: name, root: type as Root, section: field, steps: [{ type, field }], kind };
}
