import { REGISTERS } from '../../risk/registry/register-bodies.ts';
import type { RegistryRow } from '../../store/registry-reader.ts';
import { builder } from '../subgraph-builder.ts';

export const RegisterEnum = builder.enumType('Register', {
  subGraphs: ['consignment'],
  description: 'A register of risk control; docs/registries.md says what each keeps.',
  values: REGISTERS,
});

export const RegistryStateEnum = builder.enumType('RegistryState', {
  subGraphs: ['consignment'],
  description: 'What became of a change to a register.',
  values: {
    PROPOSED: { description: 'Waits for somebody else than who proposed it; without effect so far.' },
    APPROVED: { description: 'In force within its validity, until another entry supersedes it.' },
    REJECTED: { description: 'Without effect for ever.' },
  } as const,
});

export const RegistryEntryType = builder.objectRef<RegistryRow>('RegistryEntry').implement({
  subGraphs: ['consignment'],
  description: 'One entry of a register of risk control: what it says, for when, who stated it and who approved it.',
  fields: t => ({
    id: t.id({ nullable: false, resolve: row => row.id }),
    register: t.field({ type: RegisterEnum, nullable: true, resolve: row => row.register }),
    key: t.string({
      nullable: true,
      description: 'Its identity: entries of one key follow each other.',
      resolve: row => row.key,
    }),
    subject: t.string({
      nullable: true,
      description: 'What it is looked up by: a party identifier, an HS code, equipment:…',
      resolve: row => row.subject,
    }),
    body: t.string({
      nullable: true,
      description: 'What it says, as JSON; docs/registries.md names the members.',
      resolve: row => JSON.stringify(row.body),
    }),
    validFrom: t.field({ type: 'DateTime', nullable: true, resolve: row => row.validFrom.toISOString() }),
    validTo: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The first moment at which it does not hold any more; null: open.',
      resolve: row => row.validTo?.toISOString() ?? null,
    }),
    ends: t.boolean({
      nullable: true,
      description: 'Whether it only ends what was known of its key.',
      resolve: row => row.ends,
    }),
    state: t.field({ type: RegistryStateEnum, nullable: true, resolve: row => row.state }),
    reason: t.string({ nullable: true, description: 'Why it was stated.', resolve: row => row.reason }),
    proposedBy: t.string({ nullable: true, resolve: row => row.proposedBy }),
    proposedAt: t.field({ type: 'DateTime', nullable: true, resolve: row => row.proposedAt.toISOString() }),
    decidedBy: t.string({ nullable: true, description: 'Who approved or rejected it.', resolve: row => row.decidedBy }),
    messages: t.idList({
      nullable: true,
      description: 'The archived records of its proposal and of the decision; none where it came with a file.',
      resolve: row => [row.proposalMessage, row.decisionMessage].filter(id => id !== null),
    }),
    knownFrom: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was approved: assessments as of an earlier moment do not know it.',
      resolve: row => row.knownFrom?.toISOString() ?? null,
    }),
    knownTo: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When another entry superseded it; null: it is the last word.',
      resolve: row => row.knownTo?.toISOString() ?? null,
    }),
  }),
});
