import type { DeclarationEntry } from '../../consignment/customs-slice.ts';
import { isEntrySummary } from '../graph-context/assessed-declaration.ts';
import type { GraphView } from '../graph-context/graph-view.ts';
import type { DeclarationOutcome } from './history-rows-of.ts';

/** WCO notification functions 05 and 06: documents or goods are to be controlled. */
const SELECTED = new Set(['05', '06', '5', '6']);

/** How the declaration that is assessed ended and when, and what controls of the consignment found. */
export function declarationOutcome(
  { declaration: inForce, document, country }: GraphView,
  drawn: boolean,
): DeclarationOutcome {
  const declaration =
    inForce ?? document.customs.declarations.findLast(each => each.country === country && !isEntrySummary(each));
  return {
    lodgedAt: declaration?.lodgedAt?.instant,
    faultyAt: declaration && faultyAt(declaration),
    cancelledAfterSelectionAt: earliest(document.customs.declarations.map(cancelledAfterSelectionAt)),
    controls: document.customs.inspections.flatMap(({ performedAt, result }) =>
      performedAt ? [{ at: performedAt.instant, finding: result === 'NON_CONFORMING' }] : [],
    ),
    country: declaration?.country ?? undefined,
    drawn,
  };
}

function faultyAt({ status, versions, notifications, acceptedAt, lodgedAt }: DeclarationEntry): string | undefined {
  const amended = versions.map(({ function: kind, at }) =>
    kind === 'AMENDMENT' && at !== null && acceptedAt !== null && at > acceptedAt ? at : undefined,
  );
  const rejected = status === 'REJECTED' ? (lastOf(notifications) ?? lodgedAt?.instant) : undefined;
  return earliest([...amended, rejected]);
}

function cancelledAfterSelectionAt({ status, notifications, versions }: DeclarationEntry): string | undefined {
  if (status !== 'INVALIDATED' || !notifications.some(each => SELECTED.has(each.functionCode))) return undefined;
  return lastOf(versions.filter(each => each.function === 'CANCELLATION')) ?? lastOf(notifications);
}

function lastOf(all: readonly { readonly at: string | null }[]): string | undefined {
  return all
    .flatMap(({ at }) => at ?? [])
    .sort()
    .at(-1);
}

function earliest(times: readonly (string | undefined)[]): string | undefined {
  return times.filter(at => at !== undefined).sort()[0];
}
