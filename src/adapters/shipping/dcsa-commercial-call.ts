import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { Fact, TransportCallFact } from '../../messages/fact.ts';
import { doubtsOf } from '../formats/json-part.ts';
import { each, type JsonReading, readText, report } from '../formats/json-reading.ts';
import { readDcsaPlace, refusePlaceless, unLocodesOf, warnOfPortVisit } from '../port/dcsa-place.ts';
import { quoteUniversalVoyages, quoteVoyages, readVoyage } from '../port/dcsa-vessel.ts';
import { readCallEvents } from './dcsa-call-events.ts';
import { readNamedVessel } from './dcsa-named-vessel.ts';
import type { CallTimestamp } from './dcsa-schedule-call.ts';

/**
 * A call wherever a commercial schedule tells it: `call` is the object that is it, `carriage` the one that holds its voyages,
 * `location` its place. `scope` keeps the three forms apart, which tell different times of one call.
 */
export interface CommercialCall {
  readonly scope: string;
  readonly call: JsonReading;
  readonly carriage: JsonReading;
  readonly location: JsonReading;
  readonly vessel: JsonReading;
  readonly mode: ConveyanceClaim['mode'];
  readonly service?: string | undefined;
  readonly callReference?: string | undefined;
  readonly sequence?: number;
  readonly timestamps: readonly CallTimestamp[];
}

export function readCommercialCall(source: CommercialCall): readonly Fact[] {
  const { call, carriage, location } = source;
  const vessel = readNamedVessel(source.vessel, source.mode);
  const voyages = readVoyages(carriage, vessel);
  const place = readDcsaPlace(location, 'ERROR');
  refusePlaceless(location, '', place);
  warnOfPortVisit(carriage, '/portVisitReference', place);
  const references = [...voyages.references];
  if (references.length === 0 && vessel.imo === undefined && vessel.name === undefined) {
    const message = 'the call names neither a vessel nor a universal voyage';
    report(carriage, '', 'STRUCTURE', message, 'Send the vessel, or the universal voyage reference.', 'ERROR');
  }
  if (!place) return [];
  const journey = voyages.exportVoyage ?? voyages.importVoyage;
  const fact: TransportCallFact = {
    kind: 'TRANSPORT_CALL',
    position: { kind: 'POINTER', pointer: call.pointer },
    key: keyOf(source, vessel, journey, unLocodesOf(place)[0]),
    revision: revisionOf(source.timestamps),
    ...voyages,
    references,
    conveyance: { ...vessel, ...(journey && { journey }) },
    ...readNames(source),
    place,
    timestamps: source.timestamps.map(({ pointer: _pointer, remark: _remark, ...stamp }) => stamp),
  };
  const events = readCallEvents(call, fact, vessel, source.timestamps);
  return [{ ...fact, ...doubtsOf(call) }, ...events];
}

type Voyages = Pick<TransportCallFact, 'references' | 'importVoyage' | 'exportVoyage'> &
  Pick<TransportCallFact, 'universalImportVoyage' | 'universalExportVoyage'>;

/** CS 1.0, servicePartners: each carrier of a shared service numbers the one voyage by its own books. All of them name it. */
function readVoyages(carriage: JsonReading, vessel: ConveyanceClaim): Voyages {
  const partners = [carriage, ...each(carriage, '/servicePartners')];
  const imports = partners.flatMap(partner => readVoyage(partner, '/carrierImportVoyageNumber') ?? []);
  const exports = partners.flatMap(partner => readVoyage(partner, '/carrierExportVoyageNumber') ?? []);
  const universalImportVoyage = readText(carriage, '/universalImportVoyageReference');
  const universalExportVoyage = readText(carriage, '/universalExportVoyageReference');
  const [importVoyage] = imports;
  const [exportVoyage] = exports;
  return {
    references: [
      ...quoteVoyages(vessel, ...imports, ...exports),
      ...quoteUniversalVoyages(universalImportVoyage, universalExportVoyage),
    ],
    ...(importVoyage && { importVoyage }),
    ...(exportVoyage && { exportVoyage }),
    ...(universalImportVoyage && { universalImportVoyage }),
    ...(universalExportVoyage && { universalExportVoyage }),
  };
}

function readNames({
  carriage,
  callReference,
  sequence,
  service,
}: CommercialCall): Pick<TransportCallFact, 'service' | 'callReference' | 'visitReference' | 'sequence'> {
  const visitReference = readText(carriage, '/portVisitReference');
  const name = service ?? readText(carriage, '/servicePartners/0/carrierServiceCode');
  return {
    ...(name && { service: name }),
    ...(callReference && { callReference }),
    ...(visitReference && { visitReference }),
    ...(sequence !== undefined && { sequence }),
  };
}

/** The operator's own reference of the call; where the form has none, its vessel, voyage and port. */
function keyOf(
  { scope, callReference, carriage, call }: CommercialCall,
  vessel: ConveyanceClaim,
  voyage: string | undefined,
  port: string | undefined,
): string {
  if (callReference !== undefined) return [vessel.carrier ?? call.profile.carrier ?? '', callReference].join('|');
  const ship = vessel.imo ?? vessel.mmsi ?? vessel.callSign ?? vessel.name ?? '';
  const carrier = readText(carriage, '/servicePartners/0/carrierCode') ?? vessel.carrier ?? '';
  return [scope, carrier, ship, voyage ?? '', port ?? ''].join('|');
}

/** Schedules carry no time of issue: the one that knows more of what happened is the later one. */
function revisionOf(timestamps: readonly CallTimestamp[]): number {
  const count = (wanted: string) => timestamps.filter(({ classifier }) => classifier === wanted).length;
  return 10 * count('ACT') + Math.min(count('EST'), 9);
}
