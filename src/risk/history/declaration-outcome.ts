import type { DeclarationEntry } from '../../consignment/customs-slice.ts';
import type { GraphView } from '../graph-context/graph-view.ts';
import type { DeclarationOutcome } from './history-rows-of.ts';

/** WCO notification functions 05 and 06: documents or goods are to be controlled. */
const SELECTED = new Set(['05', '06', '5', '6']);

/** How the declaration that is assessed ended, and what controls of the consignment found. */
export function declarationOutcome({ declaration, document }: GraphView): DeclarationOutcome {
  return {
    rejected: declaration?.status === 'REJECTED',
    amendedAfterAcceptance: declaration !== undefined && isAmendedLate(declaration),
    invalidatedAfterSelection: document.customs.declarations.some(isCancelledAfterSelection),
    controls: document.customs.inspections.flatMap(({ performedAt, result }) =>
      performedAt ? [{ day: performedAt.instant.slice(0, 10), finding: result === 'NON_CONFORMING' }] : [],
    ),
    country: declaration?.country ?? undefined,
  };
}

function isAmendedLate({ versions, acceptedAt }: DeclarationEntry): boolean {
  return versions.some(
    each => each.function === 'AMENDMENT' && each.at !== null && acceptedAt !== null && each.at > acceptedAt,
  );
}

function isCancelledAfterSelection({ status, notifications }: DeclarationEntry): boolean {
  return status === 'INVALIDATED' && notifications.some(each => SELECTED.has(each.functionCode));
}
