import { quote } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { content, contents, each } from './cefact-json.ts';
import { schemeOfDocument } from './document-scheme.ts';

/**
 * Documents that a UN/CEFACT transport document names beside itself, by UNTDID 1001 name or 1153 qualifier. They were given by
 * others, so they are quoted without an issuer.
 */
export function cefactReferences(document: unknown, consignment: string): Reference[] {
  const documents = [
    ...each(document, '/exchangedDocument', 'referenceReferencedDocument'),
    ...each(document, consignment, 'associatedReferencedDocument'),
    ...each(document, consignment, 'transportContractReferencedDocument'),
    ...each(document, consignment, 'previousAdministrativeReferencedDocument'),
    ...each(document, consignment, 'includedConsignmentItem', 'associatedReferencedDocument'),
  ];
  return documents.flatMap(({ pointer }) => {
    const scheme = schemeOfDocument(
      content(document, pointer, 'typeCode'),
      content(document, pointer, 'referenceTypeCode'),
    );
    return scheme ? contents(document, pointer, 'id').flatMap(({ value }) => quote(scheme, value)) : [];
  });
}
