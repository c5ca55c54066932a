import type { ConveyanceClaim, EquipmentClaim, Mass, PlaceClaim, PlaceCode } from '../../messages/claims.ts';
import { quote, quoteConveyance, quoteEquipment } from '../../messages/quoted-references.ts';
import { type Reference, referenceKey } from '../../messages/reference.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { imoCheckDigitValid } from '../../vocabulary/imo-number.ts';
import { isUnLocode } from '../../vocabulary/un-locode.ts';
import { cell, type OperationRow, rawCell, report } from './terminal-operation-row.ts';
import { terminalFlag, terminalFullness } from './terminal-operations-codes.ts';
import type { TerminalColumn } from './terminal-operations-columns.ts';

/** The box of the row; a malformed number is kept raw and links by exact equality only (law 2.5). */
export function rowEquipment(row: OperationRow): EquipmentClaim | undefined {
  const raw = cell(row, 'box');
  if (raw === undefined) return undefined;
  const { number, wellFormed, checkDigitValid } = readContainerNumber(raw);
  const remedy = 'check the number on the box (ISO 6346)';
  if (!wellFormed) report(row, 'box', 'EQUIPMENT_FORMAT', `"${raw}" is not a container number`, remedy);
  else if (!checkDigitValid) report(row, 'box', 'CHECK_DIGIT', `the check digit of ${number} is wrong`, remedy);
  const seal = cell(row, 'seal');
  return stated<EquipmentClaim>({
    number,
    sizeType: cell(row, 'sizeType'),
    fullness: coded(row, 'fullness', cell(row, 'fullness'), terminalFullness),
    seals: (seal?.split(/[,;、/]/) ?? []).filter(part => part.trim() !== '').map(part => ({ number: part.trim() })),
    grossMass: massCell(row, 'grossMass'),
    verifiedGrossMass: massCell(row, 'verifiedGrossMass'),
    dangerous: flagCell(row, 'dangerous'),
    reefer: flagCell(row, 'reefer'),
  });
}

function flagCell(row: OperationRow, column: TerminalColumn): boolean | undefined {
  const raw = rawCell(row, column)?.trim();
  return coded(row, column, raw === '0' ? raw : cell(row, column), terminalFlag);
}

/** A code of a small list; one that is not in it is a doubt. */
export function coded<Value>(
  row: OperationRow,
  column: TerminalColumn,
  raw: string | undefined,
  meaning: (raw: string) => Value | undefined,
): Value | undefined {
  if (raw === undefined) return undefined;
  const value = meaning(raw);
  if (value === undefined)
    report(row, column, 'CODE_UNKNOWN', `${column} "${raw}" is not known`, 'send a value of the column reference');
  return value;
}

function massCell(row: OperationRow, column: TerminalColumn): Mass | undefined {
  const raw = cell(row, column);
  if (raw === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(raw)) return { value: raw, unit: 'KGM' };
  report(row, column, 'VALUE', `"${raw}" is not a mass`, 'send kilograms as a decimal number');
  return undefined;
}

/** The vessel and its voyage, else the truck at the gate. */
export function rowConveyance(row: OperationRow): ConveyanceClaim | undefined {
  const [name, imo, callSign, journey] = (['vessel', 'imo', 'callSign', 'voyage'] as const).map(each =>
    cell(row, each),
  );
  if (name ?? imo ?? callSign ?? journey) {
    const digits = imo?.replace(/^IMO\s*/i, '');
    if (digits !== undefined && !imoCheckDigitValid(digits))
      report(row, 'imo', 'VALUE', `"${imo}" is not an IMO number`, 'send the seven digits of the IMO number');
    return stated({ mode: 'SEA' as const, imo: digits, callSign, name, journey });
  }
  const plate = cell(row, 'truck');
  return plate === undefined ? undefined : { mode: 'ROAD', plate };
}

/** The terminal by its own code and its UN/LOCODE; a yard position is added where the box was set down. */
export function rowPlace(row: OperationRow, yard?: string): PlaceClaim | undefined {
  const terminal = cell(row, 'terminal');
  const codes: PlaceCode[] = [
    ...(terminal === undefined ? [] : [{ scheme: 'TERMINAL' as const, value: terminal }]),
    ...unLocode(row, terminal),
    ...(yard === undefined ? [] : [{ scheme: 'YARD' as const, value: yard }]),
  ];
  return codes.length === 0 ? undefined : { codes };
}

function unLocode(row: OperationRow, terminal: string | undefined): PlaceCode[] {
  const place = cell(row, 'place');
  const { places } = row.profile;
  const value = (place && (places[place] ?? place)) ?? (terminal && places[terminal]);
  if (value === undefined || value === '') return [];
  if (isUnLocode(value)) return [{ scheme: 'UNLOCODE', value }];
  report(row, 'place', 'VALUE', `"${value}" is not a UN/LOCODE`, 'send five characters, or have the place mapped');
  return [];
}

/** Everything that the row quotes. A voyage links through the vessel's IMO number or call sign, never through its name. */
export function rowReferences(
  row: OperationRow,
  equipment: EquipmentClaim,
  conveyance: ConveyanceClaim | undefined,
): Reference[] {
  const all = [
    ...quoteEquipment([equipment]),
    ...quote('BL', cell(row, 'bill')),
    ...quote('BOOKING', cell(row, 'booking'), row.profile.carrier),
    ...quote('DECLARATION', cell(row, 'declaration')),
    ...(conveyance?.mode === 'SEA' ? quoteConveyance(linkable(conveyance)) : []),
    ...quote('VEHICLE', cell(row, 'truck')),
  ];
  return [...new Map(all.map(reference => [referenceKey(reference), reference])).values()];
}

/** A wrong IMO number stays in the claim and names no voyage. */
function linkable({ imo, ...rest }: ConveyanceClaim): ConveyanceClaim {
  return imo !== undefined && imoCheckDigitValid(imo) ? { ...rest, imo } : rest;
}

/** A fact states what the row states and nothing else. */
export function stated<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
