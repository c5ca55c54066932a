import type { PartyRole } from '../../messages/claims.ts';
import type { RiskRecord } from '../risk-context.ts';
import { entrySummary } from './assessed-declaration.ts';
import { instantOf, unique } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';

/** The advance declaration of goods for safety. Whether customs forbade to load, and where the box was stuffed, no feed says. */
export function entrySummaryPart({ document, happened }: GraphView): RiskRecord<'Ens'> | undefined {
  const summary = entrySummary(document.customs.declarations);
  if (!summary) return undefined;
  const nameOf = (role: PartyRole) => summary.parties.find(party => party.role === role)?.name;
  const [buyer, seller] = [nameOf('BUYER'), nameOf('SELLER')];
  const loaded = happened.find(event => event.type === 'LOAD');
  return {
    filedAt: instantOf(summary.lodgedAt),
    loadAt: instantOf(loaded?.time),
    description: summary.items.flatMap(item => item.description ?? []).join('; ') || undefined,
    hs6: unique(summary.items.map(item => item.hsCode?.slice(0, 6))),
    consigneeName: nameOf('CONSIGNEE'),
    ...((buyer ?? seller) && { buyerName: buyer ?? '', sellerName: seller ?? '' }), // a form without either asks for neither
  };
}
