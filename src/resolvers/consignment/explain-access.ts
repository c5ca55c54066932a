import { CorridorError } from '../../errors.ts';
import { partnerAccessKeys } from '../../partners/partner.ts';
import { type AccessReason, cellsAt, explainAccess } from '../../policy/explain-access.ts';
import type { Transform } from '../../policy/transform.ts';
import type { ViewerPolicy } from '../../policy/viewer-policy.ts';
import { statedRows } from '../../store/stated-rows.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { OutcomeEnum } from './disclosure-type.ts';
import { ConsignmentWhere, type ConsignmentWhereShape, findConsignment } from './look-up.ts';

const AccessReasonType = builder.objectRef<AccessReason>('AccessReason').implement({
  subGraphs: ['consignment'],
  description: 'What a reader gets of what one origin says in one field, and by which grant.',
  fields: t => ({
    path: t.string({ nullable: true, resolve: each => each.path }),
    origin: t.string({ nullable: true, description: 'Partner id of who says it.', resolve: each => each.origin }),
    outcome: t.field({ type: OutcomeEnum, nullable: true, resolve: each => each.decision.outcome }),
    transform: t.string({
      nullable: true,
      description: 'As the agreement writes it, such as {"band":[0,1000]}.',
      resolve: each => written(each.decision.transform),
    }),
    agreement: t.string({
      nullable: true,
      description: 'The agreement that decides; null where there is none, or the reader is the origin itself.',
      resolve: each => each.decision.agreement?.id,
    }),
    version: t.int({ nullable: true, resolve: each => each.decision.agreement?.version }),
    digest: t.string({
      nullable: true,
      description: 'SHA-256 of the agreement, as receipts name it.',
      resolve: each => each.decision.agreement?.digest,
    }),
    grant: t.string({ nullable: true, resolve: each => each.decision.grant }),
    rowsMatch: t.boolean({
      nullable: true,
      description:
        'Whether the agreement’s row condition holds of what the origin says of the consignment; null where no consignment was named, or there is no condition.',
      resolve: each => each.rowsMatch,
    }),
    reason: t.string({
      nullable: true,
      description: 'Why nothing is shown: NOT_GRANTED, DENIED or CONDITION_NOT_MET.',
      resolve: each => each.decision.reason,
    }),
  }),
});

interface Explained {
  readonly partner: string;
  readonly purpose: string;
  readonly reasons: readonly AccessReason[];
}

const AccessExplanationType = builder.objectRef<Explained>('AccessExplanation').implement({
  subGraphs: ['consignment'],
  description: 'What a partner may read of a field for a purpose now, origin by origin.',
  fields: t => ({
    partner: t.string({ nullable: true, resolve: each => each.partner }),
    purpose: t.string({ nullable: true, resolve: each => each.purpose }),
    reasons: t.field({ type: [AccessReasonType], nullable: true, resolve: each => [...each.reasons] }),
  }),
});

builder.queryFields(t => ({
  explainAccess: t.field({
    type: AccessExplanationType,
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'Which agreement and which grant decide what a partner reads of a field. An operator sees every origin’s decision, a partner the decision on its own data.',
    args: {
      partner: t.arg.id({ required: true, description: 'Partner id of the reader.' }),
      purpose: t.arg.string({ required: true, description: 'One that the reader has declared.' }),
      path: t.arg.string({ required: true, description: 'Declaration.customsValue, or from the root.' }),
      where: t.arg({ type: ConsignmentWhere, required: false, description: 'Decides the conditions on rows.' }),
    },
    resolve: (_root, { partner, purpose, path, where }, context) =>
      explained({ partner: String(partner), purpose, path, where: where ?? undefined }, context),
  }),
}));

interface Asked {
  readonly partner: string;
  readonly purpose: string;
  readonly path: string;
  readonly where: ConsignmentWhereShape | undefined;
}

async function explained({ partner, purpose, path, where }: Asked, context: RequestContext): Promise<Explained> {
  const own = originOf(context);
  const cells = cellsAt(path);
  if (cells.length === 0) throw wrong(`no agreement can name ${path}`);
  const reader = context.partners.get(partner);
  if (!reader?.purposes.includes(purpose)) throw wrong(`${partner} has not declared the purpose ${purpose}`);
  const { country } = reader;
  const viewer = { sees: 'OWN', partner, country, purpose, accessKeys: partnerAccessKeys(reader) } as const;
  const policy = context.policyOf(viewer);
  const rows = where && (await rowsOf(where, context));
  const origins = (rows?.map(each => each.origin) ?? originsOf(policy)).filter(
    each => own === undefined || each === own,
  );
  return { partner, purpose, reasons: explainAccess(policy, cells, origins, rows) };
}

function originsOf(policy: ViewerPolicy): string[] {
  return [...new Set(policy.agreements.map(each => each.from))].sort();
}

async function rowsOf(where: ConsignmentWhereShape, context: RequestContext) {
  const found = await findConsignment(where, context);
  if (!found) return [];
  return (await statedRows(context.sql, [found.id], undefined, true)).get(found.id) ?? [];
}

/** Undefined: of every origin. */
function originOf({ viewer }: RequestContext): string | undefined {
  if (viewer.sees === 'OWN') return viewer.partner;
  if (viewer.role === 'operator') return undefined;
  throw new CorridorError('FORBIDDEN', 'fix-credentials', 'only an operator and the origin of the data may ask');
}

function wrong(message: string): CorridorError {
  return new CorridorError('BAD_USER_INPUT', 'fix-query', message);
}

function written(transform: Transform): string {
  switch (transform.kind) {
    case 'mask':
      return JSON.stringify({ mask: { keep: transform.keep } });
    case 'hmac':
      return JSON.stringify({ hmac: transform.key });
    case 'band':
      return JSON.stringify({ band: 'bounds' in transform ? transform.bounds : transform.period });
    default:
      return transform.kind;
  }
}
