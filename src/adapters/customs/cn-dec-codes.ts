import type { ConveyanceClaim } from '../../messages/claims.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { countryOfAlpha3 } from '../../vocabulary/country-alpha-3.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import type { XmlElement } from '../formats/xml.ts';
import { doubt, type Reading, stated } from './customs-reading.ts';

/** 运输方式: of the ten ways in which goods cross, four have a vehicle. The others are posts, pipes and supervised areas. */
export const CN_TRAFFIC_MODES: Readonly<Record<string, ConveyanceClaim['mode']>> = codeTable({
  '2': 'SEA',
  '3': 'RAIL',
  '4': 'ROAD',
  '5': 'AIR',
});

/** 成交方式. CIF and the rest of Incoterms; 4 is C&I, 5 a market price, 6 a padded one, which Incoterms do not know. */
export const CN_INCOTERMS: Readonly<Record<string, string>> = codeTable({
  '1': 'CIF',
  '2': 'CFR',
  '3': 'FOB',
  '7': 'EXW',
});

/** 集装箱规格: refrigerated boxes of twice and once the standard length. */
export const CN_REEFERS = new Set(['12', '22']);

/** 计量单位 of China Customs. 035 is the kilogram: a quantity in it is the net mass. */
export const CN_KILOGRAM = '035';

/** Since 2018 the single window writes ISO 3166 alpha-3 (CHN); before, China's own numbers, which a mapping can give (`codes.country`). */
export function cnCountry(reading: Reading, element: XmlElement | undefined, path: string): string | undefined {
  const found = stated(reading, element, path);
  if (!found) return undefined;
  const raw = reading.profile.codes.country?.[found.text] ?? found.text;
  const country = isCountryCode(raw) ? raw : countryOfAlpha3(raw);
  if (!country)
    doubt(reading, found, 'CODE_UNKNOWN', `country "${found.text}" is not known`, 'send ISO 3166-1 alpha-3, e.g. CHN');
  return country;
}

export function cnCurrency(reading: Reading, element: XmlElement): string | undefined {
  const found = stated(reading, element, 'TradeCurr');
  if (!found) return undefined;
  const currency = reading.profile.codes.currency?.[found.text] ?? found.text;
  if (/^[A-Z]{3}$/.test(currency)) return currency;
  doubt(reading, found, 'CODE_UNKNOWN', `currency "${found.text}" is not known`, 'send ISO 4217, e.g. USD');
  return undefined;
}
