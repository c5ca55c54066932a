import { type ConsignmentDocument, SLICES } from '../../consignment/consignment-document.ts';
import { MILESTONES } from '../../consignment/eta-assertions.ts';
import { type ProvenanceClaim, provenanceOf } from '../../consignment/provenance.ts';
import { readPath } from '../../consignment/provenance-path.ts';
import { CorridorError } from '../../errors.ts';
import { PartyType, sourceParty } from '../party.ts';
import type { RequestContext } from '../request-context.ts';
import { consignmentEta } from '../shipping/eta.ts';
import { builder } from '../subgraph-builder.ts';
import { ClaimRuleEnum } from './claim-rule-enum.ts';
import { ConsignmentType } from './consignment-type.ts';
import { FactType } from './evidence.ts';

const ClaimType = builder.objectRef<ProvenanceClaim>('Claim').implement({
  subGraphs: ['consignment'],
  description: 'What one source says of a field. Rank 1 is the value shown; the others lost to it.',
  fields: t => ({
    entry: t.string({
      nullable: true,
      description:
        'Which entry of a list it is about, such as a container or declaration number; each is ranked for itself.',
      resolve: claim => claim.entry,
    }),
    rank: t.int({ nullable: true, resolve: claim => claim.rank }),
    rule: t.field({
      type: ClaimRuleEnum,
      nullable: true,
      description: 'At rank 1: why it stands before the next. Below: why it lost to the first.',
      resolve: claim => claim.rule,
    }),
    value: t.string({
      nullable: true,
      description: 'The value; JSON where it has parts.',
      resolve: ({ value }) => (value === null || typeof value === 'string' ? value : JSON.stringify(value)),
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      resolve: (claim, _args, { partners }) => sourceParty(claim.origin, partners.get(claim.origin)),
    }),
    fact: t.field({
      type: FactType,
      nullable: true,
      description: 'What the source sent: message, position in it, and when it was received.',
      resolve: async (claim, _args, { loaders }) => (await loaders.shownFact(claim.fact)) ?? null,
    }),
  }),
});

builder.objectField(ConsignmentType, 'provenance', t =>
  t.field({
    type: [ClaimType],
    nullable: true,
    subGraphs: ['consignment'],
    description:
      'Who says so, with the rivals that lost, and by which rule. The path is that of any field in this schema: status, grossMass, declarations.status, equipmentUses[CSQU3054383].seals.number, eta[BERTH]. What `risk`, `alarms` and `history` rest on, they say themselves.',
    args: { path: t.arg.string({ required: true }) },
    resolve: ({ id }, { path }, context) => claimsOf(id, path, context),
  }),
);

async function claimsOf(id: string, path: string, context: RequestContext): Promise<ProvenanceClaim[]> {
  const [first] = readPath(path);
  if (first?.name === 'eta') return etaClaims(id, first.entry, context);
  const slices = await Promise.all(SLICES.map(slice => context.loaders.slice(id, slice)));
  if (slices.some(slice => slice === undefined)) return [];
  const document = Object.fromEntries(SLICES.map((name, i) => [name, slices[i]])) as unknown as ConsignmentDocument;
  const facts = await Promise.all(document.consignment.links.map(link => context.loaders.shownFact(link.fact)));
  const known = new Map(facts.flatMap(fact => (fact ? [[fact.id, fact] as const] : [])));
  const claims = provenanceOf(document, path, fact => known.get(fact));
  if (claims) return claims;
  const message = `A consignment has no field at "${path}" that others could contradict. Name fields as in the schema, joined by dots.`;
  throw new CorridorError('BAD_USER_INPUT', 'fix-query', message);
}

/** The words on one milestone, best first (law 2.8). */
async function etaClaims(id: string, entry: string | undefined, context: RequestContext): Promise<ProvenanceClaim[]> {
  const milestone = MILESTONES.find(each => each === (entry ?? 'PORT_OF_DISCHARGE'));
  const view = milestone && (await consignmentEta(id, milestone, context));
  const rule = view?.assertions.length === 1 ? 'ONLY_CLAIM' : 'SOURCE_RANK';
  return (view?.assertions ?? []).map(({ time, origin, fact }, i) => ({
    value: time,
    origin,
    fact,
    entry: milestone ?? null,
    rank: i + 1,
    rule,
  }));
}
