import type { CertificateEntry } from '../../consignment/partner-slice.ts';
import type { RiskRecord } from '../risk-context.ts';
import { instantOf, kilograms, sumOf } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';

type Certificate = RiskRecord<'Cert'>;

/** The certificates on file. Term and quantity used so far are in the issuer's register, which is not joined. */
export function certificatesPart({ document }: GraphView): readonly Certificate[] {
  const certificates = document.partner.certificates;
  const replaced = new Set(certificates.map(each => each.replaces));
  return certificates
    .filter(each => each.status !== 'DRAFT' && each.status !== 'REPLACED' && !replaced.has(each.number))
    .map(certificateOf);
}

const TYPES: Readonly<Record<string, string>> = {
  PHYTOSANITARY: 'SPS_PLANT',
  VETERINARY: 'SPS_ANIMAL',
  HEALTH: 'SPS_FOOD',
  ORIGIN: 'CO',
};

function certificateOf(certificate: CertificateEntry): Certificate {
  const type = TYPES[certificate.type] ?? 'OTHER';
  return {
    type,
    no: certificate.number,
    status: certificate.status === 'ISSUED' ? 'VERIFIED' : 'REVOKED', // it came from the issuer itself
    issuedAt: instantOf(certificate.issuedAt),
    qtyKg: sumOf(certificate.items.map(item => kilograms(item.netMass))),
    containers: certificate.equipment,
    retrospective: type === 'CO' ? undefined : false,
  };
}
