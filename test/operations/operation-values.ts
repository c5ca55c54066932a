/** Where operations enter the graph, by the field of Query; what they ask for is among the samples. */
export const ENTRIES: readonly (readonly [field: string, text: string])[] = [
  ['consignments', 'consignments(first: 12)'],
  ['consignment', 'consignment(where: { ucr: "6CN91120113MA0014257G-A13014" })'],
  ['equipment', 'equipment(number: "MRDU4001153")'],
  ['voyage', 'voyage(where: { number: { vessel: "2000119", number: "036S" } })'],
  ['place', 'place(code: { value: "CNTXG" })'],
  ['vessel', 'vessel(imo: "2000248")'],
  ['voyagesOfVessel', 'voyagesOfVessel(imo: "2000119")'],
  ['events', 'events(first: 6)'],
  ['alarms', 'alarms(first: 6)'],
  ['unlinked', 'unlinked(first: 4)'],
  ['ambiguousLinks', 'ambiguousLinks(first: 4)'],
  ['quarantine', 'quarantine(first: 4)'],
  ['disclosures', 'disclosures(first: 4, filter: { reader: "nobody" })'],
  [
    'explainAccess',
    'explainAccess(partner: "sg-customs", purpose: "transit-monitoring", path: "Declaration.customsValue", where: { ucr: "6CN91120113MA0014257G-A07007" })',
  ],
  ['importDraft', 'importDraft(consignment: { ucr: "6CN91120113MA0014257G-A13014" })'],
  ['declarationCounts', 'declarationCounts(by: [STATUS])'],
  ['indicators', 'indicators(kind: TRADE_VALUE, groupBy: [PORT], from: "2026-01-01", to: "2027-01-01")'],
  ['feeds', 'feeds'],
  ['randomSeeds', 'randomSeeds(from: "2026-03-01", to: "2026-03-02")'],
  ['registryEntries', 'registryEntries(first: 4)'],
  ['riskPack', 'riskPack'],
  ['riskRule', 'riskRule(id: "voyage-unknown")'],
  ['trainsOfWagon', 'trainsOfWagon(wagon: "70123451")'],
  ['assistanceCases', 'assistanceCases(first: 4)'],
  ['webhooks', 'webhooks'],
];

/** Of fields that cannot be asked without. */
export const REQUIRED_ARGUMENTS: Readonly<Record<string, string>> = {
  'Consignment.provenance': '(path: "ucr")',
};

/** What a text argument may hold, by its name; the last is of nobody. */
export const TEXTS: Readonly<Record<string, readonly string[]>> = {
  ucr: ['6CN91120116MA00104163-A01001', '0XX000000000000-NOBODY'],
  declaration: ['020220260000310611', 'NO-SUCH'],
  equipment: ['MRDU4001153', 'XXXU0000000'],
  number: ['MRDLTXG264013', 'LSR2601194', 'NO-SUCH'],
  vessel: ['2000119', 'NO-SUCH'],
  universal: ['NO-SUCH'],
  imo: ['2000248', '0000000'],
  wagon: ['70123451'],
  voyage: ['2000119/036S', 'NO/SUCH'],
  search: ['MRDU4001153', 'NO-SUCH'],
  hsPrefix: ['87', '8703', '99'],
  party: ['PARTNER:sg-customs', 'NO-SUCH'],
  place: ['SGSIN', 'CNTXG', 'ZZZZZ'],
  places: ['SGSIN', 'CNTXG'],
  port: ['CNTXG', 'SGSIN'],
  value: ['CNTXG', '4218', 'NO-SUCH'],
  path: ['ucr', 'destination', 'Declaration.customsValue', 'no.such.path'],
  lang: ['en', 'zh', 'xx'],
  carrier: ['MRDU', 'NO-SUCH'],
  issuer: ['MRDU', 'NO-SUCH'],
  partner: ['sg-customs', 'nobody'],
  purpose: ['transit-monitoring', 'none'],
  kind: ['customs', 'none'],
  code: ['EQUIPMENT_CHECK_DIGIT', 'NONE'],
  subject: ['nobody'],
  direction: ['EXPORT', 'NONE'],
  status: ['RELEASED', 'NONE'],
  version: ['none'],
  id: ['broken', 'Q29uc2lnbm1lbnQ6MDAwMDAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAw'],
  after: ['no cursor'],
  before: ['no cursor'],
  origin: ['cn-customs-tianjin', 'nobody'],
  reader: ['nobody'],
};

/** What a scalar may hold, by its name; the last is refused, or finds nothing. */
export const SCALARS: Readonly<Record<string, readonly (string | number | boolean)[]>> = {
  Int: [2, 1, 0, -1, 201],
  Boolean: [true, false],
  DateTime: ['2026-06-01T00:00:00Z', '2027-01-01T00:00:00+08:00', 'yesterday'],
  Date: ['2026-01-01', '2026-12-31', '2026-02-30'],
  CountryCode: ['SG', 'CN', 'ZZ', 'Singapore'],
  UNLocode: ['CNTXG', 'SGSIN', 'nowhere'],
};
