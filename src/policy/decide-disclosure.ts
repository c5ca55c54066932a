import { CELLS, type CellInfo, closeness } from './cells.ts';
import { type Outcome, restrictiveness } from './outcome.ts';
import type { RowCondition } from './row-condition.ts';
import type { SharingAgreement } from './sharing-agreement.ts';
import { CLEAR, isLegal, outcomeOf, type Transform } from './transform.ts';

export type Refusal = 'NOT_GRANTED' | 'DENIED' | 'CONDITION_NOT_MET';

/** What happens to the values of one cell that one origin states. */
export interface Decision {
  readonly outcome: Outcome;
  readonly transform: Transform;
  readonly agreement?: SharingAgreement;
  readonly grant?: string;
  readonly reason?: Refusal;
}

/** What an origin reads of itself, and what a role of the hub reads. */
export const UNRESTRICTED: Decision = { outcome: 'CLEAR', transform: CLEAR };

/** One grant that names a cell. */
export interface Candidate {
  readonly agreement: SharingAgreement;
  readonly grant: string;
  readonly closeness: number;
  /** All must hold of the origin's row: the agreement's, and the grant's own. */
  readonly conditions: readonly RowCondition[];
  readonly isConditional: boolean;
  readonly transform: Transform;
}

/** What the agreements of one origin say of each cell, by its index. */
export interface CellRules {
  readonly candidates: readonly Candidate[];
  readonly deniedBy: SharingAgreement | undefined;
}

export function cellRules(
  agreements: readonly SharingAgreement[],
  cells: readonly CellInfo[] = CELLS,
): readonly CellRules[] {
  return cells.map(info => {
    const names = ({ type, fields }: { type: string; fields: readonly string[] }) =>
      Math.max(0, ...fields.map(path => closeness({ type, path }, info)));
    const candidates = agreements.flatMap(agreement =>
      agreement.grants.flatMap((grant): Candidate[] => {
        const near = grant.aggregate ? 0 : names(grant);
        if (near === 0 || !isLegal(grant.transform, info.kind)) return [];
        const conditions = [agreement.rows, grant.when].filter(each => each !== undefined);
        const { id, transform, when } = grant;
        return [{ agreement, grant: id, closeness: near, conditions, isConditional: when !== undefined, transform }];
      }),
    );
    return { candidates, deniedBy: agreements.find(each => each.deny.some(denial => names(denial) > 0)) };
  });
}

/**
 * Law 4.3: deny beats all; the most specific grant stands, on a tie the most restrictive. `holds` says which conditions are met, `among`
 * which agreement stays silent on the cell.
 */
export function decideCell(
  { candidates, deniedBy }: CellRules,
  holds: (candidate: Candidate) => boolean,
  among?: SharingAgreement,
): Decision {
  if (deniedBy) return refusal('DENIED', deniedBy);
  const [first, ...others] = candidates.filter(holds);
  if (!first)
    return refusal(candidates.length > 0 ? 'CONDITION_NOT_MET' : 'NOT_GRANTED', candidates[0]?.agreement ?? among);
  const { transform, agreement, grant } = others.reduce((best, each) => (beats(each, best) ? each : best), first);
  return { outcome: outcomeOf(transform), transform, agreement, grant };
}

export function beats(a: Candidate, b: Candidate): boolean {
  if (a.closeness !== b.closeness) return a.closeness > b.closeness;
  if (a.isConditional !== b.isConditional) return a.isConditional;
  return restrictiveness(outcomeOf(a.transform)) > restrictiveness(outcomeOf(b.transform));
}

function refusal(reason: Refusal, agreement: SharingAgreement | undefined): Decision {
  return { outcome: 'WITHHELD', transform: { kind: 'withhold' }, reason, ...(agreement ? { agreement } : {}) };
}
