import { nameSimilarity } from '../name-similarity.ts';
import { normaliseText } from '../normalised-text.ts';
import type { RiskContext, RiskRecord } from '../risk-context.ts';
import { boxWith } from './apply-box-registers.ts';
import type { Register, RegisterBody, RegistryEntry } from './register-bodies.ts';
import type { RegistryAnswer } from './registry-answer.ts';

type Party = RiskRecord<'Party'>;

/**
 * Adds to a context what the registers in force say. Silence of a register that is kept is an answer (no instruction, not denied, not in
 * focus); of one that was never filled it is none, and its rules stay INDETERMINATE. Pure: validity was decided by whoever read them.
 */
export function applyRegistries(context: RiskContext, answer: RegistryAnswer): RiskContext {
  return {
    ...context,
    c: { ...context.c, ...controlPart(context, answer) },
    p: context.p && partiesWith(context.p, answer),
    items: context.items?.map(item => ({ ...item, ...goodsPart(item, answer) })),
    equip: context.equip?.map(box => boxWith(box, context, answer)),
    partner: context.partner && partnerWith(context.partner, answer),
    ...countryPart(context, answer),
    ...targetsPart(answer),
  };
}

function of<R extends Register>(register: R, { entries }: RegistryAnswer, subjects?: readonly (string | undefined)[]) {
  const found = entries.filter(each => each.register === register) as unknown as readonly RegistryEntry<R>[];
  return subjects ? found.filter(each => subjects.includes(each.subject)) : found;
}

const ROLES = ['importer', 'exporter', 'consignee', 'broker', 'haulier'] as const;

function partiesWith(parties: RiskRecord<'Parties'>, answer: RegistryAnswer): RiskRecord<'Parties'> {
  const named = ROLES.flatMap(role => {
    const party = parties[role];
    return party ? [[role, { ...party, ...registered(party, answer), ...denied(party, answer) }] as const] : [];
  });
  return { ...parties, ...Object.fromEntries(named) };
}

function registered({ id }: Party, answer: RegistryAnswer): Party {
  const [entry] = of('ENTERPRISE', answer, [id]);
  if (!entry) return {};
  const { tier, aeo, suspended, registeredAt, ...rest } = entry.body;
  const { businessChapters, isForwarder, isBank, addressType, addressShareCount } = rest;
  return {
    tier,
    aeoVerified: aeo,
    suspended,
    ...(registeredAt && { registeredAt: `${registeredAt}T00:00:00.000Z` }),
    ...(businessChapters && { businessChapters }),
    ...(isForwarder !== undefined && { isForwarder }),
    ...(isBank !== undefined && { isBank }),
    ...(addressType && { addressType }),
    ...(addressShareCount && { addressShareCount }),
  };
}

/** Screening: by the same name, or by the likeness of the nearest one. */
function denied({ name }: Party, { watched, filled }: RegistryAnswer): Party {
  if (!filled.has('WATCH') || name === undefined) return {};
  const likeness = watched.map(each => nameSimilarity(name, each.body.name));
  const same = watched.some(each => normaliseText(each.body.name) === normaliseText(name));
  return { deniedExact: same, deniedSim: Math.max(0, ...likeness) };
}

function controlPart({ p, items }: RiskContext, answer: RegistryAnswer): RiskRecord<'Consignment'> {
  const parties = ROLES.map(role => p?.[role]?.id);
  const goods = (items ?? []).flatMap(item => [item.hs6, item.hs4]);
  const focused = of('FOCUS', answer, [...parties, ...goods]).length > 0;
  return {
    ...(answer.filled.has('FOCUS') && { focusListed: focused }),
    ...(answer.filled.has('INSTRUCTION') && { inspectionBatchDue: instructions(answer, 'BATCH').length > 0 }),
    ...(answer.filled.has('WHITELIST') && whitelistPart(p?.importer?.id, answer)),
  };
}

/** A whitelist is of the importer: it answers for what it brings in. Of several the one that reaches furthest counts. */
function whitelistPart(importer: string | undefined, answer: RegistryAnswer): RiskRecord<'Consignment'> {
  const [entry] = of('WHITELIST', answer, [importer]).toSorted((a, b) => b.body.capUsd - a.body.capUsd);
  if (!entry) return { whitelistMatched: false, whitelistHs4: [] };
  return {
    whitelistMatched: true,
    whitelistCapUsd: entry.body.capUsd,
    whitelistHs4: entry.body.hs4,
    whitelistExpiresAt: entry.validTo ?? '9999-12-31T00:00:00.000Z',
  };
}

/** The six digits of a subheading say more than the four of its heading. */
function goodsPart({ hs6, hs4 }: RiskRecord<'Item'>, answer: RegistryAnswer): RiskRecord<'Item'> {
  const bodies = [hs4, hs6].flatMap(code => of('GOODS', answer, [code]).map(entry => entry.body));
  const { priceObservations: uvN, ...rest } = Object.assign({}, ...bodies) as RegisterBody<'GOODS'>;
  const { priceP05: uvP05, priceFair: uvFair, priceP95: uvP95, ...goods } = rest;
  return uvN === undefined ? goods : { ...goods, hist: { uvN, uvP05, uvFair, uvP95 } };
}

function countryPart({ c }: RiskContext, answer: RegistryAnswer): RiskContext {
  const [entry] = of('COUNTRY', answer, [c?.destCountry]);
  return entry ? { cfg: { deMinimisUsd: entry.body.deMinimisUsd } } : {};
}

function partnerWith(partner: RiskRecord<'Partner'>, answer: RegistryAnswer): RiskRecord<'Partner'> {
  if (!answer.filled.has('RECOGNISED_CUSTOMS')) return partner;
  const inspections = partner.inspections?.map(each => ({
    ...each,
    trusted: of('RECOGNISED_CUSTOMS', answer, [each.customs]).length > 0,
  }));
  return { ...partner, ...(inspections && { inspections }) };
}

function targetsPart(answer: RegistryAnswer): RiskContext {
  if (!answer.filled.has('INSTRUCTION')) return {};
  const targets = instructions(answer, 'MUST', 'SHOULD', 'WAIVER').map(({ key, body }) => ({
    id: key,
    kind: body.kind,
    active: true,
    ...(body.channel && { channel: body.channel }),
  }));
  return { targets: targets.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** A batch is due: every lot of it is opened, until the instruction ends. */
function instructions(answer: RegistryAnswer, ...kinds: readonly RegisterBody<'INSTRUCTION'>['kind'][]) {
  return of('INSTRUCTION', answer).filter(({ body }) => kinds.includes(body.kind));
}
