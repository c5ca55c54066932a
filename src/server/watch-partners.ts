import { basename, dirname } from 'node:path';
import type { Logger } from 'pino';
import type { AgreementDirectory } from '../partners/agreement-directory.ts';
import type { AgreementProblem } from '../partners/agreement-file.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import type { PartnerProblem } from '../partners/read-partners.ts';
import type { HubMetrics } from './hub-metrics.ts';
import type { HubServices } from './hub-services.ts';

/** Puts changed partner files in force while the hub runs. A wrong one is told in one line and counted until it is mended. */
export function watchPartners(
  partners: PartnerDirectory,
  logger: Logger,
  { partnerProblems }: Pick<HubMetrics, 'partnerProblems'>,
  onChange: (problems: readonly PartnerProblem[]) => void = () => undefined,
): () => void {
  partnerProblems.set(0);
  return partners.watch({
    onReload: problems => {
      partnerProblems.set(problems.length);
      onChange(problems);
      if (problems.length === 0) logger.info({ partners: partners.all().length }, 'the partner files changed');
      else logger.error({ problems }, `wrong partner files, the last good ones stay: ${lineOf(problems)}`);
    },
  });
}

/** What is wrong with agreements, by the partner in whose folder it lies. */
export function fileProblemsOf(agreements: AgreementDirectory): PartnerProblem[] {
  return agreements.problems().map(each => ({ ...each, partner: basename(dirname(dirname(each.file))) }));
}

/** The same of agreements: one that is wrong changes nothing, and is told, counted and raised as an alarm. */
export function watchAgreements(
  agreements: AgreementDirectory,
  logger: Logger,
  { agreementProblems }: Pick<HubMetrics, 'agreementProblems'>,
  onChange: (problems: readonly AgreementProblem[]) => void = () => undefined,
): () => void {
  agreementProblems.set(0);
  return agreements.watch({
    onReload: problems => {
      agreementProblems.set(problems.length);
      onChange(problems);
      if (problems.length === 0) logger.info({ agreements: agreements.all().length }, 'the agreements changed');
      else logger.error({ problems }, `wrong agreements, the last good ones stay: ${lineOf(problems)}`);
    },
  });
}

/**
 * Joins the subgraphs that partners declare now; one that is wrong is told and counted, and its last good one stays. Agreements may name
 * what came with them, so they are read again.
 */
export async function rejoinPartners({ graphs, partners, agreements, logger, metrics }: HubServices): Promise<void> {
  const before = graphs.schema;
  const problems = await graphs.reload();
  if (graphs.schema !== before) logger.info('the subgraphs of partners changed');
  if (problems.length > 0) {
    metrics.partnerProblems.set(partners.problems().length + problems.length);
    logger.error({ problems }, `wrong subgraphs of partners, the last good ones stay: ${lineOf(problems)}`);
  }
  metrics.agreementProblems.set((await agreements.reload()).length);
}

function lineOf(problems: readonly { file: string; line: number; reason: string }[]): string {
  return problems.map(({ file, line, reason }) => `${file}:${line}: ${reason}`).join('; ');
}
