import type { PartnerRecordEntry } from '../../consignment/partner-slice.ts';
import { PartyType, sourceParty } from '../party.ts';
import { VesselType } from '../shipping/vessel.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType, MassType, MoneyType } from '../value-types.ts';

type SharedDeclaration = NonNullable<PartnerRecordEntry['declaration']>;

const PartnerRecordKindEnum = builder.enumType('PartnerRecordKind', {
  subGraphs: ['partner'],
  description: 'What a partner administration shares.',
  values: {
    DECLARATION_SHARE: { description: 'Data of a declaration lodged with it.' },
    INSPECTION_RESULT: { description: 'Result of a control that it made; see Consignment.inspections.' },
    QUARANTINE_NOTICE: { description: 'Notice about a vessel, its crew or goods.' },
    ASSISTANCE_REQUEST: { description: 'Asks for information or a check, with a deadline.' },
  } as const,
});

const SignatureStateEnum = builder.enumType('SignatureState', {
  subGraphs: ['partner'],
  description: 'Signature of a shared record (detached JWS, RFC 7515).',
  values: {
    VERIFIED: { description: "Checked against the sender's public key." },
    PRESENT: { description: 'There, not checked.' },
    ABSENT: { description: 'Not signed.' },
  } as const,
});

const SharedDirectionEnum = builder.enumType('SharedDeclarationDirection', {
  subGraphs: ['partner'],
  description: 'Which way the goods go for the administration that shares.',
  values: { IMPORT: { description: 'Into its country.' }, EXPORT: { description: 'Out of it.' } } as const,
});

const SharedDeclarationType = builder.objectRef<SharedDeclaration>('SharedDeclaration').implement({
  subGraphs: ['partner'],
  description: 'What a partner administration shares of a declaration lodged with it.',
  fields: t => ({
    number: t.string({ nullable: true, description: 'Its declaration number.', resolve: each => each.number }),
    direction: t.field({
      type: SharedDirectionEnum,
      nullable: true,
      description: 'Import or export, there.',
      resolve: each => each.direction,
    }),
    grossMass: t.field({
      type: MassType,
      nullable: true,
      description: 'Total gross mass as declared there.',
      resolve: each => each.grossMass ?? null,
    }),
    packages: t.int({
      nullable: true,
      description: 'Total number of packages as declared there.',
      resolve: each => each.packages ?? null,
    }),
    value: t.field({
      type: MoneyType,
      nullable: true,
      description: 'Invoice amount as declared there.',
      resolve: each => each.value ?? null,
    }),
    hsCodes: t.field({
      type: ['HSCode'],
      nullable: true,
      description: 'HS codes of its items.',
      resolve: each => [...each.hsCodes],
    }),
  }),
});

export const PartnerRecordType = builder.objectRef<PartnerRecordEntry>('PartnerRecord').implement({
  subGraphs: ['partner'],
  description: 'What a partner administration shares about the consignment under mutual assistance.',
  fields: t => ({
    kind: t.field({
      type: PartnerRecordKindEnum,
      nullable: true,
      description: 'What it is.',
      resolve: each => each.recordKind,
    }),
    number: t.string({
      nullable: true,
      description: "The sender's number of the record.",
      resolve: each => each.number,
    }),
    issuedAt: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'When it was issued.',
      resolve: each => each.issuedAt,
    }),
    subject: t.string({
      nullable: true,
      description: 'What it is about, in a few words.',
      resolve: each => each.subject,
    }),
    text: t.string({ nullable: true, description: 'What it says.', resolve: each => each.text }),
    declaration: t.field({
      type: SharedDeclarationType,
      nullable: true,
      description: 'Declaration data, where it shares them.',
      resolve: each => each.declaration,
    }),
    vessel: t.field({
      type: VesselType,
      nullable: true,
      description: 'Vessel that it names.',
      resolve: each => each.vessel,
    }),
    voyageNumber: t.string({
      nullable: true,
      description: 'Voyage that it names.',
      resolve: each => each.vessel?.journey ?? null,
    }),
    deadline: t.field({
      type: EventTimeType,
      nullable: true,
      description: 'By when an answer is asked for.',
      resolve: each => each.deadline,
    }),
    confidential: t.boolean({
      nullable: true,
      description: 'The sender asks for confidence: not to be shown to traders.',
      resolve: each => each.confidential,
    }),
    signed: t.field({
      type: SignatureStateEnum,
      nullable: true,
      description: 'State of its signature.',
      resolve: each => each.signed,
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The administration that shares it.',
      resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
    }),
  }),
});
