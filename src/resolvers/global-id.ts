import { withoutMoment } from './moment-key.ts';

/** Ids of the graph: opaque to clients, `Type:key` in base64url inside. */
export type NodeType =
  | 'Consignment'
  | 'ConsignmentEvent'
  | 'Alarm'
  | 'AssistanceCase'
  | 'TransportEquipment'
  | 'Voyage'
  | 'Place'
  | 'Party'
  | 'RailBooking'
  | 'RailConsignmentNote'
  | 'TrainRun'
  | 'Declaration'
  | 'Certificate'
  | 'Fact'
  | 'Message'
  | 'StoredRiskAssessment';

export function globalId(type: NodeType, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** The type and key of an id, or undefined for what is none: an unknown id and a broken one answer alike. */
export function readGlobalId(id: string): { readonly type: string; readonly key: string } | undefined {
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1 || Buffer.from(text).toString('base64url') !== id) return undefined;
  return { type: text.slice(0, colon), key: text.slice(colon + 1) };
}

export function keyOf(type: NodeType, id: string): string | undefined {
  const read = readGlobalId(id);
  return read?.type === type ? read.key : undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The key of what the hub numbers itself, with the moment as of which it is meant; what is no UUID never reaches the database. An id that
 * was read as of a moment leads back to the thing as it was then.
 */
export function uuidKeyOf(type: NodeType, id: string): string | undefined {
  const key = keyOf(type, id);
  return key && UUID.test(withoutMoment(key)) ? key : undefined;
}

/** The hub id of a consignment as it is now, whatever moment its id names. */
export function consignmentKey(id: string): string | undefined {
  const key = uuidKeyOf('Consignment', id);
  return key && withoutMoment(key);
}
