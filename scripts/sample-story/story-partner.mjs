/** What administrations tell each other: shared declarations, inspection results, notices, requests. */
import { byId } from './lane.mjs';
import { PLACES } from './places.mjs';
import { customsOf, plan, seaFrom, seaTo } from './plan.mjs';
import {
  assistanceRequest,
  declarationShare,
  envelope,
  inspectionResult,
  messageId,
  quarantineNotice,
} from './sharing.mjs';
import { lrn } from './story-customs.mjs';
import { at, DAY, MINUTE } from './times.mjs';
import { VOYAGES } from './voyages.mjs';

const ADMINISTRATION = { CN: 'CN-GACC', SG: 'SG-CUSTOMS' };

/** @param {{kind: string, recordId: string, at: number, country: 'CN'|'SG', partner: string, slug: string, payload?: object}} m */
export function share(journal, m) {
  const from = ADMINISTRATION[m.country];
  journal.tell({
    partner: m.partner,
    feed: 'partner',
    at: m.at,
    hold: m.hold,
    slug: `share-${m.slug}`,
    body: envelope({
      ...m,
      from,
      to: m.country === 'CN' ? 'SG-CUSTOMS' : 'CN-GACC',
      purpose: m.purpose ?? 'clearance',
      signer: m.unsigned ? undefined : m.partner,
    }),
  });
}

const withPorts = one => ({ ...one, seaFrom: seaFrom(one), seaTo: seaTo(one) });

/** Export declarations that the partner's importer may build on ("single entry"). */
function tellShare(journal, id) {
  const one = withPorts(byId(id));
  const { lodged, released, voyage } = plan(one);
  const country = one.from.slice(0, 2);
  share(journal, {
    kind: 'DECLARATION_SHARE',
    recordId: one.exportNumber,
    at: released + 15 * MINUTE,
    country,
    partner: customsOf(one.from),
    slug: `declaration-${id.toLowerCase()}`,
    payload: declarationShare({
      one,
      voyage,
      number: one.exportNumber,
      lrn: lrn(one, 'EXPORT'),
      accepted: lodged + 9 * MINUTE,
      office: PLACES[one.from].customs ?? 'SGSIN01',
    }),
  });
}

function tellInspection(journal, i) {
  const one = byId(i.one);
  share(journal, {
    kind: 'INSPECTION_RESULT',
    recordId: i.id,
    at: i.performed + 40 * MINUTE,
    country: i.country,
    partner: i.partner,
    slug: `inspection-${i.one.toLowerCase()}${i.suffix ?? ''}`,
    hold: i.hold,
    purpose: i.purpose,
    unsigned: i.unsigned,
    revision: i.revision,
    payload: inspectionResult({ ...i, one }),
  });
}

export function tellPartners(journal) {
  for (const id of ['A01', 'A11', 'A14', 'A24', 'A26', 'C01', 'B03']) tellShare(journal, id);
  tellInspections(journal);
  tellNotices(journal);
}

function tellInspections(journal) {
  const tianjin = { country: 'CN', partner: 'cn-customs-tianjin', authority: '0202', place: 'CNTXG' };
  const singapore = { country: 'SG', partner: 'sg-customs', authority: 'SGSIN01', place: 'SGSIN' };
  tellInspection(journal, {
    ...tianjin,
    one: 'A11',
    id: 'TJ2609-H986-0412',
    method: 'NII_H986',
    result: 'CONFORMING',
    performed: at('09-19 10:12'),
    image: true,
    number: byId('A11').exportNumber,
  });
  tellInspection(journal, {
    ...tianjin,
    one: 'A14',
    id: 'TJ2609-H986-0455',
    method: 'NII_H986',
    result: 'CONFORMING',
    performed: at('09-26 15:40'),
    image: true,
    number: byId('A14').exportNumber,
  });
  tellInspection(journal, {
    ...singapore,
    one: 'A13',
    id: 'SG2610-M-00118',
    method: 'MANUAL',
    result: 'NON_CONFORMING',
    performed: at('10-01 17:25'),
    seal: 'SGC448120',
    findings: 'Seal on the box is not the one declared; goods as declared, box sealed anew.',
    number: byId('A13').importNumber,
  });
  tellInspection(journal, {
    ...singapore,
    one: 'A24',
    id: 'SG2610-H-00307',
    method: 'NII_H986',
    result: 'INCONCLUSIVE',
    performed: at('10-29 09:30'),
    image: true,
    findings: 'Density differs in the rear third of the box.',
    number: byId('A24').importNumber,
  });
  tellInspection(journal, {
    ...singapore,
    one: 'A24',
    id: 'SG2610-M-00311',
    method: 'MANUAL',
    result: 'CONFORMING',
    performed: at('10-30 14:05'),
    seal: 'SGC448377',
    findings: 'Metal fittings in the rear crates explain the image.',
    number: byId('A24').importNumber,
    suffix: '-manual',
    unsigned: true,
  });
  tellInspection(journal, {
    ...tianjin,
    one: 'B06',
    id: 'TJ2611-R-0091',
    method: 'REMOTE',
    result: 'CONFORMING',
    performed: at('11-14 13:30'),
    image: false,
    findings: 'Serial numbers read over video agree with the packing list.',
    number: byId('B06').importNumber,
    hold: true,
  });
}

