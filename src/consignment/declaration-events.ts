import type { EventFact } from '../messages/fact.ts';
import type { DeclarationEventEntry } from './customs-slice.ts';
import type { SingleDeclaration } from './declaration-edges.ts';
import { type PlacedFact, statedBy } from './placed-fact.ts';
import { compareText } from './revision-order.ts';

/** From when to when a declaration is the one that counts. */
export interface Validity {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * The events about one declaration: those that name it, and of those that name no declaration but a UCR that it quotes, those at whose time
 * it was valid (law 2.9). An event before it was lodged, or after another took its place, is not about it.
 */
export function eventsOfDeclaration(
  declaration: SingleDeclaration,
  validity: Validity,
  events: readonly PlacedFact<EventFact>[],
): DeclarationEventEntry[] {
  return events
    .filter(each => each.effective && isAbout(each.known.fact, declaration, validity))
    .map(each => {
      const { type, classifier, time } = each.known.fact;
      return {
        ...statedBy(each),
        type,
        classifier,
        time,
        on: quotesName(each.known.fact, declaration) ? 'NUMBER' : 'UCR',
      } as const;
    })
    .sort((a, b) => compareText(a.time.instant, b.time.instant) || compareText(a.fact, b.fact));
}

function isAbout(event: EventFact, declaration: SingleDeclaration, validity: Validity): boolean {
  if (event.references.some(each => each.scheme === 'DECLARATION' || each.scheme === 'LRN'))
    return quotesName(event, declaration);
  const quoted = event.references.filter(each => each.scheme === 'UCR_D' || each.scheme === 'UCR_M');
  if (event.subject === 'EQUIPMENT' || !quoted.some(each => declaration.ucrs.includes(each.value))) return false;
  const { instant } = event.time;
  return (validity.from === null || validity.from <= instant) && (validity.to === null || instant < validity.to);
}

function quotesName({ references }: EventFact, { number, localReference }: SingleDeclaration): boolean {
  return references.some(
    ({ scheme, value }) =>
      (scheme === 'DECLARATION' && value === number) || (scheme === 'LRN' && value === localReference),
  );
}
