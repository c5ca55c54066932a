import { quote } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { firstChild } from './asycuda-reading.ts';
import { type Reading, valueAt } from './customs-reading.ts';
import { quoteDocument } from './document-scheme.ts';

export interface AttachedDocument {
  readonly type: string;
  readonly number: string;
}

/** Codes that many countries use for bills and waybills beside those of UN/EDIFACT 1001. */
const BILL_CODES = new Set(['BOL', 'BL', 'B/L', 'AWB', 'HBL', 'MBL', 'HAWB', 'MAWB']);

/**
 * Box 44, documents attached, each once. The codes are each country's own: `codes.attachedDocument` maps them to UN/EDIFACT 1001.
 */
export function attachedDocuments(reading: Reading, items: readonly XmlElement[]): AttachedDocument[] {
  const papers = items.flatMap(item => [
    ...children(item, 'Attached_documents'),
    ...children(item, 'Attached_documents/Attached_document'),
  ]);
  const documents = papers.flatMap(paper => {
    const type = valueAt(reading, paper, 'Attached_document_code');
    const number = valueAt(reading, paper, 'Attached_document_reference');
    return type === undefined || number === undefined ? [] : [{ type, number }];
  });
  return [...new Map(documents.map(document => [`${document.type}|${document.number}`, document])).values()];
}

export function quoteAttached(reading: Reading, { type, number }: AttachedDocument): Reference[] {
  if (BILL_CODES.has(type.toUpperCase())) return quote('BL', number);
  return quoteDocument(reading.profile.codes.attachedDocument?.[type] ?? type, number);
}

/**
 * Box 40. Summary_declaration is the bill of the manifest that the goods are written off from. Previous_document_reference is that bill for
 * whole boxes in some countries, an invoice with its date in others: only what has the form of a bill is quoted.
 */
export function quotePreviousDocuments(reading: Reading, items: readonly XmlElement[]): Reference[] {
  return items.flatMap(item => {
    const previous = firstChild(item, 'Previous_doc', 'Previous_document');
    const reference = valueAt(reading, previous, 'Previous_document_reference');
    const isBill = reference !== undefined && /^(?=.*[A-Z])(?=.*\d)[A-Z0-9-]{6,}$/.test(reference);
    return [
      ...quote('BL', valueAt(reading, previous, 'Summary_declaration')),
      ...quote('BL', isBill ? reference : undefined),
    ];
  });
}

/** What a declaration follows on: the manifest, the documents of box 40, and what is attached. */
export function followedDocuments(
  reading: Reading,
  sad: XmlElement,
  items: readonly XmlElement[],
  attached: readonly AttachedDocument[],
): AttachedDocument[] {
  const manifest = valueAt(reading, sad, 'Identification/Manifest_reference_number');
  const references = items.map(item =>
    valueAt(reading, firstChild(item, 'Previous_doc', 'Previous_document'), 'Previous_document_reference'),
  );
  return [
    ...(manifest === undefined ? [] : [{ type: 'MANIFEST', number: manifest }]),
    ...[...new Set(references)].flatMap(number => (number === undefined ? [] : [{ type: 'PREVIOUS', number }])),
    ...attached,
  ];
}
