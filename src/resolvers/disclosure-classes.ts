import { type GraphQLSchema, isObjectType } from 'graphql';
import { CorridorError } from '../errors.ts';
import { CELLS } from '../policy/cells.ts';

/** Fields that an agreement names: values, and the objects on the way to them. */
const GRANTED = new Set(CELLS.flatMap(({ steps }) => steps.map(({ type, field }) => `${type}.${field}`)));
/** Types of which agreements speak: each of their fields has a class. */
const TYPES = new Set(CELLS.flatMap(({ steps }) => steps.map(({ type }) => type)));

/** On any type: who something is, who said so, and where a statement stands among others. */
const IDENTITY = new Set([
  ...['id', 'source', 'sources', 'suppliedBy', 'fact', 'partner', 'consignment'],
  ...['effective', 'correction', 'supersededBy', 'retractedBy', 'sequence', 'role', 'mode', 'recordedAt'],
]);

/** Made at read, of nothing but what the same reader is shown. */
const MADE = new Set([
  ...['alarms', 'assessments', 'direction', 'eta', 'history', 'provenance', 'risk', 'stuffing', 'trail', 'voyages'].map(
    field => `Consignment.${field}`,
  ),
  ...['weight', 'packageCount', 'statedDestination'].map(field => `Consignment.${field}`),
  ...['openedAt', 'openedBy', 'closedAt', 'closedBy', 'stuffing', 'weight', 'sealNumber'].map(
    field => `EquipmentUse.${field}`,
  ),
  ...['orderUncertain', 'other', 'channel', 'previousChannel', 'decidedFor'].map(field => `ConsignmentEvent.${field}`),
  ...['checkDigitValid', 'wellFormed', 'consignments'].map(field => `TransportEquipment.${field}`),
  ...['customsMove', 'portGroup', 'voyage'].map(field => `TransportMovement.${field}`),
  ...['arrival', 'departure', 'affectedConsignments', 'quarantine'].map(field => `TransportCall.${field}`),
  ...['boxes', 'consignments', 'universalReferences'].map(field => `Voyage.${field}`),
  ...['position', 'terminal'].map(field => `YardPosition.${field}`),
  ...['note', 'train'].map(field => `RailBooking.${field}`),
  ...['booking', 'train'].map(field => `RailConsignmentNote.${field}`),
  ...['status', 'requestedBy', 'requestedAt', 'overdueSince', 'confidential', 'closedAt'].map(
    field => `AssistanceCase.${field}`,
  ),
  ...[
    'AssistanceAnswer.at',
    'DeclarationNotification.meaning',
    'Inspection.recognisedFrom',
    'PartnerRecord.voyageNumber',
    'Vessel.aliases',
  ],
]);

/** A field without a disclosure class does not build: name it in `src/policy/catalogue`, or here where it holds no value of an origin. */
export function assertDisclosureClasses(schema: GraphQLSchema): GraphQLSchema {
  const unclassed = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(type => TYPES.has(type.name))
    .flatMap(type => Object.keys(type.getFields()).map(field => ({ field, name: `${type.name}.${field}` })))
    .filter(({ field, name }) => !GRANTED.has(name) && !MADE.has(name) && !IDENTITY.has(field));
  if (unclassed.length === 0) return schema;
  const names = unclassed.map(each => each.name).join(', ');
  throw new CorridorError(
    'INTERNAL',
    'report-bug',
    `no disclosure class: ${names} (src/resolvers/disclosure-classes.ts)`,
  );
}
