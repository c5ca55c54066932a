import type { ConveyanceClaim, PlaceClaim } from '../../messages/claims.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import { isUnLocode } from '../../vocabulary/un-locode.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { checkImo } from './customs-equipment.ts';
import { doubt, firstValue, mappedUnLocode, present, type Reading, stated, valueAt } from './customs-reading.ts';

/** Mode of transport at the border: 1 maritime, 2 rail, 3 road, 4 air, 8 inland waterway; 10 and 11 container and RoRo in some editions. */
const MODES: Readonly<Record<string, ConveyanceClaim['mode']>> = codeTable({
  '1': 'SEA',
  '2': 'RAIL',
  '3': 'ROAD',
  '4': 'AIR',
  '8': 'INLAND_WATER',
  '10': 'SEA',
  '11': 'SEA',
});

/** By sea the means is identified by its IMO number and the conveyance reference is the voyage; by air that is the flight. */
export function ensConveyance(reading: Reading, root: XmlElement): ConveyanceClaim | undefined {
  const code = stated(reading, root, 'HEAHEA/TraModAtBorHEA76');
  if (!code) return undefined;
  const mode = MODES[code.text];
  if (!mode) {
    doubt(reading, code, 'CODE_UNKNOWN', `mode of transport "${code.text}" is not known`, 'send 1, 2, 3, 4 or 8');
    return undefined;
  }
  const id = stated(reading, root, 'HEAHEA/IdeOfMeaOfTraCroHEA85');
  const journey = valueAt(reading, root, 'HEAHEA/ConRefNumHEA');
  if (mode === 'ROAD' || mode === 'RAIL') return present({ mode, plate: id?.text });
  const imo = /^(?:IMO)?\s*(\d{7})$/.exec(id?.text ?? '')?.[1];
  if (mode === 'SEA' && id && imo) return present({ mode, imo: checkImo(reading, id, imo), journey });
  return present({ mode, name: id?.text, journey });
}

/** The WCO's form of a UCR (ISO 15459-6): last digit of the year, country, then the trader's own part. */
const UCR = /^\d[A-Z]{2}[A-Z0-9/()-]{4,32}$/;

/**
 * Commercial reference number: by the standard a UCR, in practice any number of a trader, which is nobody else's key. Only what has the form
 * of a UCR is quoted as one.
 */
export function quoteUcrs(numbers: readonly string[]): Reference[] {
  return numbers.filter(number => UCR.test(number)).flatMap(number => quote('UCR_D', number));
}

export function commercialReferences(reading: Reading, root: XmlElement): string[] {
  const header = valueAt(reading, root, 'HEAHEA/ComRefNumHEA');
  const items = children(root, 'GOOITEGDS').map(item => valueAt(reading, item, 'ComRefNumGIM1'));
  return [...new Set([header, ...items])].filter(number => number !== undefined);
}

export function officeAt(reading: Reading, root: XmlElement, ...paths: readonly string[]): PlaceClaim | undefined {
  const value = firstValue(reading, root, ...paths);
  if (value === undefined) return undefined;
  const country = value.slice(0, 2);
  const codes = [{ scheme: 'CUSTOMS_OFFICE' as const, value }, ...mappedUnLocode(reading, value)];
  return present({ codes, country: isCountryCode(country) ? country : undefined });
}

/** Places of loading and unloading are a UN/LOCODE or words. */
export function ensPlace(reading: Reading, root: XmlElement, ...paths: readonly string[]): PlaceClaim | undefined {
  const text = firstValue(reading, root, ...paths);
  if (text === undefined) return undefined;
  if (isUnLocode(text)) return { codes: [{ scheme: 'UNLOCODE', value: text }], country: text.slice(0, 2) };
  return { codes: mappedUnLocode(reading, text), name: text };
}

/** Countries of routing, from that of departure to that of destination. */
export function itinerary(reading: Reading, root: XmlElement): string[] {
  return children(root, 'ITI/CouOfRouCodITI1')
    .map(({ text }) => text)
    .filter((text, index, all) => text !== '' && text !== all[index - 1] && !reading.profile.nullValues.includes(text));
}
