import { HUB } from '../../consignment/filter-rows.ts';
import { type CountGrant, countGrants } from '../../policy/aggregate-grants.ts';
import { GRANTED_GROUPS, grantedCounts } from '../../store/granted-counts.ts';
import { type DeclarationCountQuestion, declarationCountRows } from '../../store/indicator-reader.ts';
import type { RequestContext } from '../request-context.ts';

interface CountedGroup {
  readonly groups: readonly string[];
  readonly count: number;
}
type Question = Omit<DeclarationCountQuestion, 'origin'>;

/** Analysts and operators count everything; a partner what it stated itself, and what others let it count. */
export async function countedDeclarations(
  question: Question,
  { sql, viewer, policy }: RequestContext,
): Promise<CountedGroup[]> {
  if (viewer.sees === 'ALL') return declarationCountRows(sql, { ...question, origin: HUB });
  const own = { ...question, origin: viewer.partner };
  const reader = policy.visibility()?.reader ?? [];
  const counted = await Promise.all([
    declarationCountRows(sql, own),
    ...grantsFor(question, policy.agreements).map(grant => grantedCounts(sql, grant, own, reader)),
  ]);
  return addedUp(counted.flat());
}

/** A filter is a read of what it filters by: it must be granted too, and days are told by whole months only (law 4.4). */
function grantsFor(question: Question, agreements: Parameters<typeof countGrants>[0]): CountGrant[] {
  const { by, status, direction, port, partnerCountry, from, to } = question;
  if (port !== undefined || !isWholeMonths(from, to)) return [];
  const names = by.map(group => Object.entries(GRANTED_GROUPS).find(([, each]) => each === group)?.[0]);
  const asked = [
    ...names,
    status && 'status',
    direction && 'direction',
    partnerCountry && 'country',
    (from ?? to) && 'month',
  ].filter(each => each !== undefined && each !== '');
  return names.includes(undefined) ? [] : countGrants(agreements, asked as string[]);
}

function isWholeMonths(from: string | undefined, to: string | undefined): boolean {
  const dayAfter = to && new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).toISOString().slice(8, 10);
  return (from === undefined || from.endsWith('-01')) && (dayAfter === undefined || dayAfter === '01');
}

function addedUp(rows: readonly CountedGroup[]): CountedGroup[] {
  const sums = new Map<string, CountedGroup>();
  for (const { groups, count } of rows) {
    const name = JSON.stringify(groups);
    sums.set(name, { groups, count: count + (sums.get(name)?.count ?? 0) });
  }
  return [...sums.entries()].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1)).map(([, each]) => each);
}
