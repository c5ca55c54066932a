/** The partner folders: who each party is and how its messages deviate from their standard. */

import { uen, uscc } from './ids.mjs';
import { PLACES, STATIONS } from './places.mjs';
import { publicKeys } from './signing.mjs';

const id = (scheme, value) => ({ scheme, value });
const stations = (...places) =>
  Object.fromEntries(
    places
      .flatMap(place => [
        [STATIONS[place].esr, place],
        [`${STATIONS[place].country}${STATIONS[place].taf}`, place],
      ])
      .filter(([, place]) => PLACES[place]),
  );

const CUSTOMS_PURPOSES = [
  'transit-monitoring',
  'clearance',
  'risk-assessment',
  'health-quarantine',
  'enforcement-assistance',
  'mutual-assistance',
];

const chinaCustoms = (partnerId, city, local, office, place, serial) => ({
  id: partnerId,
  name: `China Customs, ${city} District`,
  nameLocal: `${local}海关`,
  kind: 'customs',
  country: 'CN',
  timeZone: 'Asia/Shanghai',
  feeds: ['customs', 'partner'],
  purposes: CUSTOMS_PURPOSES,
  identifiers: [id('CUSTOMS_OFFICE', office), id('CUSTOMS_OFFICE', 'CN-GACC')],
  offices: [place, office],
  contact: `exchange@${partnerId}.example`,
  signing: 'envelopes',
  serial,
});

const terminal = (partnerId, place, nameLocal, kind, code) => ({
  id: partnerId,
  name: PLACES[place].terminalName,
  nameLocal,
  kind,
  country: place.slice(0, 2),
  timeZone: { CN: 'Asia/Shanghai', SG: 'Asia/Singapore', MY: 'Asia/Kuala_Lumpur' }[place.slice(0, 2)],
  feeds: ['port'],
  purposes: ['terminal-operations', 'transit-monitoring'],
  identifiers: [id('TERMINAL', PLACES[place].terminal), ...code],
  contact: `edi@${partnerId}.example`,
  mapping: { characterSet: 'utf-8', places: { [PLACES[place].terminal]: place }, interchange: 'proceed' },
});

export const PARTNERS = [
  {
    ...chinaCustoms('cn-customs-tianjin', 'Tianjin', '天津', '0202', 'CNTXG'),
    mapping: { places: { '0202': 'CNTXG', CNAUTXGTHT: 'CNTXG' } },
  },
  { ...chinaCustoms('cn-customs-qingdao', 'Qingdao', '青岛', '4258', 'CNQDG'), mapping: { places: { 4258: 'CNQDG' } } },
  {
    ...chinaCustoms('cn-customs-chongqing', 'Chongqing', '重庆', '8000', 'CNCQI'),
    offices: ['CNCQI', '8000', 'CNQZH', '7212'],
    mapping: { places: { 8000: 'CNCQI', 7212: 'CNQZH' } },
  },
  {
    id: 'sg-customs',
    name: 'Singapore Customs',
    kind: 'customs',
    country: 'SG',
    timeZone: 'Asia/Singapore',
    feeds: ['customs', 'partner'],
    purposes: CUSTOMS_PURPOSES,
    identifiers: [id('CUSTOMS_OFFICE', 'SG-CUSTOMS')],
    offices: ['SGSIN', 'SGSIN01'],
    contact: 'exchange@sg-customs.example',
    signing: 'false',
    mapping: { places: { SGSIN01: 'SGSIN', SGAUSINJST: 'SGSIN' } },
  },
  terminal('tianjin-harbour-terminal', 'CNTXG', '天津港湾集装箱码头', 'terminal', [id('USCC', uscc('120116', 2207))]),
  terminal('qingdao-port', 'CNQDG', '青岛前湾码头', 'port', [id('USCC', uscc('370211', 2318))]),
  terminal('qinzhou-port', 'CNQZH', '钦州大榄坪码头', 'port', [id('USCC', uscc('450702', 2429))]),
  terminal('jurong-straits-terminal', 'SGSIN', undefined, 'terminal', [id('UEN', uen(2005, 1533))]),
  terminal('klang-west-terminal', 'MYPKG', undefined, 'terminal', []),
  {
    id: 'meridian-ocean-line',
    name: 'Meridian Ocean Line Pte Ltd',
    kind: 'carrier',
    country: 'SG',
    timeZone: 'Asia/Singapore',
    feeds: ['port', 'shipping'],
    purposes: ['transport-execution', 'transit-monitoring'],
    identifiers: [id('SCAC', 'MRDL'), id('SMDG', 'MRD'), id('UEN', uen(1998, 477))],
    contact: 'data@meridian-ocean-line.example',
    mapping: {
      carrier: 'MRDL',
      places: Object.fromEntries(
        ['CNTXG', 'CNQDG', 'CNQZH', 'SGSIN', 'MYPKG'].map(place => [PLACES[place].terminal, place]),
      ),
    },
  },
  {
    id: 'landsea-rail',
    name: 'Land-Sea Rail Chongqing',
    nameLocal: '陆海铁路（重庆）',
    kind: 'railway',
    country: 'CN',
    timeZone: 'Asia/Shanghai',
    feeds: ['rail'],
    purposes: ['transport-execution', 'transit-monitoring'],
    identifiers: [id('RICS', '9933'), id('USCC', uscc('500106', 3590))],
    contact: 'edi@landsea-rail.example',
    mapping: { carrier: '9933', places: stations('CNCQI', 'CNQZH') },
  },
  {
    id: 'eurasia-rail-express',
    name: 'Eurasia Rail Express',
    kind: 'railway',
    country: 'KZ',
    timeZone: 'Asia/Almaty',
    feeds: ['rail'],
    purposes: ['transport-execution', 'transit-monitoring'],
    identifiers: [id('RICS', '9927')],
    contact: 'edi@eurasia-rail-express.example',
    mapping: { carrier: '9927', places: stations('CNCQI', 'CNHRS', 'KZHOR', 'PLMAA', 'DEDUI') },
  },
  {
    id: 'chongqing-freight',
    name: 'Chongqing Freight Forwarding Co Ltd',
    nameLocal: '重庆货运代理有限公司',
    kind: 'forwarder',
    country: 'CN',
    timeZone: 'Asia/Shanghai',
    feeds: ['rail'],
    purposes: ['transport-execution', 'shipper-visibility'],
    identifiers: [id('RICS', '9941'), id('USCC', uscc('500107', 3401))],
    contact: 'ops@chongqing-freight.example',
    mapping: { places: stations('CNCQI', 'CNQZH', 'DEDUI', 'PLMAA') },
  },
];

