import type { EventType } from '../../messages/event-type.ts';
import type { DeclarationFact, Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { partsOfEach } from '../formats/parts-in-turn.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { textAt } from '../formats/xml-navigation.ts';
import { issueAt, type Reading, timeAt } from './customs-reading.ts';
import { declarationFact } from './wco-declaration-fact.ts';
import { customsCountry, wcoDocument, wrapped } from './wco-metadata.ts';

const MESSAGE_TYPE = 'WCO DEC';

/** WCO Data Model declarations: original, amendment, cancellation (MetaData > Declaration, CDS style). */
export const wcoDeclarationAdapter: Adapter = {
  name: 'customs/wco-declaration',
  version: 1,
  kind: 'customs',
  recognises: glance => wcoDocument(glance) === 'DECLARATION',
  read: readDeclarations,
};

function readDeclarations(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const xml = readXml(glance.text);
  if (!xml.ok) return { messageType: MESSAGE_TYPE, parts: [{ facts: [], issues: [xml.issue] }] };
  const version = textAt(xml.root, 'WCODataModelVersionCode');
  const messageType = version === undefined ? MESSAGE_TYPE : `${MESSAGE_TYPE} ${version}`;
  const declarations = wrapped(xml.root, 'Declaration');
  if (declarations.length === 0) {
    const missing = issueAt(
      xml.root,
      'ERROR',
      'STRUCTURE',
      'no Declaration in MetaData',
      'send MetaData > Declaration',
    );
    return { messageType, parts: [{ facts: [], issues: [missing] }] };
  }
  return partsOfEach(messageType, declarations, element => readDeclaration(xml.root, element, profile));
}

function readDeclaration(root: XmlElement, element: XmlElement, profile: MappingProfile): ReadPart {
  const role = declarationFunction(textAt(element, 'FunctionCode'), textAt(element, 'TypeCode'));
  const reference = textAt(element, 'FunctionalReferenceID');
  const named = reference === undefined ? {} : { reference };
  if (!role) return { ...named, facts: [], issues: [unknownFunction(element)] };
  const reading: Reading = { profile, issues: [] };
  const country = customsCountry(root, textAt(element, 'ID'), profile);
  const fact = declarationFact(reading, element, { function: role, country });
  const refusal = unusable(fact, element);
  if (refusal) return { ...named, facts: [], issues: [refusal, ...reading.issues] };
  return { ...named, facts: [fact, ...lodgement(reading, root, fact)], issues: reading.issues };
}

/** Function code 9 is an original; 13 an additional message, whose type is COR for a correction and INV for invalidation. */
function declarationFunction(
  code: string | undefined,
  type: string | undefined,
): DeclarationFact['function'] | undefined {
  if (code === '9') return 'ORIGINAL';
  if (code === '13' && type === 'COR') return 'AMENDMENT';
  if (code === '13' && type === 'INV') return 'CANCELLATION';
  return undefined;
}

function unknownFunction(element: XmlElement): FeedIssue {
  const code = textAt(element, 'FunctionCode');
  if (code === undefined)
    return issueAt(
      element,
      'ERROR',
      'STRUCTURE',
      'the declaration has no FunctionCode',
      'send 9, or 13 with COR or INV',
    );
  const message = `function code "${code}" with type "${textAt(element, 'TypeCode') ?? ''}" is not known`;
  return issueAt(element, 'ERROR', 'CODE_UNKNOWN', message, 'send 9, or 13 with TypeCode COR or INV');
}

/** A declaration must be known by something; what is asked of one must name it. */
function unusable(fact: DeclarationFact, element: XmlElement): FeedIssue | undefined {
  if (fact.function !== 'ORIGINAL' && fact.number === undefined)
    return issueAt(element, 'ERROR', 'STRUCTURE', 'the additional message names no declaration', 'send the MRN as ID');
  if (fact.references.length === 0)
    return issueAt(element, 'ERROR', 'STRUCTURE', 'the declaration quotes no identifier', 'send FunctionalReferenceID');
  return undefined;
}

const EVENTS: Readonly<Record<DeclarationFact['function'], EventType>> = {
  ORIGINAL: 'DECLARATION_LODGED',
  AMENDMENT: 'DECLARATION_AMENDED',
  CANCELLATION: 'DECLARATION_CANCELLATION_REQUESTED',
};

/** A message that states no time, of its content or its making, says that it was lodged but not when: no event. */
function lodgement(reading: Reading, root: XmlElement, fact: DeclarationFact): Fact[] {
  const time = fact.lodgedAt ?? messageTime(reading, root);
  if (!time) return [];
  const { position, references } = fact;
  return [
    {
      kind: 'EVENT',
      position,
      references,
      type: EVENTS[fact.function],
      classifier: 'ACT',
      subject: 'DECLARATION',
      time,
      ...(fact.office && { place: fact.office }),
      ...(fact.reason !== undefined && { reason: fact.reason }),
    },
  ];
}

function messageTime(reading: Reading, root: XmlElement): TimeValue | undefined {
  return (
    timeAt(reading, root, 'CommunicationMetaData/PreparationDateTime') ?? timeAt(reading, root, 'PreparationDateTime')
  );
}
