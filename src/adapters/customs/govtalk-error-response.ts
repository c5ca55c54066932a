import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter, MessageGlance, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { children, positionOf, textAt } from '../formats/xml-navigation.ts';

const MESSAGE_TYPE = 'GovTalk error response';
const MOST_SAID = 5;

/** The error answer of Britain's gateways (GovTalk CM errorresponse) to an entry summary declaration: refused with what it says. */
export const govtalkErrorResponseAdapter: Adapter = {
  name: 'customs/govtalk-error-response',
  version: 1,
  kind: 'customs',
  recognises: ({ format, xmlRoot, xmlNamespace = '' }) =>
    format === 'XML' && xmlRoot === 'ErrorResponse' && /govtalk\.gov\.uk/.test(xmlNamespace),
  read,
};

function read(glance: MessageGlance, _profile: MappingProfile): ReadResult {
  const xml = readXml(glance.text);
  if (!xml.ok) return { messageType: MESSAGE_TYPE, parts: [{ facts: [], issues: [xml.issue] }] };
  const errors = children(xml.root, 'Error');
  const said = errors.slice(0, MOST_SAID).map(sayError).join('; ') || 'it gives no reason';
  const issue = {
    code: 'ERROR_MESSAGE',
    severity: 'ERROR',
    position: positionOf(errors[0] ?? xml.root),
    message: `an error report of the sender's system, no trade data: ${said}`,
    remedy: 'Mend what the report names, and send the declaration that was refused.',
  } as const;
  return { messageType: MESSAGE_TYPE, parts: [{ facts: [], issues: [issue] }] };
}

function sayError(error: XmlElement): string {
  const words = ['RaisedBy', 'Number', 'Text', 'Location'].flatMap(name => textAt(error, name)?.slice(0, 200) ?? []);
  return words.join(' ');
}
