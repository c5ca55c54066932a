import type { EquipmentClaim, ItemClaim } from '../../messages/claims.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { boxNumber, mergeBoxes } from './customs-equipment.ts';
import { countAt, doubt, massAt, present, type Reading, stated, valueAt } from './customs-reading.ts';
import { quoteDocument } from './document-scheme.ts';

export function ensItems(reading: Reading, root: XmlElement): ItemClaim[] {
  return children(root, 'GOOITEGDS').map((item, index) => {
    const numbers = boxesOf(reading, item).map(({ text }) => readContainerNumber(text).number);
    return present<ItemClaim>({
      sequence: countAt(reading, item, 'IteNumGDS7') ?? index + 1,
      hsCode: commodityCode(reading, item),
      description: valueAt(reading, item, 'GooDesGDS23'),
      packages: packages(reading, item),
      grossMass: massAt(reading, item, 'GroMasGDS46'),
      dangerousGoods: dangerousGoods(reading, item),
      equipment: numbers.length === 0 ? undefined : numbers,
    });
  });
}

/** Boxes stand in the items. Seals stand in the header: with one box they are its seals, else nobody says whose. */
export function ensBoxes(reading: Reading, root: XmlElement): { boxes: EquipmentClaim[]; seals: Reference[] } {
  const seals = children(root, 'SEAID529').flatMap(seal => valueAt(reading, seal, 'SeaIdSEAID530') ?? []);
  const items = new Map<string, number[]>();
  const claims = children(root, 'GOOITEGDS').flatMap((item, index) => {
    const sequence = countAt(reading, item, 'IteNumGDS7') ?? index + 1;
    return boxesOf(reading, item).map(id => {
      const number = boxNumber(reading, id);
      items.set(number, [...(items.get(number) ?? []), sequence]);
      return { number, seals: [] };
    });
  });
  const boxes = mergeBoxes(claims).map(box => present({ ...box, itemSequences: items.get(box.number) }));
  const only = boxes.length === 1 ? boxes[0] : undefined;
  return {
    boxes: only ? [{ ...only, seals: seals.map(number => ({ number })) }] : boxes,
    seals: seals.flatMap(seal => quote('SEAL', seal)),
  };
}

function boxesOf(reading: Reading, item: XmlElement): XmlElement[] {
  return children(item, 'CONNR2').flatMap(box => stated(reading, box, 'ConNumNR21') ?? []);
}

/** The Harmonised System alone is asked for, four digits at least. */
function commodityCode(reading: Reading, item: XmlElement): string | undefined {
  const found = stated(reading, item, 'COMCODGODITM/ComNomCMD1');
  const code = found && readHsCode(found.text);
  if (found && !code)
    doubt(reading, found, 'VALUE', `"${found.text}" is not a commodity code`, 'send 4 to 10 digits of the tariff');
  return code;
}

/** Bulk and unpacked goods are counted in pieces. */
function packages(reading: Reading, item: XmlElement): ItemClaim['packages'] {
  const kinds = children(item, 'PACGS2');
  const counts = kinds.flatMap(
    kind => countAt(reading, kind, 'NumOfPacGS24') ?? countAt(reading, kind, 'NumOfPieGS25') ?? [],
  );
  if (counts.length === 0) return undefined;
  return present({
    count: counts.reduce((sum, one) => sum + one, 0),
    kind: valueAt(reading, kinds[0], 'KinOfPacGS23'),
  });
}

function dangerousGoods(reading: Reading, item: XmlElement): ItemClaim['dangerousGoods'] {
  const found = stated(reading, item, 'UNDanGooCodGDI1');
  if (!found) return undefined;
  if (/^\d{4}$/.test(found.text)) return { unNumber: found.text };
  doubt(reading, found, 'VALUE', `"${found.text}" is not a UN number`, 'send the four digits of the UN number');
  return undefined;
}

export interface EnsDocument {
  readonly type: string;
  readonly number: string;
}

/** Documents of the items: transport documents by their codes (N704, N705, N714, N740…), permits and the rest. Each once. */
export function ensDocuments(reading: Reading, root: XmlElement): EnsDocument[] {
  const documents = children(root, 'GOOITEGDS/PRODOCDC2').flatMap(document => {
    const number = valueAt(reading, document, 'DocRefDC23');
    return number === undefined ? [] : [{ type: valueAt(reading, document, 'DocTypDC21') ?? '', number }];
  });
  return [...new Map(documents.map(document => [`${document.type}|${document.number}`, document])).values()];
}

export function quoteEnsDocuments(documents: readonly EnsDocument[]): Reference[] {
  return documents.flatMap(({ type, number }) => quoteDocument(type, number));
}
