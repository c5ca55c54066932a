import type { ItemClaim, PartyClaim, PartyIdentifier, PartyRole, PlaceClaim } from '../../messages/claims.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import { isUnLocode } from '../../vocabulary/un-locode.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import { doubt } from './doubt.ts';
import { identifierScheme } from './sps-codes.ts';
import { equipmentNumbers } from './sps-equipment.ts';
import { countryAt, englishAt, massAt, type SpsReading, stated } from './sps-reading.ts';

export function spsParty(element: XmlElement | undefined, role: PartyRole, reading: SpsReading): PartyClaim[] {
  if (!element) return [];
  const name = englishAt(element, 'Name', reading);
  const identifiers = partyIdentifiers(element, reading);
  if (name === undefined && identifiers.length === 0) return [];
  const country = countryAt(element, 'SpecifiedSPSAddress/CountryID', reading);
  const address = addressOf(child(element, 'SpecifiedSPSAddress'), reading);
  return [{ role, identifiers, ...(name && { name }), ...(country && { country }), ...(address && { address }) }];
}

/** ePhyto hubs state a registration number in TypeCode and name its register in listName. */
function partyIdentifiers(element: XmlElement, reading: SpsReading): PartyIdentifier[] {
  const ids = children(element, 'ID').map(id => [id.text, id.attributes.schemeID ?? ''] as const);
  const registered = children(element, 'TypeCode')
    .filter(({ attributes }) => /number|regist|eori|vat|tax/i.test(attributes.listName ?? ''))
    .map(code => [code.text, code.attributes.listName ?? ''] as const);
  return [...ids, ...registered]
    .filter(([value]) => !reading.profile.nullValues.includes(value))
    .map(([value, list]) => ({ scheme: identifierScheme(list), value }));
}

const ADDRESS_LINES = [
  'LineOne',
  'LineTwo',
  'LineThree',
  'LineFour',
  'LineFive',
  'PostcodeCode',
  'CityName',
  'CountryName',
];

function addressOf(address: XmlElement | undefined, reading: SpsReading): string | undefined {
  const lines = ADDRESS_LINES.flatMap(line => stated(address, line, reading) ?? []);
  return lines.length > 0 ? lines.join(', ') : undefined;
}

export function spsUnloading(consignment: XmlElement, reading: SpsReading): PlaceClaim | undefined {
  const location = child(consignment, 'UnloadingBaseportSPSLocation');
  if (!location) return undefined;
  const raw = stated(location, 'ID', reading);
  const code = raw?.toUpperCase();
  const name = englishAt(location, 'Name', reading);
  if (raw === undefined || code === undefined) return name === undefined ? undefined : { codes: [], name };
  const { places } = reading.profile;
  const mapped = Object.hasOwn(places, raw) ? places[raw] : places[code];
  if (!isUnLocode(code) && !mapped) {
    const remedy = 'Send a UN/LOCODE, or have the code mapped in the profile of this sender.';
    reading.doubts.push(doubt('VALUE', positionOf(location), `"${code}" is no UN/LOCODE`, remedy));
  }
  const own = { scheme: isUnLocode(code) ? 'UNLOCODE' : 'TERMINAL', value: code } as const;
  const codes = mapped ? [own, { scheme: 'UNLOCODE', value: mapped } as const] : [own];
  return { codes, ...(name && { name }) };
}

export function tradeLines(consignment: XmlElement): readonly XmlElement[] {
  return children(consignment, 'IncludedSPSConsignmentItem/IncludedSPSTradeLineItem');
}

/** TRACES and ePhyto number lines from 0; where the numbers of several items collide the order in the document counts. */
export function spsItems(lines: readonly XmlElement[], reading: SpsReading): ItemClaim[] {
  const numbers = lines.map(line => Number(textAt(line, 'SequenceNumeric') ?? Number.NaN));
  const usable = numbers.every(Number.isInteger) && new Set(numbers).size === numbers.length;
  return lines.map((line, index) => itemClaim(line, usable ? (numbers[index] ?? index) : index + 1, reading));
}

function itemClaim(line: XmlElement, sequence: number, reading: SpsReading): ItemClaim {
  const hsCode = hsCodeOf(line, reading);
  const description = descriptionOf(line, reading);
  const packages = outermostPackages(line, reading);
  const quantity = volumeOf(line, reading);
  const netMass = massAt(line, 'NetWeightMeasure', reading);
  const grossMass = massAt(line, 'GrossWeightMeasure', reading);
  const originCountry = countryAt(line, 'OriginSPSCountry/ID', reading);
  const equipment = equipmentNumbers(line, reading);
  return {
    sequence,
    ...(hsCode && { hsCode }),
    ...(description && { description }),
    ...(packages && { packages }),
    ...(quantity && { quantity }),
    ...(netMass && { netMass }),
    ...(grossMass && { grossMass }),
    ...(originCountry && { originCountry }),
    ...(equipment.length > 0 && { equipment }),
  };
}

/** ClassCode of the Harmonized System or, in TRACES, of the Combined Nomenclature built on it. */
function hsCodeOf(line: XmlElement, reading: SpsReading): string | undefined {
  for (const classification of children(line, 'ApplicableSPSClassification')) {
    const system = stated(classification, 'SystemID', reading) ?? stated(classification, 'SystemName', reading);
    const code = stated(classification, 'ClassCode', reading);
    if (!code || !system || !/^(HS|CN)\b/i.test(system)) continue;
    const hsCode = readHsCode(code);
    if (hsCode) return hsCode;
    const message = `"${code}" is no code of the Harmonized System`;
    reading.doubts.push(doubt('VALUE', positionOf(classification), message, 'Send 4 to 12 digits.'));
  }
  return undefined;
}

function descriptionOf(line: XmlElement, reading: SpsReading): string | undefined {
  const goods = englishAt(line, 'Description', reading) ?? englishAt(line, 'CommonName', reading);
  const species = englishAt(line, 'ScientificName', reading);
  if (!goods || !species || goods.includes(species)) return goods ?? species;
  return `${goods} (${species})`;
}

/** Timber and plants are certified by volume. */
function volumeOf(line: XmlElement, reading: SpsReading): ItemClaim['quantity'] {
  const measure = child(line, 'NetVolumeMeasure') ?? child(line, 'GrossVolumeMeasure');
  if (!measure || reading.profile.nullValues.includes(measure.text)) return undefined;
  const unit = measure.attributes.unitCode;
  return { value: measure.text, ...(unit && { unit }) };
}

/** UN/EDIFACT 7075: 1 inner, 2 intermediate, 3 outer, 4 without hierarchy. Customs counts the outermost packages. */
function outermostPackages(line: XmlElement, reading: SpsReading): ItemClaim['packages'] {
  const levels = children(line, 'PhysicalSPSPackage').flatMap(element => {
    const count = Number(stated(element, 'ItemQuantity', reading) ?? Number.NaN);
    const kind = stated(element, 'TypeCode', reading);
    const level = Number(stated(element, 'LevelCode', reading) ?? 0);
    return Number.isInteger(count) ? [{ level, packages: { count, ...(kind && { kind }) } }] : [];
  });
  return levels.reduce(
    (outer, next) => (next.level > outer.level ? next : outer),
    levels[0] ?? { level: 0, packages: undefined },
  ).packages;
}
