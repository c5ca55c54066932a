import type { ItemClaim } from '../../messages/claims.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import { each, inside, type JsonReading, readText, report } from '../formats/json-reading.ts';
import { readDangerousGoods, readMassAt, readPackages, totalMass } from './dcsa-quantity.ts';

/**
 * The consignment items of a bill, an instruction or a notice: each lies in one or more boxes, and a box may hold several. A further HS
 * code of an item is a line of its own without weights, for they are of the whole item.
 */
export function readConsignmentItems(items: readonly JsonReading[]): readonly ItemClaim[] {
  const claims: ItemClaim[] = [];
  for (const item of items) {
    const [first, ...further] = readHsCodes(item);
    const line = readItem(item);
    const { description, equipment } = line;
    claims.push({ sequence: claims.length + 1, ...(first && { hsCode: first }), ...line });
    for (const hsCode of further) {
      claims.push({
        sequence: claims.length + 1,
        hsCode,
        ...(description && { description }),
        ...(equipment && { equipment }),
      });
    }
  }
  return claims;
}

/** The texts that describe the goods, joined: DCSA cuts them into lines. */
export function readDescription(item: JsonReading): string | undefined {
  const lines = each(item, '/descriptionOfGoods').flatMap(line => readText(line, '') ?? []);
  return lines.length > 0 ? lines.join(' ') : readText(item, '/descriptionOfGoods');
}

function readHsCodes(item: JsonReading): readonly string[] {
  const codes = each(item, '/HSCodes').flatMap(code => {
    const raw = readText(code, '');
    const known = raw === undefined ? undefined : readHsCode(raw);
    if (raw !== undefined && known === undefined) {
      report(code, '', 'VALUE', `"${raw.slice(0, 40)}" is no HS code`, 'Send 4 to 12 digits.');
    }
    return known ?? [];
  });
  return [...new Set(codes)];
}

function readItem(item: JsonReading): Omit<ItemClaim, 'sequence' | 'hsCode'> {
  const cargo = each(item, '/cargoItems');
  const description = readDescription(item);
  const packages = totalPackages(cargo);
  const grossMass = totalMass(
    cargo.map(piece => readMassAt(piece, '/cargoGrossWeight') ?? readMassAt(piece, '/weight')),
  );
  const netMass = totalMass(cargo.map(piece => readMassAt(piece, '/cargoNetWeight')));
  const dangerousGoods = cargo.flatMap(piece => readDangerousGoods(inside(piece, '/outerPackaging')) ?? [])[0];
  const equipment = [...new Set(cargo.flatMap(piece => boxOf(piece) ?? []))];
  return {
    ...(description && { description }),
    ...(packages && { packages }),
    ...(grossMass && { grossMass }),
    ...(netMass && { netMass }),
    ...(dangerousGoods && { dangerousGoods }),
    ...(equipment.length > 0 && { equipment }),
    ...(equipment.length > 1 && { stuffing: equipment.map(box => stuffedInto(box, cargo)) }),
  };
}

/** An item that lies in several boxes: its cargo items say how much in which. */
function stuffedInto(equipment: string, cargo: readonly JsonReading[]): NonNullable<ItemClaim['stuffing']>[number] {
  const pieces = cargo.filter(piece => boxOf(piece) === equipment);
  const packages = totalPackages(pieces)?.count;
  const grossMass = totalMass(
    pieces.map(piece => readMassAt(piece, '/cargoGrossWeight') ?? readMassAt(piece, '/weight')),
  );
  return { equipment, ...(packages !== undefined && { packages }), ...(grossMass && { grossMass }) };
}

/** The box of a cargo item, normalised; what is wrong with its number is told where the box itself stands. */
export function boxOf(cargo: JsonReading): string | undefined {
  const raw = readText(cargo, '/equipmentReference');
  return raw && readContainerNumber(raw).number;
}

function totalPackages(cargo: readonly JsonReading[]): ItemClaim['packages'] {
  const packages = cargo.flatMap(piece => readPackages(inside(piece, '/outerPackaging')) ?? []);
  if (packages.length === 0) return undefined;
  const kinds = [...new Set(packages.map(({ kind }) => kind))];
  const [kind] = kinds;
  return {
    count: packages.reduce((total, { count }) => total + count, 0),
    ...(kind && kinds.length === 1 && { kind }),
  };
}
