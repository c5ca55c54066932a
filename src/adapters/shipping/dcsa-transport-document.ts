import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter, ReadPart } from '../adapter.ts';
import { eachObject, type JsonPart, readJsonPart, refusedJson } from '../formats/json-part.ts';
import { hasMember, isJsonObject, type Located, stringAt, valueAt } from '../formats/json-pointer.ts';
import { inside, readTimeAt } from '../formats/json-reading.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
import { readShippingInstructions } from './dcsa-shipping-instructions.ts';
import schema from './dcsa-transport-document.schema.json' with { type: 'json' };
import { readDocumentStatus, readTransportDocument } from './dcsa-transport-document-facts.ts';

const checked = (name: keyof typeof schema.$defs) => compileJsonSchema({ ...schema, $ref: `#/$defs/${name}` });

/** DCSA Bill of Lading 3.0: transport documents and the shipping instructions for them. Carriers send both. */
export const dcsaTransportDocumentAdapter: Adapter = {
  name: 'shipping/dcsa-transport-document',
  version: 1,
  kind: 'shipping',
  recognises: ({ format, json }) => format === 'JSON' && eachObject(json).some(at => partOf(at) !== undefined),
  read: ({ json }, profile) => {
    const parts = eachObject(json).map(at => readOne(at, profile));
    const empty = refusedJson('', 'STRUCTURE', 'the message holds no document', 'Send at least one document.');
    return { messageType: 'DCSA EBL 3.0', parts: parts.length > 0 ? parts : [empty] };
  },
};

const transportDocument: JsonPart = {
  check: checked('transportDocument'),
  reference: ['/transportDocumentReference'],
  read: document => readTransportDocument(document, undefined),
};

const shippingInstructions: JsonPart = {
  check: checked('shippingInstructions'),
  reference: ['/shippingInstructionsReference'],
  read: readShippingInstructions,
};

const notification: JsonPart = {
  check: checked('notification'),
  reference: ['/id'],
  read: reading => {
    const data = inside(reading, '/data');
    const time = readTimeAt(reading, '/time', 'ERROR');
    const document = inside(data, '/transportDocument');
    return isJsonObject(document.value) ? readTransportDocument(document, time) : readDocumentStatus(data, time);
  },
};

function partOf({ value }: Located): JsonPart | undefined {
  if (/^org\.dcsa\.transport-document\b/.test(stringAt(value, '/type') ?? '')) return notification;
  if (hasMember(value, 'carrierContactInformation') || hasMember(value, 'requestedEquipments')) return undefined;
  if (hasMember(value, 'transportDocumentStatus') || hasMember(value, 'transports')) return transportDocument;
  const items = hasMember(value, 'consignmentItems') && hasMember(value, 'utilizedTransportEquipments');
  if (items) return shippingInstructions;
  return unwrap({ pointer: '', value }) && transportDocument;
}

/** The document of an issuance request (`document`) or of a transfer between platforms (`transportDocument`). */
function unwrap({ pointer, value }: Located): Located | undefined {
  const at = ['/transportDocument', '/document'].find(member =>
    hasMember(valueAt(value, member), 'transportDocumentReference'),
  );
  return at === undefined ? undefined : { pointer: pointer + at, value: valueAt(value, at) };
}

function readOne(at: Located, profile: MappingProfile): ReadPart {
  const part = partOf(at) ?? transportDocument;
  return readJsonPart(part === transportDocument ? (unwrap(at) ?? at) : at, profile, part);
}
