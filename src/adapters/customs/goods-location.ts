import type { PlaceClaim } from '../../messages/claims.ts';
import { isUnLocode } from '../../vocabulary/un-locode.ts';
import { mappedUnLocode, type Reading } from './customs-reading.ts';

/**
 * A goods location code of the Union Customs Code (data element 5/23): country, type of location, qualifier, identification, e.g.
 * GB A U BELBFSBEL. CDS locations with qualifier U start with the three letters of a UN/LOCODE of that country.
 */
export function goodsLocation(reading: Reading, code: string): PlaceClaim {
  const [, country, qualifier, identification] = /^([A-Z]{2})[A-D]([A-Z])(.+)$/.exec(code) ?? [];
  const unLocode = qualifier === 'U' ? `${country}${identification?.slice(0, 3)}` : '';
  const derived = isUnLocode(unLocode) ? [{ scheme: 'UNLOCODE', value: unLocode } as const] : [];
  const mapped = [code, identification ?? ''].flatMap(known => mappedUnLocode(reading, known));
  const places = mapped.length > 0 ? mapped.slice(0, 1) : derived;
  return { codes: [{ scheme: 'GOODS_LOCATION', value: code }, ...places], ...(country && { country }) };
}
