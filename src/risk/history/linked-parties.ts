import type { RiskContext } from '../risk-context.ts';
import type { HistoryAnswer } from './history-answer.ts';
import { memberBucket } from './history-row.ts';

/** An address that more parties share is a forwarder's, or an office that lends its own: it links nobody. */
const AT_MOST = 20;

/** Those with whom the importer shares an address, as buckets: of each address only where few share it. */
export function partiesAtSameAddress({ p }: RiskContext, { counts }: HistoryAnswer): readonly number[] {
  const { id, addressKeys = [] } = p?.importer ?? {};
  if (id === undefined) return [];
  const own = memberBucket(id);
  const linked = addressKeys.flatMap(address => {
    const days = counts.get(`address|${address}`) ?? [];
    const parties = new Set(days.filter(({ n }) => n > 0).map(({ bucket }) => bucket));
    return parties.size > AT_MOST ? [] : [...parties];
  });
  return [...new Set(linked)].filter(party => party !== own).sort((a, b) => a - b);
}
