/** Certificates for plants, animals and food, as the exporting side issues them. */
import { byId, CONSIGNMENTS } from './lane.mjs';
import { PLACES } from './places.mjs';
import { customsOf, plan } from './plan.mjs';
import { certificate } from './sps.mjs';
import { at, HOUR, MINUTE } from './times.mjs';

/** Type (851 plants, 853 animals, 852 health), number, scientific name, country of origin where it is not the exporter's. */
const CERTIFICATES = {
  A02: { type: '851', number: '126000000261187', scientific: 'Allium sativum' },
  A08: { type: '851', number: '126000000265403', scientific: 'Malus domestica', onlySeal: true },
  Q02: { type: '853', number: '426000000300219', scientific: 'Todarodes pacificus' },
  A22: { type: '853', number: '126000000311842', scientific: 'Larimichthys polyactis' },
  A23: { type: '851', number: '126000000312095', scientific: 'Lentinula edodes' },
  B02: { type: '657', number: 'SG26RX0004410', scientific: 'Coffea arabica', origin: 'ID' },
  C03: { type: '851', number: '506000000270036', scientific: 'Citrus sinensis' },
  D02: { type: '853', number: 'SG26VH0007719', origin: 'NZ' },
};
const REPLACEMENT = '126000000312960';
export const certificateNumbers = {
  ...Object.fromEntries(Object.entries(CERTIFICATES).map(([id, { number }]) => [id, number])),
  A23: REPLACEMENT,
};

const AUTHORITY = {
  CN: "General Administration of Customs of the People's Republic of China",
  SG: 'Singapore Food Agency',
};

function tellCertificate(journal, one, extra = {}) {
  const own = CERTIFICATES[one.id];
  const issued = extra.at ?? plan(one).lodged - 9 * HOUR;
  journal.tell({
    partner: customsOf(one.from),
    feed: 'partner',
    at: issued + 30 * MINUTE,
    slug: `sps-${one.id.toLowerCase()}${extra.suffix ?? ''}`,
    body: certificate({
      ...own,
      origin: own.origin ?? one.from.slice(0, 2),
      one,
      at: issued,
      authority: AUTHORITY[one.from.slice(0, 2)],
      place: PLACES[one.from].name,
      ...extra,
    }),
  });
}

export function tellCertificates(journal) {
  for (const one of CONSIGNMENTS.filter(each => CERTIFICATES[each.id])) tellCertificate(journal, one);
  tellCertificate(journal, byId('A23'), {
    number: REPLACEMENT,
    replaces: CERTIFICATES.A23.number,
    reason: 'change of consignee address',
    at: at('10-09 16:20'),
    suffix: '-replacement',
  });
}
