import type { Logger } from 'pino';
import type { RulePackShelf } from './rule-pack-shelf.ts';

/** Puts a changed rule pack in force while the hub runs. A wrong one is told in one line, and the last good one stays. */
export function watchRules(shelf: RulePackShelf, logger: Logger): () => void {
  return shelf.watch({
    onReload: ({ manifest, hash }, failure) => {
      if (failure === undefined) logger.info({ version: manifest.version, hash }, 'the rule pack changed');
      else logger.error({ err: failure }, 'a wrong rule pack, the last good one stays');
    },
  });
}
