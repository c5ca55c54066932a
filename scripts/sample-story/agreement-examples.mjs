/** What every sample agreement must allow and must deny, and the consignments on which it is tried. */

export const CUSTOMS_PURPOSES = [
  'clearance',
  'transit-monitoring',
  'risk-assessment',
  'health-quarantine',
  'enforcement-assistance',
  'mutual-assistance',
];
/** Clearance needs values and addresses in clear, and has an agreement of its own: what is finest granted for one purpose shows for no other. */
export const SUPERVISION = CUSTOMS_PURPOSES.filter(purpose => purpose !== 'clearance');

/** Must-allow and must-deny, for every purpose and on a consignment that is none of the reader's business. */
export const example =
  (as, fixture) =>
  (purpose, read, expect, on = fixture) => ({ as, purpose, fixture: on, read, expect });
const STRANGE_PURPOSES = ['marketing', 'shipper-visibility', 'terminal-operations'];

export const supervisionExamples = (as, fixture, outside) => {
  const one = example(as, fixture);
  return [
    ...SUPERVISION.map(purpose => one(purpose, 'Consignment.ucr', 'clear')),
    ...SUPERVISION.map(purpose => one(purpose, 'Consignment.ucr', 'deny', outside)),
    ...SUPERVISION.map(purpose => one(purpose, 'Party.address', 'deny')),
    ...['clearance', ...STRANGE_PURPOSES].map(purpose => one(purpose, 'Consignment.ucr', 'deny')),
    one('risk-assessment', 'Declaration.number', 'clear'),
    one('risk-assessment', 'Declaration.customsValue', 'band'),
    one('risk-assessment', 'Declaration.items.value', 'band'),
    one('risk-assessment', 'Consignment.inspections.result', 'clear'),
    one('risk-assessment', 'Consignment.inspections.sealApplied', 'clear'),
    one('risk-assessment', 'Consignment.inspections.findings', 'deny', outside),
    one('transit-monitoring', 'ConsignmentEvent.eventTime', 'allow'),
    one('transit-monitoring', 'Consignment.equipmentUses.equipment.number', 'clear'),
    one('transit-monitoring', 'Consignment.yardPositions.place', 'deny'),
    one('health-quarantine', 'Consignment.partnerRecords.kind', 'clear'),
    one('health-quarantine', 'Consignment.partnerRecords.text', 'clear'),
    one('health-quarantine', 'Consignment.partnerRecords.text', 'deny', outside),
    one('health-quarantine', 'Consignment.bookings.number', 'deny'),
    one('enforcement-assistance', 'AssistanceCase.question', 'clear'),
    one('enforcement-assistance', 'AssistanceCase.answers.text', 'clear'),
    one('enforcement-assistance', 'Declaration.customsValue', 'band'),
  ];
};

export const singleEntryExamples = (as, fixture, outside) => {
  const one = example(as, fixture);
  return [
    one('clearance', 'Consignment.ucr', 'clear'),
    one('clearance', 'Consignment.ucr', 'deny', outside),
    one('clearance', 'Declaration.number', 'clear'),
    one('clearance', 'Declaration.number', 'deny', outside),
    one('clearance', 'Declaration.items.hsCode', 'clear'),
    one('clearance', 'Declaration.customsValue', 'clear'),
    one('clearance', 'Declaration.customsValue', 'deny', outside),
    one('clearance', 'Party.address', 'clear'),
    one('clearance', 'Consignment.certificates.number', 'clear'),
    one('clearance', 'Consignment.inspections.result', 'clear'),
    one('clearance', 'Declaration.notifications.errors', 'deny'),
    one('clearance', 'Consignment.yardPositions.place', 'deny'),
    one('clearance', 'AssistanceCase.question', 'deny'),
    ...[...SUPERVISION, ...STRANGE_PURPOSES].map(purpose => one(purpose, 'Declaration.customsValue', 'deny')),
  ];
};

/** Consignments on which the examples are tried: what their origin says of them. */
export const FIXTURES = {
  'tianjin-to-singapore': {
    originCountry: 'CN',
    destinationCountry: 'SG',
    countries: ['CN', 'SG'],
    places: ['CNTXG', 'SGSIN'],
    hsCodes: ['870830'],
  },
  'chongqing-to-singapore': {
    originCountry: 'CN',
    destinationCountry: 'SG',
    countries: ['CN', 'SG'],
    places: ['CNCQI', 'CNQZH', 'SGSIN'],
    hsCodes: ['871120'],
  },
  'cn-to-europe-by-rail': {
    originCountry: 'CN',
    destinationCountry: 'DE',
    countries: ['CN', 'DE'],
    places: ['CNCQI', 'DEDUI'],
    hsCodes: ['850440'],
  },
  'malaysia-to-singapore': {
    originCountry: 'MY',
    destinationCountry: 'SG',
    countries: ['MY', 'SG'],
    places: ['MYPKG', 'SGSIN'],
    hsCodes: ['401110'],
  },
  nowhere: { originCountry: null, destinationCountry: null },
};
