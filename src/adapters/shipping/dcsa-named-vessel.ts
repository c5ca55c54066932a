import type { ConveyanceClaim } from '../../messages/claims.ts';
import { type JsonReading, readText } from '../formats/json-reading.ts';
import { readVessel } from '../port/dcsa-vessel.ts';

/** A vessel as Commercial Schedules, Booking, JIT and Port Call write it: with `name`, `callSign` or `vesselMMSINumber`. */
export function readNamedVessel(reading: JsonReading, mode: ConveyanceClaim['mode'] = 'SEA'): ConveyanceClaim {
  const name = readText(reading, '/name');
  const callSign = readText(reading, '/callSign');
  const mmsi = readText(reading, '/vesselMMSINumber');
  return {
    ...readVessel(reading, mode),
    ...(name && { name }),
    ...(callSign && { callSign }),
    ...(mmsi && { mmsi }),
  };
}
