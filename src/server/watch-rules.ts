import type { Logger } from 'pino';
import type { HubServices } from './hub-services.ts';

/** Puts a changed rule pack in force while the hub runs. A wrong one is told in one line, and the last good one stays. */
export function watchRules(
  { rulePacks, candidatePack }: Pick<HubServices, 'rulePacks' | 'candidatePack'>,
  logger: Logger,
): () => void {
  const unwatchLive = rulePacks.watch({
    onReload: ({ manifest, hash }, failure) => {
      if (failure === undefined) logger.info({ version: manifest.version, hash }, 'the rule pack changed');
      else logger.error({ err: failure }, 'a wrong rule pack, the last good one stays');
    },
  });
  const unwatchCandidate = candidatePack.watch((pack, failure) => {
    const candidate = pack && { version: pack.manifest.version, hash: pack.hash };
    if (failure === undefined)
      logger.info({ candidate }, candidate ? 'a candidate runs in shadow' : 'no candidate any more');
    else logger.error({ err: failure }, 'a wrong candidate pack');
  });
  return () => {
    unwatchLive();
    unwatchCandidate();
  };
}
