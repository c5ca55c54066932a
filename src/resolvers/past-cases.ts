import type { PartnerDirectory } from '../partners/partner-directory.ts';
import type { PastCase } from '../risk/backtest/past-case.ts';
import type { Sql } from '../store/database.ts';
import { type PastAssessment, type PastWindow, pastAssessments } from '../store/past-case-reader.ts';
import { notFolded } from '../store/present-graph.ts';

const PAGE = 500;

/** Past cases of a window, at most so many: each as the assessment that decided on its first control knew it. */
export async function pastCases(
  sql: Sql,
  window: PastWindow,
  { partners, limit }: { readonly partners: PartnerDirectory; readonly limit: number },
): Promise<readonly PastCase[]> {
  const customs = customsByCountry(partners);
  const cases: PastCase[] = [];
  let after = '';
  while (cases.length < limit) {
    const page = await pastAssessments(sql, window, customs, { after, limit: Math.min(PAGE, limit - cases.length) });
    if (page.some(each => each.isUnreadable)) throw notFolded();
    cases.push(...page.map(each => caseOf(each, customs)));
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = `${last.consignmentId}${last.country}`;
  }
  return cases;
}

function customsByCountry(partners: PartnerDirectory): Readonly<Record<string, readonly string[]>> {
  const customs = partners.all().filter(({ kind }) => kind === 'customs');
  const countries = [...new Set(customs.map(({ country }) => country))];
  return Object.fromEntries(
    countries.map(country => [country, customs.filter(each => each.country === country).map(({ id }) => id)]),
  );
}

/** Feedback is what the customs that assessed found afterwards: a partner's control is another's. */
function caseOf(past: PastAssessment, customs: Readonly<Record<string, readonly string[]>>): PastCase {
  const { consignmentId, country, assessedAt, context, channel, fired, drawn, inspections } = past;
  const own = (inspections ?? []).filter(
    each => customs[country]?.includes(each.origin) && (each.performedAt?.instant ?? '') >= assessedAt.toISOString(),
  );
  return {
    ...{ consignment: consignmentId, country, channel, fired, drawn, assessedAt: assessedAt.toISOString() },
    context: JSON.parse(context),
    controls: own.map(({ method, result }) => ({ method, result })),
  };
}
