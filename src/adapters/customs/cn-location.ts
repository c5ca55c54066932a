import type { PlaceClaim, PlaceCode } from '../../messages/claims.ts';
import { isUnLocode } from '../../vocabulary/un-locode.ts';
import type { XmlElement } from '../formats/xml.ts';
import { doubt, mappedUnLocode, type Reading, stated, valueAt } from './customs-reading.ts';

/**
 * A place of a China manifest, "CNTAO/4227": its code and the customs district that supervises it. Both are kept, since one place
 * can have several (law 2.6). 0000 stands for no district. Abroad the code stands alone.
 */
export function cnLocation(reading: Reading, element: XmlElement | undefined, path: string): PlaceClaim | undefined {
  const id = stated(reading, element, `${path}/ID`);
  const name = valueAt(reading, element, `${path}/Name`);
  if (!id) return name === undefined ? undefined : { codes: [], name };
  const [place = '', district] = id.text.split('/').map(part => part.trim());
  const codes = [...placeCodes(reading, place), ...districtCode(reading, id, district)];
  const unLocode = codes.find(({ scheme }) => scheme === 'UNLOCODE')?.value;
  const country = unLocode?.slice(0, 2) ?? (/^[A-Z]{2}$/.test(place) ? place : undefined);
  return { codes, ...(name !== undefined && { name }), ...(country !== undefined && { country }) };
}

/** Five characters are a UN/LOCODE; others are of the customs' own list of ports. Two letters name a country alone. */
function placeCodes(reading: Reading, place: string): PlaceCode[] {
  if (place === '' || /^[A-Z]{2}$/.test(place)) return [];
  if (/^\d{4}$/.test(place)) return [{ scheme: 'CN_CUSTOMS', value: place }];
  const own: PlaceCode = { scheme: isUnLocode(place) ? 'UNLOCODE' : 'TERMINAL', value: place };
  const mapped = mappedUnLocode(reading, place).filter(({ value }) => value !== own.value);
  return own.scheme === 'UNLOCODE' ? [own] : [own, ...mapped];
}

function districtCode(reading: Reading, id: XmlElement, district: string | undefined): PlaceCode[] {
  if (district === undefined || district === '' || district === '0000') return [];
  if (/^\d{4}$/.test(district)) return [{ scheme: 'CN_CUSTOMS', value: district }];
  doubt(reading, id, 'VALUE', `"${district}" is not a customs district`, 'send four digits after the stroke');
  return [];
}

/** DeclarationOfficeID of the reports is a bare district. */
export function declarationOffice(reading: Reading, declaration: XmlElement): PlaceClaim | undefined {
  const district = valueAt(reading, declaration, 'DeclarationOfficeID');
  if (district !== undefined) return { codes: [{ scheme: 'CN_CUSTOMS', value: district }], country: 'CN' };
  return cnLocation(reading, declaration, 'ExitCustomsOffice');
}
