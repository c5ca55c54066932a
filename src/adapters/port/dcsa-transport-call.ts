import type { ConveyanceClaim } from '../../messages/claims.ts';
import { quote, quoteConveyance } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { isJsonObject } from '../formats/json-pointer.ts';
import { inside, type JsonReading, readText } from '../formats/json-reading.ts';
import { quoteUniversalVoyages, quoteVoyages, readVessel, readVoyage, transportMode } from './dcsa-vessel.ts';

/** The conveyance of a Track & Trace 3.0 transport call, and every number by which it quotes a journey. */
export interface CalledConveyance {
  readonly conveyance?: ConveyanceClaim;
  readonly wagon?: string;
  readonly references: readonly Reference[];
}

export function readTransportCall(call: JsonReading, arriving: boolean): CalledConveyance {
  if (!isJsonObject(call.value)) return { references: [] };
  const mode = transportMode(readText(call, '/modeOfTransport') ?? impliedMode(call));
  if (mode === 'RAIL') return readTrain(inside(call, '/railTransport'));
  if (mode === 'ROAD') return readTruck(inside(call, '/truckTransport'));
  return readVesselCall(call, mode, arriving);
}

function impliedMode(call: JsonReading): string | undefined {
  if (isJsonObject(inside(call, '/vesselTransport').value)) return 'VESSEL';
  if (isJsonObject(inside(call, '/railTransport').value)) return 'RAIL';
  return isJsonObject(inside(call, '/truckTransport').value) ? 'TRUCK' : undefined;
}

/** A call has two voyages: what arrives came on the import one, everything else goes with the export one. Quoting both would put a box on both. */
function readVesselCall(call: JsonReading, mode: ConveyanceClaim['mode'], arriving: boolean): CalledConveyance {
  const vessel = readVessel(inside(call, '/vesselTransport'), mode);
  const importVoyage = readVoyage(call, '/importVoyageNumberOrReference/carrierVoyageNumber');
  const exportVoyage = readVoyage(call, '/exportVoyageNumberOrReference/carrierVoyageNumber');
  const journey = arriving ? (importVoyage ?? exportVoyage) : (exportVoyage ?? importVoyage);
  return {
    conveyance: { ...vessel, ...(journey && { journey }) },
    references: [
      ...quoteVoyages(vessel, journey),
      ...quoteUniversalVoyages(
        readText(call, `/${arriving ? 'im' : 'ex'}portVoyageNumberOrReference/universalVoyageReference`),
      ),
    ],
  };
}

function readTrain(rail: JsonReading): CalledConveyance {
  const wagon = readText(rail, '/railCarReference');
  const journey = readText(rail, '/departureID', '/railServiceReference');
  const conveyance: ConveyanceClaim = { mode: 'RAIL', ...(journey && { journey }) };
  return {
    conveyance,
    ...(wagon && { wagon }),
    references: [...quote('WAGON', wagon), ...quoteConveyance(conveyance)],
  };
}

function readTruck(truck: JsonReading): CalledConveyance {
  const plates = ['/tractorDetails/licensePlate', '/trailerDetails/licensePlate'].map(at => readText(truck, at));
  const plate = plates.find(text => text !== undefined);
  return {
    conveyance: { mode: 'ROAD', ...(plate && { plate }) },
    references: plates.flatMap(number => quote('VEHICLE', number)),
  };
}
