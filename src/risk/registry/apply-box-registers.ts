import type { RiskContext, RiskRecord } from '../risk-context.ts';
import type { RegistryEntry } from './register-bodies.ts';
import type { RegistryAnswer } from './registry-answer.ts';
import { yardSubjects } from './yard-subjects.ts';

type Box = RiskRecord<'Equip'>;

/** What the register of containers says of a box, and the terminal's plan of where it stands. */
export function boxWith(box: Box, context: RiskContext, answer: RegistryAnswer): Box {
  return {
    ...box,
    ...registered(box, answer),
    ...(box.yard && { yard: { ...box.yard, ...zone(box, context, answer) } }),
  };
}

/** What a message says of its box goes before the register; the tare of the register is what it is compared with. */
function registered(box: Box, { entries }: RegistryAnswer): Box {
  const entry = entries.find(
    (each): each is RegistryEntry<'CONTAINER'> => each.register === 'CONTAINER' && each.subject === box.no,
  );
  if (!entry) return {};
  const { tareKg, maxGrossKg, cscExpiresAt, shipperOwned } = entry.body;
  return {
    ...(tareKg !== undefined && { registerTareKg: tareKg, tareKg: box.tareKg ?? tareKg }),
    ...(maxGrossKg !== undefined && { maxGrossKg }),
    ...(cscExpiresAt !== undefined && { cscExpiresAt: `${cscExpiresAt}T00:00:00.000Z` }),
    ...(shipperOwned !== undefined && { shipperOwned: box.shipperOwned ?? shipperOwned }),
  };
}

/** The entry whose block says most of the position: of G01 and G the first. */
function zone(box: Box, context: RiskContext, { entries }: RegistryAnswer): RiskRecord<'Yard'> {
  const asked = yardSubjects(box, context);
  const [plan] = entries
    .filter((each): each is RegistryEntry<'YARD_PLAN'> => each.register === 'YARD_PLAN' && asked.includes(each.subject))
    .toSorted((a, b) => b.subject.length - a.subject.length);
  if (!plan) return {};
  const { dangerousGoods, reefer, supervised, perimeter, mixed } = plan.body;
  return { zoneDg: dangerousGoods, zoneReefer: reefer, supervised, perimeter, mixedBlock: mixed };
}
