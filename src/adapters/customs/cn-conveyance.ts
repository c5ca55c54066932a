import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child } from '../formats/xml-navigation.ts';
import { CN_MODES } from './cn-manifest-types.ts';
import { checkImo } from './customs-equipment.ts';
import { present, type Reading, stated, valueAt } from './customs-reading.ts';

/** The means of transport of a manifest and its voyage, flight or trip number. */
export function cnConveyance(reading: Reading, declaration: XmlElement): ConveyanceClaim | undefined {
  const means = child(declaration, 'BorderTransportMeans');
  if (!means) return undefined;
  const mode = CN_MODES[valueAt(reading, means, 'TypeCode') ?? '1'] ?? 'SEA';
  const id = stated(reading, means, 'ID');
  return present({
    mode,
    ...(id && identity(reading, id, mode)),
    name: valueAt(reading, means, 'Name'),
    journey: valueAt(reading, means, 'JourneyID'),
    carrier: valueAt(reading, declaration, 'Carrier/ID'),
  });
}

/** A sea-going vessel is "UN" and its IMO number, a domestic one "CN" and its register number; a bare seven digits are an IMO number. */
function identity(reading: Reading, id: XmlElement, mode: ConveyanceClaim['mode']): Partial<ConveyanceClaim> {
  if (mode !== 'SEA') return { plate: id.text };
  const imo = /^(?:UN|IMO)?(\d+)$/.exec(id.text)?.[1];
  return imo === undefined ? { plate: id.text } : { imo: checkImo(reading, id, imo) };
}
