import { quote } from '../../messages/quoted-references.ts';
import type { Reference, ReferenceScheme } from '../../messages/reference.ts';
import { each, type JsonReading, readText } from '../formats/json-reading.ts';

/**
 * customsReferences types that number a declaration (Brazil DUE, Canada CER, United States ITN, EU MRN) or the consignment itself: the
 * Brazilian RUC follows the WCO unique consignment reference. Others (ACID, CTN…) number an advance filing.
 */
const SCHEMES: ReadonlyMap<string, ReferenceScheme> = new Map([
  ['DUE', 'DECLARATION'],
  ['CER', 'DECLARATION'],
  ['ITN', 'DECLARATION'],
  ['MRN', 'DECLARATION'],
  ['RUC', 'UCR_D'],
  ['UCR', 'UCR_D'],
]);

/** Wherever in a document they stand: at its top, in an item, a piece of cargo, a box or a commodity. */
export function quoteCustoms(document: JsonReading): readonly Reference[] {
  const items = each(document, '/consignmentItems');
  const boxes = [...each(document, '/utilizedTransportEquipments'), ...each(document, '/requestedEquipments')];
  const within = [
    ...items.flatMap(item => each(item, '/cargoItems')),
    ...boxes.flatMap(box => each(box, '/commodities')),
  ];
  return [document, ...items, ...boxes, ...within].flatMap(place =>
    each(place, '/customsReferences').flatMap(quoteOne),
  );
}

function quoteOne(reference: JsonReading): readonly Reference[] {
  const scheme = SCHEMES.get(readText(reference, '/type') ?? '');
  return scheme ? each(reference, '/values').flatMap(value => quote(scheme, readText(value, ''))) : [];
}
