import { cell, code, listed, object, type Part, part, text } from '../graph-shape.ts';

/** A party, as an object of the graph below the given field. */
export const partyAt = (path: string): Part =>
  object(path, 'Party', {
    name: text('name'),
    country: code('country'),
    address: text('address'),
    identifiers: cell('identifiers', 'part'),
  });

/** A party in its role on a document: the document keeps both in one. */
export const partiesInRole = (path: string, type: string) =>
  listed(
    object(path, type, {
      role: code('role'),
      name: text('party.name'),
      country: code('party.country'),
      address: text('party.address'),
      identifiers: cell('party.identifiers', 'part'),
    }),
  );

export const itemsAt = (path: string) =>
  listed(
    object(path, 'ConsignmentItem', {
      sequence: cell('sequence', 'number'),
      hsCode: text('hsCode'),
      description: text('description'),
      packages: part({ count: cell('packages', 'number'), kind: text('packageKind') }),
      quantity: part({ value: cell('quantity', 'decimal'), unit: code('quantityUnit') }),
      grossMass: cell('grossMass', 'mass'),
      netMass: cell('netMass', 'mass'),
      value: cell('value', 'money'),
      originCountry: code('originCountry'),
      dangerousGoods: part({ unNumber: text('unNumber'), imoClass: text('imdgClass') }),
      equipment: text('equipment'),
      previousDocuments: cell('previousDocuments', 'part'),
    }),
  );
