import type { Logger } from 'pino';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import type { PartnerProblem } from '../partners/read-partners.ts';
import type { HubMetrics } from './hub-metrics.ts';

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

function lineOf(problems: readonly { file: string; line: number; reason: string }[]): string {
  return problems.map(({ file, line, reason }) => `${file}:${line}: ${reason}`).join('; ');
}
