import type { DeclarationFact, EventFact, Fact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { isCountryCode } from '../../vocabulary/country-code.ts';
import { readTime } from '../../vocabulary/time.ts';
import type { Adapter, MessageGlance, ReadPart, ReadResult } from '../adapter.ts';
import { readXml, type XmlElement } from '../formats/xml.ts';
import { child, children, positionOf } from '../formats/xml-navigation.ts';
import { countAt, doubt, massAt, present, type Reading, someOf, stated, timeAt, valueAt } from './customs-reading.ts';
import { distinct } from './distinct-references.ts';
import { ensBoxes, ensDocuments, ensItems, quoteEnsDocuments } from './eu-entry-summary-goods.ts';
import {
  commercialReferences,
  ensConveyance,
  ensPlace,
  itinerary,
  officeAt,
  quoteUcrs,
} from './eu-entry-summary-header.ts';
import { ensParties, tinOf } from './eu-entry-summary-parties.ts';
import { ensRefusals } from './eu-entry-summary-rules.ts';
import { quoteMeans } from './wco-transport-means.ts';

/** Entry summary declarations of the Union's Import Control System and Britain's: CC315A lodged, CC313A amended. */
export const euEntrySummaryAdapter: Adapter = {
  name: 'customs/eu-entry-summary',
  version: 1,
  kind: 'customs',
  recognises: ({ format, xmlRoot }) => format === 'XML' && /^CC31[35][A-Z]$/.test(xmlRoot ?? ''),
  read,
};

function read(glance: MessageGlance, profile: MappingProfile): ReadResult {
  const messageType = `ENS ${glance.xmlRoot ?? ''}`.trim();
  const xml = readXml(glance.text);
  if (!xml.ok) return { messageType, parts: [{ facts: [], issues: [xml.issue] }] };
  return { messageType, parts: [readSummary({ profile, issues: [] }, xml.root)] };
}

function readSummary(reading: Reading, root: XmlElement): ReadPart {
  const reference = valueAt(reading, root, 'MesIdeMES19');
  const named = reference === undefined ? {} : { reference };
  const refusals = ensRefusals(root);
  if (refusals.length > 0) return { ...named, facts: [], issues: refusals };
  const fact = declaration(reading, root);
  if (fact.number === undefined && fact.localReference === undefined) {
    const position = positionOf(root);
    const message = 'the declaration has neither an MRN nor a local number';
    const remedy = 'send RefNumHEA4 or DocNumHEA5';
    return { ...named, facts: [], issues: [{ code: 'STRUCTURE', severity: 'ERROR', position, message, remedy }] };
  }
  return {
    ...named,
    facts: [fact, ...lodgement(reading, root, fact), ...arrival(reading, root, fact)],
    issues: reading.issues,
  };
}

function declaration(reading: Reading, root: XmlElement): DeclarationFact {
  const number = valueAt(reading, root, 'HEAHEA/DocNumHEA5');
  const localReference = valueAt(reading, root, 'HEAHEA/RefNumHEA4');
  const lodger = tinOf(reading, child(root, 'PERLODSUMDEC')) ?? tinOf(reading, child(root, 'TRAREP'));
  const { boxes, seals } = ensBoxes(reading, root);
  const documents = ensDocuments(reading, root);
  const commercial = commercialReferences(reading, root);
  const conveyance = ensConveyance(reading, root);
  return present<DeclarationFact>({
    kind: 'DECLARATION',
    position: positionOf(root),
    references: distinct([
      ...quote('DECLARATION', number),
      ...quote('LRN', localReference, lodger),
      ...quoteUcrs(commercial),
      ...quoteEnsDocuments(documents),
      ...quoteEquipment(boxes),
      ...seals,
      ...quoteMeans(conveyance),
    ]),
    key: number ?? localReference,
    updatedAt: preparedAt(reading, root) ?? declaredAt(reading, root),
    function: root.name.startsWith('CC313') ? 'AMENDMENT' : 'ORIGINAL',
    number,
    localReference,
    typeCode: 'ENS',
    direction: 'IMPORT',
    lodgedAt: declaredAt(reading, root),
    ...header(reading, root, number),
    equipment: boxes,
    conveyance,
    previousDocuments: someOf([...documents, ...commercial.map(ucr => ({ type: 'UCR', number: ucr }))]),
    issues: someOf(reading.issues),
  });
}

function header(reading: Reading, root: XmlElement, mrn: string | undefined) {
  const route = itinerary(reading, root).filter(isCountryCode);
  const office = officeAt(reading, root, 'CUSOFFLON/RefNumCOL1', 'CUSOFFFENT730/RefNumCUSOFFFENT731');
  const items = ensItems(reading, root);
  countItems(reading, root, items.length);
  return {
    // characters 3 and 4 of an MRN are the country of the customs that gave it
    country: /^\d{2}([A-Z]{2})[A-Z0-9]{14}$/.exec(mrn ?? '')?.[1] ?? office?.country ?? reading.profile.country,
    office,
    goodsLocation: ensPlace(reading, root, 'HEAHEA/PlaUnlGOOITE334', 'GOOITEGDS/PlaUnlGOOITE333'),
    dispatchCountry: route[0],
    destinationCountry: route.length > 1 ? route.at(-1) : undefined,
    parties: ensParties(reading, root),
    items,
    grossMass: massAt(reading, root, 'HEAHEA/TotGroMasHEA307'),
    packages: countAt(reading, root, 'HEAHEA/TotNumOfPacHEA306'),
  };
}

function countItems(reading: Reading, root: XmlElement, counted: number): void {
  const total = stated(reading, root, 'HEAHEA/TotNumOfIteHEA305');
  if (!total || Number(total.text) === counted) return;
  const message = `TotNumOfIteHEA305 states ${total.text} items, ${counted} are here`;
  doubt(reading, total, 'COUNT_MISMATCH', message, 'count what is sent; check that nothing was lost on the way');
}

function declaredAt(reading: Reading, root: XmlElement): TimeValue | undefined {
  const quiet = { ...reading, issues: [] };
  return timeAt(quiet, root, 'HEAHEA/DatTimAmeHEA113') ?? timeAt(quiet, root, 'HEAHEA/DecDatTimHEA114');
}

/** Date (YYMMDD, or CCYYMMDD in later editions) and time of preparation are two elements. */
function preparedAt(reading: Reading, root: XmlElement): TimeValue | undefined {
  const date = valueAt(reading, root, 'DatOfPreMES9');
  if (date === undefined) return undefined;
  const { timeZone } = reading.profile;
  const day = /^\d{6}$/.test(date) ? `20${date}` : date;
  return readTime(`${day}${children(root, 'TimOfPreMES10')[0]?.text ?? ''}`, timeZone ? { profileZone: timeZone } : {});
}

function lodgement(reading: Reading, root: XmlElement, fact: DeclarationFact): Fact[] {
  const time = fact.lodgedAt ?? preparedAt(reading, root);
  if (!time) return [];
  zoneless(reading, root, time);
  const { position, references, office } = fact;
  const event: EventFact = {
    kind: 'EVENT',
    position,
    references,
    type: fact.function === 'AMENDMENT' ? 'DECLARATION_AMENDED' : 'DECLARATION_LODGED',
    classifier: 'ACT',
    subject: 'DECLARATION',
    time,
    ...(office && { place: office }),
  };
  return [event];
}

/** One doubt for all the times of the message: none of the schema's forms has a zone. */
function zoneless(reading: Reading, root: XmlElement, time: TimeValue): void {
  if (time.zoneSource !== 'UNKNOWN') return;
  const message = `"${time.raw}" has no time zone`;
  doubt(reading, root, 'TIME_ZONE_UNKNOWN', message, 'have the zone of this feed set in its profile');
}

/** When the means is expected at the first office of entry, and the way that it takes. */
function arrival(reading: Reading, root: XmlElement, fact: DeclarationFact): Fact[] {
  const first = child(root, 'CUSOFFFENT730');
  const time = timeAt({ ...reading, issues: [] }, first, 'ExpDatOfArrFIRENT733');
  if (!first || !time) return [];
  const place = officeAt(reading, root, 'CUSOFFFENT730/RefNumCUSOFFFENT731');
  const event: EventFact = present<EventFact>({
    kind: 'EVENT',
    position: positionOf(first),
    references: fact.references,
    key: `${fact.key}|FIRST_ENTRY`,
    updatedAt: fact.updatedAt,
    type: 'GOODS_ARRIVAL_ANTICIPATED',
    classifier: 'EST',
    subject: 'GOODS',
    time,
    place,
    conveyance: fact.conveyance,
    remarks: route(reading, root),
  });
  return [event];
}

function route(reading: Reading, root: XmlElement): string | undefined {
  const loading = ensPlace(reading, root, 'HEAHEA/PlaLoaGOOITE334', 'GOOITEGDS/PlaLoaGOOITE333');
  const countries = itinerary(reading, root);
  const next = children(root, 'CUSOFFSENT740/RefNumSUBENR909').map(({ text }) => text);
  const said = [
    loading && `loaded at ${loading.codes[0]?.value ?? loading.name}`,
    countries.length > 0 && `itinerary ${countries.join(' > ')}`,
    next.length > 0 && `subsequent offices ${next.join(', ')}`,
  ].filter(Boolean);
  return said.length === 0 ? undefined : said.join('; ');
}
