/** Movements at the border, of customs inventory linking. */
import { xmlDocument } from './xml.mjs';

/** Arrival and departure at a goods location quote the UCR and nothing else (EAA, EAL, EDL). */
export function movement(m) {
  const time = m.code === 'EDL' ? 'inv:goodsDepartureDateTime' : 'inv:goodsArrivalDateTime';
  return xmlDocument([
    'inv:inventoryLinkingMovementRequest',
    { 'xmlns:inv': 'http://gov.uk/customs/inventoryLinking/v1' },
    ['inv:messageCode', m.code],
    ['inv:ucrBlock', ['inv:ucr', m.ucr], ['inv:ucrType', m.type ?? 'D']],
    ['inv:goodsLocation', m.location],
    [time, m.time],
    ['inv:movementReference', m.reference],
    m.vessel && [
      'inv:transportDetails',
      ['inv:transportID', m.vessel],
      ['inv:transportMode', '1'],
      ['inv:transportNationality', 'SG'],
    ],
  ]);
}
