import type { ConveyanceClaim } from '../../messages/claims.ts';
import { quote, quoteConveyance } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child } from '../formats/xml-navigation.ts';
import { checkImo, linkableConveyance } from './customs-equipment.ts';
import { doubt, present, type Reading, stated, valueAt } from './customs-reading.ts';

type Mode = ConveyanceClaim['mode'];

/** UN/ECE Recommendation 19. Post, fixed installations and unknown modes have no conveyance. */
const MODES: Readonly<Record<string, Mode>> = codeTable({
  1: 'SEA',
  2: 'RAIL',
  3: 'ROAD',
  4: 'AIR',
  8: 'INLAND_WATER',
});

interface Identity {
  readonly mode: Mode;
  readonly member: 'imo' | 'name' | 'plate' | 'journey' | 'callSign';
}

/** Type of identification of the means of transport (UCC DE 7/7 and 7/9); 103 and 146 are UN/EDIFACT 8213 code lists. */
const IDENTITIES: Readonly<Record<string, Identity>> = codeTable({
  10: { mode: 'SEA', member: 'imo' },
  11: { mode: 'SEA', member: 'name' },
  20: { mode: 'RAIL', member: 'plate' },
  21: { mode: 'RAIL', member: 'journey' },
  30: { mode: 'ROAD', member: 'plate' },
  31: { mode: 'ROAD', member: 'plate' },
  40: { mode: 'AIR', member: 'journey' },
  41: { mode: 'AIR', member: 'plate' },
  80: { mode: 'INLAND_WATER', member: 'plate' },
  81: { mode: 'INLAND_WATER', member: 'name' },
  103: { mode: 'SEA', member: 'callSign' },
  146: { mode: 'SEA', member: 'imo' },
});

const MEANS = [
  'BorderTransportMeans',
  'GoodsShipment/Consignment/BorderTransportMeans',
  'GoodsShipment/Consignment/ArrivalTransportMeans',
  'GoodsShipment/Consignment/DepartureTransportMeans',
];

/** The first means of transport that is identified: at the border, else on arrival or departure. */
export function declaredConveyance(reading: Reading, declaration: XmlElement): ConveyanceClaim | undefined {
  const means = MEANS.map(path => child(declaration, path)).filter(element => element !== undefined);
  const identified = means.find(element => stated(reading, element, 'ID')) ?? means[0];
  if (!identified) return undefined;
  const id = stated(reading, identified, 'ID');
  const border = valueAt(reading, means[0], 'ModeCode');
  return conveyanceOf(reading, identified, {
    id: id?.text,
    typeCode: valueAt(reading, identified, 'IdentificationTypeCode'),
    modeCode: valueAt(reading, identified, 'ModeCode') ?? border,
  });
}

interface StatedMeans {
  readonly id: string | undefined;
  readonly typeCode: string | undefined;
  readonly modeCode: string | undefined;
}

/** The type of the identification says the mode; a mode that contradicts it is a doubt. */
export function conveyanceOf(reading: Reading, element: XmlElement, means: StatedMeans): ConveyanceClaim | undefined {
  const identity = means.typeCode === undefined ? undefined : IDENTITIES[means.typeCode];
  const mode = identity?.mode ?? MODES[means.modeCode ?? ''];
  if (!mode) return undefined;
  if (means.id !== undefined && means.typeCode !== undefined && !identity)
    doubt(
      reading,
      element,
      'CODE_UNKNOWN',
      `type of identification "${means.typeCode}" is not known`,
      'send a code of UCC DE 7/7',
    );
  if (identity && means.modeCode !== undefined && MODES[means.modeCode] !== mode)
    doubt(
      reading,
      element,
      'VALUE',
      `mode ${means.modeCode} contradicts identification ${means.typeCode}`,
      'send the mode of the means that is identified',
    );
  const member = identity?.member ?? 'name';
  const value = means.id !== undefined && member === 'imo' ? checkImo(reading, element, means.id) : means.id;
  const journey = valueAt(reading, element, 'JourneyID');
  return present({ mode, name: valueAt(reading, element, 'Name'), journey, ...(value && { [member]: value }) });
}

/** A wagon, a truck and a voyage are quoted; a vessel's name never is. */
export function quoteMeans(conveyance: ConveyanceClaim | undefined): Reference[] {
  if (conveyance?.mode === 'RAIL') return [...quote('WAGON', conveyance.plate), ...quoteConveyance(conveyance)];
  if (conveyance?.mode === 'ROAD') return quote('VEHICLE', conveyance.plate);
  return quoteConveyance(linkableConveyance(conveyance));
}
