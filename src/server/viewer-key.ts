import { contentHash } from '../consignment/canonical-json.ts';
import type { AgreementDirectory } from '../partners/agreement-directory.ts';
import { partnerAccessKeys } from '../partners/partner.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import type { Viewer } from '../policy/viewer.ts';
import type { Caller } from './caller.ts';

/** Two viewers with the same key get the same answer to the same question: what one is delivered is executed for both. */
export function viewerKey(viewer: Viewer, agreements: AgreementDirectory): string {
  const { digest } = agreements.policyFor(viewer, 'subscribe', new Date());
  const known = keys.get(viewer);
  if (known?.digest === digest) return known.key;
  const key = contentHash([viewer, digest]);
  keys.set(viewer, { digest, key });
  return key;
}

/** Thousands of streams are asked every few seconds. */
const keys = new WeakMap<Viewer, { readonly digest: string; readonly key: string }>();

/** The caller's viewer as the partners' files make it now; undefined where its partner or its purpose is gone. */
export function viewerNow({ viewer, partner: before }: Caller, partners: PartnerDirectory): Viewer | undefined {
  if (viewer.sees === 'ALL') return viewer;
  const partner = partners.get(viewer.partner);
  if (partner === before) return viewer;
  if (!partner?.purposes.includes(viewer.purpose)) return undefined;
  return { ...viewer, country: partner.country, accessKeys: partnerAccessKeys(partner) };
}