const scalar = value =>
  /^[A-Za-z][\w ,.&()'@-]*$/.test(value) && !/: |^(yes|no|null|true|false|on|off)$/i.test(value)
    ? value
    : `'${String(value).replace(/'/g, "''")}'`;
const list = values => `[${values.map(scalar).join(', ')}]`;

function partnerYaml(p) {
  return [
    `id: ${p.id}`,
    `name: ${scalar(p.name)}`,
    ...(p.nameLocal ? [`nameLocal: ${scalar(p.nameLocal)}`] : []),
    `kind: ${p.kind}`,
    `country: ${p.country}`,
    `timeZone: ${p.timeZone}`,
    `feeds: ${list(p.feeds)}`,
    `purposes: ${list(p.purposes)}`,
    'identifiers:',
    ...p.identifiers.map(({ scheme, value }) => `  - { scheme: ${scheme}, value: ${scalar(value)} }`),
    ...(p.offices ? [`offices: ${list(p.offices)}`] : []),
    `contact: ${scalar(p.contact)}`,
    ...(p.signing ? [`signing: { required: ${p.signing}, algorithms: [EdDSA], jwks: keys.json }`] : []),
    '',
  ].join('\n');
}

function mappingYaml({ timeZone, mapping }) {
  const places = Object.entries(mapping.places ?? {});
  return [
    '# How these messages deviate from their standard.',
    `timeZone: ${timeZone}`,
    `characterSet: ${mapping.characterSet ?? 'utf-8'}`,
    "nullValues: ['', '0', '.', '-', 'UNKNOWN', '<null/>', 'NULL', 'N/A']",
    'codes: {}',
    ...(places.length > 0 ? ['places:', ...places.map(([code, place]) => `  '${code}': ${place}`)] : ['places: {}']),
    ...(mapping.carrier ? [`carrier: ${scalar(mapping.carrier)}`] : []),
    `interchange: ${mapping.interchange ?? 'proceed'}`,
    '',
  ].join('\n');
}

/** @returns {{path: string, body: string}[]} */
export function partnerFiles() {
  return PARTNERS.flatMap(p => [
    { path: `${p.id}/partner.yaml`, body: partnerYaml(p) },
    { path: `${p.id}/mapping.yaml`, body: mappingYaml(p) },
    ...(p.kind === 'customs'
      ? [{ path: `${p.id}/keys.json`, body: `${JSON.stringify(publicKeys(p.id), null, 2)}\n` }]
      : []),
  ]);
}
