import type { Mass, Money } from '../../messages/claims.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { readTime } from '../../vocabulary/time.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children } from '../formats/xml-navigation.ts';
import { decimalAt, doubt, type Reading, stated, valueAt } from './customs-reading.ts';

/** The versions of ASYCUDA World name some elements differently; `<null/>` stands for nothing, and is no text. */
export function firstChild(element: XmlElement | undefined, ...paths: readonly string[]): XmlElement | undefined {
  return paths.map(path => child(element, path)).find(found => found !== undefined);
}

/** The goods items, beside the header or under Items. */
export function asycudaItems(root: XmlElement, sad: XmlElement): readonly XmlElement[] {
  const holders = root === sad ? [root] : [root, sad];
  return holders.flatMap(holder => [...children(holder, 'Item'), ...children(holder, 'Items/Item')]);
}

/**
 * Dates are as the server's Java prints them: 6/10/25, month first, unless the sender's mapping says otherwise (`codes.asycuda.dateOrder`:
 * DMY or MDY). With four digits of year and no mapping, a day above 12 shows the order; else it is not guessed.
 */
export function asycudaDate(reading: Reading, element: XmlElement | undefined, path: string): TimeValue | undefined {
  const found = stated(reading, element, path);
  if (!found) return undefined;
  const { timeZone } = reading.profile;
  const time = readTime(isoDate(reading, found.text), timeZone ? { profileZone: timeZone } : {});
  if (time) return { ...time, raw: found.text };
  const remedy = 'send CCYY-MM-DD, or have the order of days and months set (codes.asycuda.dateOrder)';
  doubt(reading, found, 'VALUE', `"${found.text}" is not a date of one meaning`, remedy);
  return undefined;
}

function isoDate(reading: Reading, raw: string): string {
  const [, first = '', second = '', year = ''] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})$/.exec(raw) ?? [];
  if (first === '') return raw;
  const order = dateOrder(reading, Number(first), Number(second), year);
  const [day, month] = order === 'DMY' ? [first, second] : [second, first];
  const century = year.length === 2 ? '20' : '';
  return order === undefined ? raw : `${century}${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function dateOrder(reading: Reading, first: number, second: number, year: string): 'DMY' | 'MDY' | undefined {
  if (first > 12) return 'DMY';
  if (second > 12 || first === second) return 'MDY';
  const mapped = reading.profile.codes.asycuda?.dateOrder;
  if (mapped === 'DMY' || mapped === 'MDY') return mapped;
  return year.length === 2 ? 'MDY' : undefined;
}

/** ASYCUDA weighs in kilograms (SAD boxes 35 and 38). */
export function kilogramsAt(reading: Reading, element: XmlElement | undefined, ...paths: string[]): Mass | undefined {
  for (const path of paths) {
    const found = decimalAt(reading, element, path);
    if (found) return { value: found.text, unit: 'KGM' };
  }
  return undefined;
}

/** An amount in the currency of the invoice. */
export function invoiceAmount(reading: Reading, invoice: XmlElement | undefined): Money | undefined {
  const amount = decimalAt(reading, invoice, 'Amount_foreign_currency')?.text;
  const currency = valueAt(reading, invoice, 'Currency_code');
  if (amount === undefined || currency === undefined || !/^[A-Z]{3}$/.test(currency)) return undefined;
  return { amount, currency };
}
