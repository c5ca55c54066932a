import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { quoteConveyance } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { imoCheckDigitValid, isImoNumberShape } from '../../vocabulary/imo-number.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf, textAt } from '../formats/xml-navigation.ts';
import type { IssueList } from './issue-list.ts';
import { distinct, wagonNumber } from './rail-equipment.ts';
import { quoteTrain } from './train-id.ts';
import { type BookingMode, transportMode } from './transport-mode.ts';

/** TransportMeans names the vehicle in one of these, which tells the mode where no code does. */
const MODE_OF_MEANS: readonly (readonly [string, BookingMode])[] = [
  ['RailTransport', 'RAIL'],
  ['MaritimeTransport', 'SEA'],
  ['RoadTransport', 'ROAD'],
  ['AirTransport', 'AIR'],
];

/** The mode of the service booked: by its code, else by the means of its main carriage. Pre- and on-carriage never decide it. */
export function ublMode(plan: XmlElement, profile: MappingProfile): BookingMode {
  const service = child(plan, 'MainTransportationService');
  const stages = [...children(service, 'ShipmentStage'), ...children(plan, 'Consignment/MainCarriageShipmentStage')];
  const code =
    textAt(service, 'TransportModeCode') ?? stages.map(stage => textAt(stage, 'TransportModeCode')).find(Boolean);
  const mode = transportMode(code, profile);
  if (mode !== 'UNKNOWN') return mode;
  const means = stages.flatMap(stage => children(stage, 'TransportMeans'));
  return MODE_OF_MEANS.find(([name]) => means.some(each => child(each, name)))?.[1] ?? 'UNKNOWN';
}

/** The journey of the main carriage: a train's TAF identifier or number, or a voyage. */
export function ublJourney(plan: XmlElement): string | undefined {
  const means = children(plan, 'Consignment/MainCarriageShipmentStage/TransportMeans')[0];
  return textAt(means, 'RailTransport/TrainID') ?? textAt(means, 'JourneyID');
}

export function ublWagons(plan: XmlElement, profile: MappingProfile, issues: IssueList): string[] {
  const cars = children(plan, 'Consignment/MainCarriageShipmentStage/TransportMeans/RailTransport/RailCarID');
  return distinct(cars.map(car => wagonNumber({ raw: car.text, position: positionOf(car) }, profile, issues)));
}

/** The vessels and trains of every stage: the sea leg before the rail leg links the two. */
export function ublConveyanceReferences(plan: XmlElement, issues: IssueList): Reference[] {
  const stages = ['PreCarriageShipmentStage', 'MainCarriageShipmentStage', 'OnCarriageShipmentStage'];
  return stages
    .flatMap(stage => children(plan, `Consignment/${stage}/TransportMeans`))
    .flatMap(means => [
      ...quoteTrain(textAt(means, 'RailTransport/TrainID') ?? textAt(means, 'JourneyID')),
      ...quoteConveyance(vesselOf(means, issues)),
    ]);
}

function vesselOf(means: XmlElement, issues: IssueList): ConveyanceClaim | undefined {
  const vessel = child(means, 'MaritimeTransport/VesselID');
  const journey = textAt(means, 'JourneyID');
  const callSign = textAt(means, 'MaritimeTransport/RadioCallSignID');
  const base = { mode: 'SEA' as const, ...(callSign ? { callSign } : {}), ...(journey ? { journey } : {}) };
  if (!vessel) return base;
  const imo = vessel.text.replace(/^IMO\s*/i, '');
  if (imoCheckDigitValid(imo)) return { ...base, imo };
  const what = isImoNumberShape(imo) ? 'the IMO check digit is wrong' : 'it is not an IMO number';
  issues.doubt(
    'VALUE',
    positionOf(vessel),
    `VesselID "${vessel.text}": ${what}`,
    'send the seven digits of the IMO number',
  );
  return base;
}
