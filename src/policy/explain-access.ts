import { CELLS, type CellInfo, findCell } from './cells.ts';
import type { Decision } from './decide-disclosure.ts';
import { rowMatches, type StatedRow } from './row-condition.ts';
import type { ViewerPolicy } from './viewer-policy.ts';

/** Why a reader gets what one origin says in one field as it does. */
export interface AccessReason {
  /** From its root, such as `Consignment.declarations.customsValue`. */
  readonly path: string;
  readonly origin: string;
  readonly decision: Decision;
  /** Whether the agreement's row condition holds of what the origin states; null: no consignment was named, or there is no condition. */
  readonly rowsMatch: boolean | null;
}

/** The cells that a path names: from their root, or from a type, `Declaration.customsValue`. */
export function cellsAt(path: string): readonly CellInfo[] {
  const exact = findCell(path);
  if (exact) return [exact];
  const [type = '', ...fields] = path.split('.');
  const isNamed = ({ steps }: CellInfo) =>
    steps.some(
      (step, at) =>
        step.type === type &&
        steps.length - at === fields.length &&
        fields.every((field, i) => steps[at + i]?.field === field),
    );
  return CELLS.filter(isNamed);
}

/** `rows`: what each origin states of the consignment that was named; undefined where none was. */
export function explainAccess(
  policy: ViewerPolicy,
  cells: readonly CellInfo[],
  origins: readonly string[],
  rows: readonly StatedRow[] | undefined,
): AccessReason[] {
  return cells.flatMap(({ pattern, index, root }) =>
    origins.map((origin): AccessReason => {
      const row = rows?.find(each => each.origin === origin);
      const decisions = root === 'Consignment' ? policy.decisions(origin, row) : policy.journeyDecisions(origin);
      const decision = decisions[index] ?? {
        outcome: 'WITHHELD',
        transform: { kind: 'withhold' },
        reason: 'NOT_GRANTED',
      };
      const condition = decision.agreement?.rows;
      const reader = policy.visibility()?.reader ?? [];
      const rowsMatch = condition && row && root === 'Consignment' ? rowMatches(condition, row, reader) : null;
      return { path: pattern, origin, decision, rowsMatch };
    }),
  );
}
