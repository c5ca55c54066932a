import type { ItemClaim, Mass } from '../../messages/claims.ts';
import { numberAt } from '../formats/json-pointer.ts';
import { inside, type JsonReading, readText, report } from '../formats/json-reading.ts';
import { shownValue } from '../formats/json-schema-issue.ts';

const MASS_UNITS: readonly Mass['unit'][] = ['KGM', 'LBR', 'TNE', 'GRM'];

/** A weight of DCSA: `{value, unit}`, or in earlier versions a number with its unit beside it. */
export function readMassAt(reading: JsonReading, pointer: string): Mass | undefined {
  const value = readText(reading, `${pointer}/value`, pointer);
  if (value === undefined) return undefined;
  const written = readText(reading, `${pointer}/unit`, `${pointer}Unit`);
  const unit = MASS_UNITS.find(known => known === written);
  if (!unit || !/^\d+(\.\d+)?$/.test(value)) {
    const message = `${shownValue(value)} ${written ?? 'without a unit'} is no weight`;
    report(reading, pointer, 'VALUE', message, 'Send a positive number, and KGM or LBR as its unit.');
    return undefined;
  }
  return { value, unit };
}

/** The whole of several weights; none where they are in different units. */
export function totalMass(masses: readonly (Mass | undefined)[]): Mass | undefined {
  const known = masses.flatMap(mass => mass ?? []);
  const [first] = known;
  if (!first || known.length < masses.length || known.some(({ unit }) => unit !== first.unit)) return undefined;
  return { value: sum(known.map(({ value }) => value)), unit: first.unit };
}

/** Decimal texts are added as whole numbers of their finest digit, for binary fractions would show 0.30000000000000004. */
function sum(values: readonly string[]): string {
  const digits = Math.max(...values.map(value => value.split('.')[1]?.length ?? 0));
  const scaled = values.map(value => {
    const [whole = '0', fraction = ''] = value.split('.');
    return BigInt(whole + fraction.padEnd(digits, '0'));
  });
  const text = String(scaled.reduce((a, b) => a + b, 0n)).padStart(digits + 1, '0');
  if (digits === 0) return text;
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '');
}

/** outerPackaging: how many packages of what kind. */
export function readPackages(packaging: JsonReading): ItemClaim['packages'] {
  const count = numberAt(packaging.value, '/numberOfPackages');
  if (count === undefined || !Number.isInteger(count) || count < 0) return undefined;
  const kind = readText(packaging, '/packageCode', '/imoPackagingCode', '/description');
  return { count, ...(kind && { kind }) };
}

/** The first of the dangerous goods in a package: UN number and IMO class. */
export function readDangerousGoods(packaging: JsonReading): ItemClaim['dangerousGoods'] {
  const goods = inside(packaging, '/dangerousGoods/0');
  const unNumber = readText(goods, '/UNNumber');
  const imoClass = readText(goods, '/imoClass');
  if (unNumber === undefined && imoClass === undefined) return undefined;
  return { ...(unNumber && { unNumber }), ...(imoClass && { imoClass }) };
}