function tellNotices(journal) {
  const b04 = byId('B04');
  const notice = {
    id: 'SG-QN-2026-0057',
    issued: at('10-17 08:20'),
    scope: ['VESSEL', 'CREW'],
    voyage: VOYAGES['040N'],
    place: 'CNTXG',
    measures: [
      ['BOARDING_INSPECTION', 'Two crew members with fever'],
      ['CREW_CONFINED', 'Until the result of the samples'],
    ],
    reason: 'Fever reported by the master after sailing from Singapore.',
  };
  const base = {
    kind: 'QUARANTINE_NOTICE',
    recordId: notice.id,
    country: 'SG',
    partner: 'sg-customs',
    purpose: 'transit-monitoring',
  };
  share(journal, { ...base, at: at('10-17 08:31'), slug: 'quarantine-040n', payload: quarantineNotice(notice) });
  share(journal, {
    ...base,
    at: at('10-20 11:05'),
    revision: 2,
    slug: 'quarantine-040n-goods',
    reason: 'Goods in one box added',
    payload: quarantineNotice({
      ...notice,
      scope: ['VESSEL', 'CREW', 'GOODS'],
      measures: [...notice.measures, ['SAMPLING', 'Leak at the valve of the flexibag']],
      one: b04,
    }),
  });
  share(journal, {
    ...base,
    at: at('11-14 09:10'),
    revision: 3,
    slug: 'quarantine-040n-withdrawn',
    withdraws: messageId('QUARANTINE_NOTICE', notice.id, 2),
    reason: 'All samples negative, box dry',
    hold: true,
  });
  const a13 = byId('A13');
  share(journal, {
    kind: 'ASSISTANCE_REQUEST',
    recordId: 'SG-MAA-2026-0019',
    at: at('10-03 10:00'),
    country: 'SG',
    partner: 'sg-customs',
    purpose: 'risk-assessment',
    slug: 'assistance-a13',
    payload: assistanceRequest({
      id: 'SG-MAA-2026-0019',
      requested: at('10-03 10:00'),
      deadline: at('10-03 10:00') + 14 * DAY,
      subject: 'Seal changed between packing and gate',
      request:
        'Please state which seal was on the box when it entered the terminal at Tianjin, and who had access to it before.',
      one: a13,
      number: a13.exportNumber,
    }),
  });
  share(journal, {
    kind: 'QUARANTINE_NOTICE',
    recordId: 'CN-QN-2026-0231',
    at: at('11-14 10:25'),
    country: 'CN',
    partner: 'cn-customs-tianjin',
    purpose: 'transit-monitoring',
    slug: 'quarantine-045s',
    hold: true,
    payload: quarantineNotice({
      id: 'CN-QN-2026-0231',
      issued: at('11-14 10:10'),
      scope: ['GOODS'],
      voyage: VOYAGES['045S'],
      place: 'SGSIN',
      measures: [['FUMIGATION', 'Wood packing without the ISPM 15 mark']],
      reason: 'Plywood loaded in a box with unmarked dunnage.',
      one: byId('A27'),
    }),
  });
}
