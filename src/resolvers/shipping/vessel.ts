import type { Claims } from '../../consignment/claim.ts';
import type { ConveyanceClaim } from '../../messages/claims.ts';
import { builder } from '../subgraph-builder.ts';

export interface VesselShape extends Pick<ConveyanceClaim, 'imo' | 'callSign' | 'mmsi' | 'name'> {
  /** As of which it is meant; absent: now. */
  readonly position?: number | undefined;
}

export const VesselType = builder.objectRef<VesselShape>('Vessel').implement({
  subGraphs: ['shipping', 'partner'],
  shareable: true,
  description: 'A ship as messages name it.',
  fields: t => ({
    imo: t.string({
      nullable: true,
      description: 'IMO ship identification number, seven digits, kept as written where its check digit is wrong.',
      resolve: vessel => vessel.imo ?? null,
    }),
    callSign: t.string({
      nullable: true,
      description: 'Radio call sign (ITU).',
      resolve: vessel => vessel.callSign ?? null,
    }),
    mmsi: t.string({
      nullable: true,
      description: 'Maritime Mobile Service Identity, nine digits.',
      resolve: vessel => vessel.mmsi ?? null,
    }),
    name: t.string({
      nullable: true,
      description: 'Name as stated. Never used to link.',
      resolve: vessel => vessel.name ?? null,
    }),
  }),
});

/** One vessel of what several messages say: each number by the best claim that gives it. */
export function vesselOf(claims: Claims<ConveyanceClaim>): VesselShape | null {
  const first = (read: (claim: ConveyanceClaim) => string | undefined) =>
    claims.map(each => read(each.value)).find(Boolean);
  const [imo, callSign, mmsi, name] = [
    first(claim => claim.imo),
    first(claim => claim.callSign),
    first(claim => claim.mmsi),
    first(claim => claim.name),
  ];
  if (!imo && !callSign && !mmsi && !name) return null;
  return { ...(imo && { imo }), ...(callSign && { callSign }), ...(mmsi && { mmsi }), ...(name && { name }) };
}
