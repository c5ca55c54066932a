import type { ConveyanceClaim, PartyClaim, PartyIdentifier, PartyRole, PlaceClaim } from '../../messages/claims.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { XmlElement } from '../formats/xml.ts';
import { CN_TRAFFIC_MODES } from './cn-dec-codes.ts';
import { checkImo } from './customs-equipment.ts';
import { doubt, firstValue, mappedUnLocode, present, type Reading, stated, valueAt } from './customs-reading.ts';

/**
 * TrafName is a vessel by its number or English name, a wagon or waybill, a plate, a flight. VoyNo of DecFreeTxt is the voyage of a
 * vessel; by rail and road it is the day of crossing, which is no journey.
 */
export function decConveyance(reading: Reading, message: XmlElement): ConveyanceClaim | undefined {
  const mode = CN_TRAFFIC_MODES[valueAt(reading, message, 'DecHead/TrafMode') ?? ''];
  if (!mode) return undefined;
  const name = stated(reading, message, 'DecHead/TrafName');
  if (mode === 'AIR') return present({ mode, journey: name?.text });
  if (mode !== 'SEA') return present({ mode, plate: name?.text });
  const journey = firstValue(reading, message, 'DecFreeTxt/VoyNo', 'DecHead/VoyNo');
  if (!name) return present({ mode, journey });
  const imo = /^(?:UN|IMO)?(\d{7})$/.exec(name.text)?.[1];
  return present({
    mode,
    ...(imo === undefined ? { name: name.text } : { imo: checkImo(reading, name, imo) }),
    journey,
  });
}

/**
 * 提运单号: by sea a house bill stands after the bill and a star, by air after the waybill and an underscore (rules for filling in the
 * declaration form).
 */
export function decBills(reading: Reading, message: XmlElement): Reference[] {
  const byAir = valueAt(reading, message, 'DecHead/TrafMode') === '5';
  const bill = valueAt(reading, message, 'DecHead/BillNo');
  const numbers = [...(bill?.split(byAir ? /[*_]/ : '*') ?? []), valueAt(reading, message, 'DecHead/BLNo')];
  return numbers.flatMap(number => quote('BL', number?.trim()));
}

/** CustomMaster and IEPort are customs districts: where it is declared, and where the goods cross. */
export function decOffice(reading: Reading, message: XmlElement): PlaceClaim | undefined {
  const district = districtAt(reading, message, 'DecHead/CustomMaster');
  return district && { codes: [district, ...mappedUnLocode(reading, district.value)], country: 'CN' };
}

/** Where the goods are: the place of storage, the port of entry or exit, and the district that supervises it. */
export function decGoodsLocation(reading: Reading, message: XmlElement): PlaceClaim | undefined {
  const district = districtAt(reading, message, 'DecHead/IEPort');
  const port = valueAt(reading, message, 'DecHead/EntyPortCode');
  const yard = valueAt(reading, message, 'DecFreeTxt/CusFie');
  const name = valueAt(reading, message, 'DecHead/GoodsPlace');
  const codes = [
    ...(district ? [district] : []),
    ...(port === undefined ? [] : [{ scheme: 'TERMINAL' as const, value: port }, ...mappedUnLocode(reading, port)]),
    ...(yard === undefined ? [] : [{ scheme: 'GOODS_LOCATION' as const, value: yard }]),
  ];
  return codes.length === 0 && name === undefined ? undefined : present({ codes, name, country: 'CN' });
}

function districtAt(reading: Reading, message: XmlElement, path: string) {
  const found = stated(reading, message, path);
  if (!found) return undefined;
  if (/^\d{4}$/.test(found.text)) return { scheme: 'CN_CUSTOMS' as const, value: found.text };
  doubt(reading, found, 'VALUE', `"${found.text}" is not a customs district`, 'send its four digits');
  return undefined;
}

interface Names {
  readonly role: PartyRole;
  readonly credit?: string;
  readonly code: string;
  readonly names: readonly string[];
}

/** Who is who depends on the direction: 境内收发货人, 消费使用 or 生产销售单位, 境外发货人 or 收货人, 申报单位. */
function parties(exported: boolean): readonly Names[] {
  return [
    { role: exported ? 'EXPORTER' : 'IMPORTER', credit: 'TradeCoScc', code: 'TradeCode', names: ['TradeName'] },
    { role: exported ? 'CONSIGNOR' : 'CONSIGNEE', credit: 'OwnerCodeScc', code: 'OwnerCode', names: ['OwnerName'] },
    exported
      ? { role: 'CONSIGNEE', code: 'OverseasConsigneeCode', names: ['OverseasConsigneeEname'] }
      : {
          role: 'CONSIGNOR',
          code: 'OverseasConsignorCode',
          names: ['OverseasConsignorEname', 'OverseasConsignorCname'],
        },
    { role: 'DECLARANT', credit: 'AgentCodeScc', code: 'AgentCode', names: ['AgentName'] },
  ];
}

export function decParties(reading: Reading, head: XmlElement, exported: boolean): PartyClaim[] {
  return parties(exported).flatMap(({ role, credit, code, names }) => {
    const name = firstValue(reading, head, ...names);
    const credits = credit && firstValue(reading, head, credit, credit.replace('TradeCo', 'TradeCode'));
    const number = valueAt(reading, head, code);
    const identifiers: PartyIdentifier[] = [
      ...(credits ? [{ scheme: 'USCC' as const, value: credits }] : []),
      ...(number ? [{ scheme: 'OTHER' as const, value: number }] : []),
    ];
    return name === undefined && identifiers.length === 0 ? [] : [present({ role, name, identifiers })];
  });
}
