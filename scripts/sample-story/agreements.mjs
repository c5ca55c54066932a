/** The agreements of the sample partners: who lets whom see what. One file a direction; who has keys signs. */
import { stringify } from 'yaml';
import {
  CUSTOMS_PURPOSES,
  example,
  SUPERVISION,
  singleEntryExamples,
  supervisionExamples,
} from './agreement-examples.mjs';
import { CARRIED, DECLARATION, GOODS, MOVED, ON_RAIL } from './granted-fields.mjs';
import { detached } from './signing.mjs';

const CUSTOMS = ['cn-customs-tianjin', 'cn-customs-qingdao', 'cn-customs-chongqing', 'sg-customs'];
const CN_CUSTOMS = CUSTOMS.slice(0, 3);
const VALID = { from: '2026-01-01T00:00:00Z', until: '2028-01-01T00:00:00Z' };

const grant = (id, type, fields, more = {}) => ({ id, type, fields, ...more });
const evidence = grant('evidence', 'Fact', ['*']);
const events = grant('events', 'ConsignmentEvent', ['*']);

const agreement = (from, to, name, { purposes, rows, grants, ...more }) => ({
  agreement: name,
  version: 1,
  from,
  to,
  purposes,
  operations: ['query', 'subscribe'],
  valid: VALID,
  ...(rows ? { rows: { Consignment: rows } } : {}),
  grants,
  ...more,
});

const ofCountry = country => ({
  anyOf: [{ originCountry: country }, { destinationCountry: country }, { transitCountry: country }],
});
const BETWEEN_CUSTOMS = { withheld: 'explicit', evidence: { receipts: 'request', retain: 'P7Y' } };

/** What one customs lets another see to supervise: values in bands, addresses never. */
const supervision = (from, to, name, country, fixture, outside) =>
  agreement(from, to, name, {
    purposes: SUPERVISION,
    rows: ofCountry(country),
    grants: [
      grant('goods', 'Consignment', GOODS),
      events,
      grant('declaration', 'Declaration', DECLARATION),
      grant('value', 'Declaration', ['customsValue'], { transform: { band: [0, 1000, 10000, 100000] } }),
      grant('item-value', 'ConsignmentItem', ['value'], { transform: { band: [0, 1000, 10000, 100000] } }),
      grant('voyages', 'Voyage', ['*']),
      grant('assistance', 'AssistanceCase', ['*']),
      evidence,
      { id: 'counts', type: 'Declaration', aggregate: { count: ['hsChapter', 'direction', 'month'], minGroup: 5 } },
    ],
    deny: [{ type: 'Party', fields: ['address'] }],
    ...BETWEEN_CUSTOMS,
    examples: to.flatMap(as => supervisionExamples(as, fixture, outside)),
  });

/** What one customs lets another see to clear: all that an import declaration takes over from the export declaration, in clear. */
const singleEntry = (from, to, name, country, fixture, outside) =>
  agreement(from, to, name, {
    purposes: ['clearance'],
    rows: ofCountry(country),
    grants: [
      grant('goods', 'Consignment', GOODS),
      events,
      grant('declaration', 'Declaration', [
        ...DECLARATION.filter(field => field !== 'notifications'),
        'customsValue',
        'incoterm',
      ]),
      grant('voyages', 'Voyage', ['*']),
      evidence,
      { id: 'counts', type: 'Declaration', aggregate: { count: ['hsChapter', 'direction', 'month'], minGroup: 5 } },
    ],
    ...BETWEEN_CUSTOMS,
    examples: to.flatMap(as => singleEntryExamples(as, fixture, outside)),
  });

const toCustoms = (from, name, to, fields, types = []) =>
  agreement(from, to, name, {
    purposes: CUSTOMS_PURPOSES,
    grants: [grant('all', 'Consignment', ['issues', ...fields]), events, ...types, evidence],
    examples: to.map(as => example(as, 'tianjin-to-singapore')('clearance', 'ConsignmentEvent.eventTime', 'clear')),
  });

/** Singapore Customs sees of the railway to the sea what passes Qinzhou, where the goods are shipped: nothing of what goes to Europe. */
const landSea = (from, name) => {
  const one = example('sg-customs', 'chongqing-to-singapore');
  return agreement(from, ['sg-customs'], name, {
    purposes: CUSTOMS_PURPOSES,
    rows: { place: ['CNQZH'] },
    grants: [grant('all', 'Consignment', ['issues', ...ON_RAIL]), events, voyages, evidence],
    examples: CUSTOMS_PURPOSES.flatMap(purpose => [
      one(purpose, 'ConsignmentEvent.eventTime', 'clear'),
      one(purpose, 'ConsignmentEvent.eventTime', 'deny', 'cn-to-europe-by-rail'),
    ]),
  });
};
const voyages = grant('voyages', 'Voyage', ['*']);

const PORTS = {
  'tianjin-harbour-terminal': ['CNTXG'],
  'qingdao-port': ['CNQDG'],
  'qinzhou-port': ['CNQZH'],
  'jurong-straits-terminal': ['SGSIN'],
  'klang-west-terminal': ['MYPKG'],
};

