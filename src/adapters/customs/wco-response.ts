import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { partsOfEach } from '../formats/parts-in-turn.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { textAt } from '../formats/xml-navigation.ts';
import { issueAt, type Reading } from './customs-reading.ts';
import { wcoDocument, wrapped } from './wco-metadata.ts';
import { statusEvent, statusFact } from './wco-response-fact.ts';

const MESSAGE_TYPE = 'WCO RES';

/** Notifications of customs about declarations (MetaData > Response, one part each). */
export const wcoResponseAdapter: Adapter = {
  name: 'customs/wco-response',
  version: 1,
  kind: 'customs',
  recognises: glance => wcoDocument(glance) === 'RESPONSE',
  read: readResponses,
};

function readResponses(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const xml = readXml(glance.text);
  if (!xml.ok) return { messageType: MESSAGE_TYPE, parts: [{ facts: [], issues: [xml.issue] }] };
  const version = textAt(xml.root, 'WCODataModelVersionCode');
  const messageType = version === undefined ? MESSAGE_TYPE : `${MESSAGE_TYPE} ${version}`;
  const responses = wrapped(xml.root, 'Response');
  if (responses.length > 0) return partsOfEach(messageType, responses, element => readResponse(element, profile));
  const missing = issueAt(xml.root, 'ERROR', 'STRUCTURE', 'no Response in MetaData', 'send MetaData > Response');
  return { messageType, parts: [{ facts: [], issues: [missing] }] };
}

function readResponse(response: XmlElement, profile: MappingProfile): ReadPart {
  const reference = textAt(response, 'FunctionalReferenceID');
  const named = reference === undefined ? {} : { reference };
  const functionCode = textAt(response, 'FunctionCode');
  if (functionCode === undefined) return { ...named, facts: [], issues: [incomplete(response, 'FunctionCode')] };
  const reading: Reading = { profile, issues: [] };
  const status = statusFact(reading, response, functionCode.padStart(2, '0'));
  if (status.references.length === 0)
    return { ...named, facts: [], issues: [incomplete(response, 'Declaration/ID'), ...reading.issues] };
  const event = statusEvent(reading, response, status);
  return { ...named, facts: [status, ...event], issues: reading.issues };
}

function incomplete(response: XmlElement, missing: string) {
  return issueAt(response, 'ERROR', 'STRUCTURE', `the notification has no ${missing}`, `send Response > ${missing}`);
}
