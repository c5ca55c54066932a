import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { MessageGlance } from '../adapter.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children, textAt } from '../formats/xml-navigation.ts';

const RESPONSE_TAG = /<(?:[\w.-]+:)?Response[\s/>]/;

/** A document of the WCO Data Model: MetaData around Declaration or Response, or one of these alone in a WCO namespace. */
export function wcoDocument(glance: MessageGlance): 'DECLARATION' | 'RESPONSE' | undefined {
  if (glance.format !== 'XML') return undefined;
  const wco = glance.xmlNamespace?.startsWith('urn:wco:datamodel:') ?? false;
  if (glance.xmlRoot === 'Declaration' && wco) return 'DECLARATION';
  if (glance.xmlRoot === 'Response' && wco) return 'RESPONSE';
  if (glance.xmlRoot !== 'MetaData' || (glance.xmlNamespace && !wco)) return undefined;
  return RESPONSE_TAG.test(glance.text) ? 'RESPONSE' : 'DECLARATION';
}

/** The documents that a MetaData wraps; the root itself where it has no wrapper. */
export function wrapped(root: XmlElement, name: string): readonly XmlElement[] {
  return root.name === name ? [root] : children(root, name);
}

/** ISO 3166-1 country of the customs: as MetaData says, else of the MRN (characters 3 and 4), else the sender's. */
export function customsCountry(root: XmlElement, mrn: string | undefined, profile: MappingProfile): string {
  const stated = textAt(root, 'ResponsibleCountryCode');
  if (stated !== undefined && /^[A-Z]{2}$/.test(stated)) return stated;
  return /^\d{2}([A-Z]{2})[A-Z0-9]{14}$/.exec(mrn ?? '')?.[1] ?? profile.country;
}
