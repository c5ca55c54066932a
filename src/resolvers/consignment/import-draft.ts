import { type ConsignmentDocument, SLICES } from '../../consignment/consignment-document.ts';
import { countryOf } from '../../consignment/filter-rows.ts';
import {
  type DRAFT_STATES,
  type DraftField,
  filledShare,
  type ImportDraft,
  importDraft,
} from '../../policy/import-draft/import-draft.ts';
import { AS_OF, positionOf } from '../as-of.ts';
import { PartyType, sourceParty } from '../party.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { type ConsignmentShape, ConsignmentType } from './consignment-type.ts';
import { FactType } from './evidence.ts';
import { ConsignmentWhere, findConsignment } from './look-up.ts';

interface DraftShape extends ImportDraft {
  readonly consignment: ConsignmentShape;
}

const DraftFieldStateEnum = builder.enumType('DraftFieldState', {
  subGraphs: ['consignment'],
  description: 'Whether a field of a draft is filled, and why not.',
  values: {
    FILLED: { description: 'With a value that is granted in clear.' },
    WITHHELD: { description: 'No agreement lets you read it for your purpose.' },
    TRANSFORMED: { description: 'You read it only in bands, masked or as a token: no value for a declaration.' },
    NOT_STATED: { description: 'You may read it; nobody states it.' },
  } satisfies Record<(typeof DRAFT_STATES)[number], object>,
});

const ImportDraftFieldType = builder.objectRef<DraftField>('ImportDraftField').implement({
  subGraphs: ['consignment'],
  description: 'One element that the import declaration wants.',
  fields: t => ({
    element: t.string({
      nullable: true,
      description: 'Its path in the WCO data model below Declaration, such as GoodsShipment/Consignee/Name.',
      resolve: each => each.element,
    }),
    name: t.string({ nullable: true, description: 'What it is, in words.', resolve: each => each.name }),
    sequence: t.int({
      nullable: true,
      description: 'Which box or goods item, from 1; null for the declaration as a whole.',
      resolve: each => each.sequence,
    }),
    state: t.field({ type: DraftFieldStateEnum, nullable: true, resolve: each => each.state }),
    value: t.string({ nullable: true, description: 'Null unless FILLED.', resolve: each => each.value }),
    unit: t.string({
      nullable: true,
      description: 'UN/ECE Recommendation 20 for masses, ISO 4217 for amounts.',
      resolve: each => each.unit,
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'Who states it.',
      resolve: ({ origin }, _args, { partners }) => (origin ? sourceParty(origin, partners.get(origin)) : null),
    }),
    fact: t.field({
      type: FactType,
      nullable: true,
      description: 'Where it is stated: message and position in it.',
      resolve: async ({ fact }, _args, { loaders }) => (fact ? ((await loaders.shownFact(fact)) ?? null) : null),
    }),
  }),
});

const ImportDraftType = builder.objectRef<DraftShape>('ImportDraft').implement({
  subGraphs: ['consignment'],
  description:
    'A draft of the import declaration: what the export declaration and the graph already say, as far as you may read it.',
  fields: t => ({
    consignment: t.field({ type: ConsignmentType, nullable: true, resolve: draft => draft.consignment }),
    country: t.field({
      type: 'CountryCode',
      nullable: true,
      description: 'Country of import.',
      resolve: draft => draft.country || null,
    }),
    exportDeclaration: t.string({
      nullable: true,
      description: 'Number of the export declaration that it takes over.',
      resolve: draft => draft.exportDeclaration,
    }),
    wanted: t.int({
      nullable: true,
      description: 'How many fields the declaration wants.',
      resolve: draft => draft.fields.length,
    }),
    filled: t.int({
      nullable: true,
      description: 'How many of them are filled.',
      resolve: draft => draft.fields.filter(each => each.state === 'FILLED').length,
    }),
    share: t.float({ nullable: true, description: 'Filled of wanted, 0 to 1.', resolve: draft => filledShare(draft) }),
    fields: t.field({
      type: [ImportDraftFieldType],
      nullable: true,
      args: { state: t.arg({ type: [DraftFieldStateEnum], required: false }) },
      resolve: (draft, { state }) => draft.fields.filter(each => !state || state.includes(each.state)),
    }),
  }),
});

builder.queryField('importDraft', t =>
  t.field({
    type: ImportDraftType,
    nullable: true,
    subGraphs: ['consignment'],
    description:
      'Single entry, mutual sharing: drafts the import declaration of a consignment from its export declaration. Takes only values that are granted to you in clear for the purpose of your token; every other field stays empty and says why. Null where you see no such consignment. Docs: docs/china-singapore.md.',
    args: {
      consignment: t.arg({ type: ConsignmentWhere, required: true }),
      country: t.arg({
        type: 'CountryCode',
        required: false,
        description: 'Of import: by default that of your administration, else that of the destination.',
      }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: async (_root, { consignment, country, asOf }, context) => {
      const found = await findConsignment(consignment, context, await positionOf(asOf, context));
      return found && draftOf(found, country ?? undefined, context);
    },
  }),
);

async function draftOf(
  consignment: ConsignmentShape,
  asked: string | undefined,
  context: RequestContext,
): Promise<DraftShape | null> {
  const { loaders, viewer, partners } = context;
  const slices = await Promise.all(SLICES.map(slice => loaders.slice(consignment.id, slice)));
  if (slices.some(slice => slice === undefined)) return null;
  const document = Object.fromEntries(SLICES.map((name, i) => [name, slices[i]])) as unknown as ConsignmentDocument;
  const customs =
    viewer.sees === 'OWN' && partners.get(viewer.partner)?.kind === 'customs' ? viewer.country : undefined;
  const destination = document.consignment.destination[0];
  const country = asked ?? customs ?? (destination && countryOf(destination.value)) ?? '';
  return { consignment, ...importDraft({ document, country, ...(await loaders.disclosure.deciding(consignment.id)) }) };
}
