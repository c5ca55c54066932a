import { CorridorError } from '../../errors.ts';
import { checkStatement, type RegistryStatement } from '../../risk/registry/registry-record.ts';
import { type RegistryRow, registryRow } from '../../store/registry-reader.ts';
import type { RegistryClerk } from '../registry-clerk.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { RegisterEnum, RegistryEntryType } from './registry-type.ts';

const RegistryEntryInput = builder.inputType('RegistryEntryInput', {
  subGraphs: ['consignment'],
  description: 'A change to a register of risk control.',
  fields: t => ({
    register: t.field({ type: RegisterEnum, required: true }),
    subject: t.string({
      required: true,
      description: 'A party identifier, an HS code, equipment:… (docs/registries.md).',
    }),
    key: t.string({ description: 'Where one subject has several entries; the subject unless given.' }),
    body: t.string({ description: 'What it says, as JSON; not needed where it only ends another entry.' }),
    validFrom: t.field({ type: 'DateTime', required: true }),
    validTo: t.field({
      type: 'DateTime',
      description: 'The first moment at which it does not hold any more; open unless given.',
    }),
    ends: t.boolean({ description: 'Only ends what was known of its key, within its validity.' }),
    reason: t.string({ required: true, description: 'Why; it is kept.' }),
  }),
});

const FOR_WHOM = 'For customs officers whose token carries the scope registry:write.';

builder.mutationFields(t => ({
  proposeRegistryEntry: t.field({
    type: RegistryEntryType,
    nullable: false,
    subGraphs: ['consignment'],
    description: `Proposes a change to a register. It has no effect until somebody else approves it. ${FOR_WHOM}`,
    args: { input: t.arg({ type: RegistryEntryInput, required: true }) },
    resolve: (_root, { input }, context) => propose(input, context),
  }),
  approveRegistryEntry: t.field({
    type: RegistryEntryType,
    nullable: false,
    subGraphs: ['consignment'],
    description: `Puts a proposal in force from now on. Whoever proposed it cannot approve it. ${FOR_WHOM}`,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => decide(String(id), true, context),
  }),
  rejectRegistryEntry: t.field({
    type: RegistryEntryType,
    nullable: false,
    subGraphs: ['consignment'],
    description: `Refuses a proposal of somebody else. ${FOR_WHOM}`,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => decide(String(id), false, context),
  }),
}));

async function propose(input: typeof RegistryEntryInput.$inferInput, context: RequestContext): Promise<RegistryRow> {
  const clerk = clerkOf(context);
  const checked = checkStatement(statementOf(input));
  if ('fault' in checked) throw new CorridorError('BAD_USER_INPUT', 'fix-query', checked.fault);
  return entryOf(await clerk.propose(checked.statement), context);
}

function statementOf({
  body,
  validFrom,
  validTo,
  ...stated
}: typeof RegistryEntryInput.$inferInput): RegistryStatement {
  return { ...stated, body: parsed(body), validFrom: new Date(validFrom), validTo: validTo ? new Date(validTo) : null };
}

function parsed(body: string | null | undefined): unknown {
  if (body === null || body === undefined) return null;
  try {
    return JSON.parse(body);
  } catch {
    throw new CorridorError('BAD_USER_INPUT', 'fix-query', 'body: JSON text is wanted');
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function decide(id: string, approved: boolean, context: RequestContext): Promise<RegistryRow> {
  const clerk = clerkOf(context);
  const decided = UUID.test(id) ? await clerk.decide(id, approved) : 'NO_SUCH_PROPOSAL';
  if (decided === 'NO_SUCH_PROPOSAL')
    throw new CorridorError('NOT_FOUND', 'fix-query', 'there is no such proposal that waits for a decision');
  if (decided === 'OWN_PROPOSAL')
    throw new CorridorError('FORBIDDEN', 'fix-credentials', 'four eyes: who proposed an entry does not decide on it');
  return entryOf(id, context);
}

async function entryOf(id: string, { sql }: RequestContext): Promise<RegistryRow> {
  const row = await registryRow(sql, id);
  if (row) return row;
  throw new CorridorError('INTERNAL', 'report-bug', 'an entry that was just written is not there');
}

function clerkOf({ registryClerk }: RequestContext): RegistryClerk {
  if (registryClerk) return registryClerk;
  const message = 'the registers are written by customs officers whose token carries the scope registry:write';
  throw new CorridorError('FORBIDDEN', 'fix-credentials', message, { scope: 'registry:write' });
}
