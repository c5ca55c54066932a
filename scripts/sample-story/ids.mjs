/** Identifiers of the trade with valid check digits, made from a counter: the same input, the same number. */

const letterValue = code => (code < 65 ? code - 48 : code - 55 + Math.floor((code - 56) / 10));

/** ISO 6346 annex A; MRNs of the EU customs data model use the same sum. */
function iso6346Sum(text) {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += letterValue(text.charCodeAt(i)) * 2 ** i;
  return (sum % 11) % 10;
}

/** @param {string} owner three letters @param {number} serial up to six digits */
export function container(owner, serial) {
  const stem = `${owner}U${String(serial).padStart(6, '0')}`;
  return stem + iso6346Sum(stem);
}

/** IMO Resolution A.1117(30). Numbers from 2000000 are not given to ships. */
export function imo(serial) {
  const stem = String(200000 + serial);
  const sum = [...stem].reduce((total, digit, i) => total + Number(digit) * (7 - i), 0);
  return stem + (sum % 10);
}

const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Organisation code within a USCC, GB 11714: eight characters and a check character modulo 11. */
function organisationCode(serial) {
  const stem = `MA${String(serial).padStart(6, '0')}`;
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number.parseInt(stem[i], 36), 0);
  return stem + ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X', '0'][11 - (sum % 11)];
}

/** Unified social credit code, GB 32100-2015: 17 characters and a check character modulo 31, weights powers of three. */
export function uscc(region, serial) {
  const stem = `91${region}${organisationCode(serial)}`;
  let weight = 1;
  let sum = 0;
  for (const character of stem) {
    sum += USCC.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return stem + USCC[(31 - (sum % 31)) % 31];
}

/** Unique entity number of a Singapore company: year, five digits, a check letter. Serials from 90000 are beyond what a year sees. */
export function uen(year, serial) {
  const stem = `${year}${90000 + serial}`;
  const weights = [10, 8, 6, 4, 9, 7, 5, 3, 1];
  return stem + 'ZKCMDNERGWH'[weights.reduce((sum, weight, i) => sum + weight * Number(stem[i]), 0) % 11];
}

/** Chinese entry number: customs district (4), year (4), direction (1 import, 0 export), serial (9). */
export function entryNumber(district, direction, serial) {
  return `${district}2026${direction === 'IMPORT' ? 1 : 0}${String(serial).padStart(9, '0')}`;
}

/** MRN: year, country, 13 characters, check digit. */
export function mrn(country, office, serial) {
  const stem = `26${country}${office}${String(serial * 7919).padStart(8, '0')}J`.padEnd(17, '0').slice(0, 17);
  return stem + iso6346Sum(stem);
}

/** WCO UCR: last digit of the year, country, the trader's own identifier, his reference. */
export function ucr(country, trader, reference) {
  return `6${country}${trader}-${reference}`;
}

/** A version 5 shaped UUID from a name (FNV-1a over four salts). */
export function uuid(name) {
  const words = [0, 1, 2, 3].map(salt => fnv(`${salt}:${name}`).toString(16).padStart(8, '0'));
  const hex = words.join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** 32 bits of FNV-1a: spreads minutes and weights over a plausible range, without a seed to keep. */
export function fnv(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** A whole number between low and high, always the same for the same name. */
export const between = (name, low, high) => low + (fnv(name) % (high - low + 1));