const carrierToTerminal = (to, place) =>
  agreement('meridian-ocean-line', [to], `mrd-${to}`, {
    purposes: ['terminal-operations', 'transit-monitoring'],
    rows: { place },
    grants: [
      grant('carried', 'Consignment', [
        'identifiers',
        'status',
        'statusSince',
        'placeOfLoading',
        'placeOfDischarge',
        'grossMass',
        'packages',
        'transportDocuments',
        'equipmentUses',
        'legs',
        'bookings',
        'links',
        'goodsDescription',
      ]),
      grant('hazard', 'ConsignmentItem', ['unNumber', 'imdgClass', 'equipment', 'sequence']),
      events,
      voyages,
      evidence,
    ],
    examples: [
      { as: to, purpose: 'terminal-operations', fixture: 'nowhere', read: 'TransportDocument.number', expect: 'deny' },
      { as: to, purpose: 'clearance', fixture: 'nowhere', read: 'ConsignmentEvent.type', expect: 'deny' },
    ],
  });

/** A terminal tells the carrier all that it sees of a box, and other terminals nothing. */
const terminalToCarrier = from =>
  agreement(from, ['meridian-ocean-line'], `${from}-mrd`, {
    purposes: ['transport-execution', 'transit-monitoring'],
    grants: [grant('moved', 'Consignment', MOVED), events, voyages, evidence],
  });

const PARTNERS_OF_TRANSPORT = ['landsea-rail', 'chongqing-freight'];
const transport = (from, to, name, fields) =>
  agreement(from, to, name, {
    purposes: [
      'transport-execution',
      'transit-monitoring',
      ...(to.includes('chongqing-freight') ? ['shipper-visibility'] : []),
    ],
    grants: [grant('carried', 'Consignment', fields), events, grant('trains', 'Voyage', ['*']), evidence],
  });

/** Whoever moves a box is told whether it is released, and nothing of the goods. */
const release = (from, to, name) =>
  agreement(from, to, name, {
    purposes: ['transport-execution', 'terminal-operations', 'transit-monitoring'],
    grants: [
      grant('release', 'Consignment', ['ucr', 'status', 'statusSince', 'equipmentUses.equipment.number']),
      grant('declaration', 'Declaration', ['status', 'statusAt', 'releasedAt', 'direction', 'country']),
    ],
    examples: [
      { as: to[0], purpose: 'transit-monitoring', fixture: 'nowhere', read: 'Declaration.releasedAt', expect: 'clear' },
      {
        as: to[0],
        purpose: 'transit-monitoring',
        fixture: 'nowhere',
        read: 'Declaration.customsValue',
        expect: 'deny',
      },
    ],
  });

export const AGREEMENTS = [
  release('cn-customs-tianjin', ['meridian-ocean-line', 'tianjin-harbour-terminal'], 'cn-release-tianjin'),
  release('cn-customs-qingdao', ['meridian-ocean-line', 'qingdao-port'], 'cn-release-qingdao'),
  release('cn-customs-chongqing', ['meridian-ocean-line', 'qinzhou-port', 'landsea-rail'], 'cn-release-chongqing'),
  release('sg-customs', ['meridian-ocean-line', 'jurong-straits-terminal'], 'sg-release'),
  ...CN_CUSTOMS.flatMap(from => {
    const name = `cn-sg-${from.slice('cn-customs-'.length)}`;
    const lane = ['SG', 'tianjin-to-singapore', 'cn-to-europe-by-rail'];
    return [
      supervision(from, ['sg-customs'], name, ...lane),
      singleEntry(from, ['sg-customs'], `${name}-single-entry`, ...lane),
    ];
  }),
  supervision('sg-customs', CN_CUSTOMS, 'sg-cn', 'CN', 'tianjin-to-singapore', 'malaysia-to-singapore'),
  singleEntry('sg-customs', CN_CUSTOMS, 'sg-cn-single-entry', 'CN', 'tianjin-to-singapore', 'malaysia-to-singapore'),
  toCustoms('meridian-ocean-line', 'mrd-customs', CUSTOMS, CARRIED, [voyages]),
  ...Object.entries(PORTS).map(([to, place]) => carrierToTerminal(to, place)),
  ...Object.keys(PORTS).flatMap(from => [
    toCustoms(from, `${from}-customs`, CUSTOMS, MOVED, [voyages]),
    terminalToCarrier(from),
  ]),
  toCustoms('landsea-rail', 'lsr-customs', CN_CUSTOMS, ON_RAIL, [voyages]),
  toCustoms('eurasia-rail-express', 'ere-customs', CN_CUSTOMS, ON_RAIL, [voyages]),
  toCustoms('chongqing-freight', 'cqf-customs', CN_CUSTOMS, ON_RAIL, [voyages]),
  landSea('landsea-rail', 'lsr-sg-customs'),
  landSea('chongqing-freight', 'cqf-sg-customs'),
  transport(
    'landsea-rail',
    ['chongqing-freight', 'meridian-ocean-line', 'eurasia-rail-express'],
    'lsr-transport',
    ON_RAIL,
  ),
  transport('eurasia-rail-express', ['chongqing-freight', 'landsea-rail'], 'ere-transport', ON_RAIL),
  transport(
    'chongqing-freight',
    ['landsea-rail', 'eurasia-rail-express', 'meridian-ocean-line'],
    'cqf-transport',
    ON_RAIL,
  ),
  transport('meridian-ocean-line', PARTNERS_OF_TRANSPORT, 'mrd-transport', CARRIED),
];

/** The file of an agreement, signed by whoever has keys. */
export function agreementText(content, hasKeys) {
  const signatures = [content.from, ...content.to].filter(hasKeys).map(by => ({ by, jws: detached(content, by) }));
  const signed = signatures.length > 0 ? { ...content, signatures } : content;
  return `# yaml-language-server: $schema=../../agreement.schema.json\n${stringify(signed, { lineWidth: 120, flowCollectionPadding: false })}`;
}
