import { assessConsignment } from '../../risk/assess-consignment.ts';
import type { RiskContext, RiskRecord } from '../../risk/risk-context.ts';
import type { RulePack } from '../../risk/rule-pack.ts';
import { shown, timed, timingsOf } from './timings.ts';

const RUNS = 300;
const WARM_UP = 50;

/** All rules over a consignment of one box, and over one of fifty items, twenty boxes and two hundred events, in this one thread. */
export async function measureEvaluations(pack: RulePack): Promise<void> {
  const small = pack.referenceContext;
  if (!small) throw new Error('the pack ships no reference context');
  const large = enlarged(small, { items: 50, boxes: 20, events: 200 });
  for (const [name, context] of [
    ['1 box', small],
    ['50 items, 20 boxes, 200 events', large],
  ] as const) {
    const assess = () => assessConsignment({ context, pack, lists: pack.lists, keywords: pack.keywords });
    await timed(WARM_UP, assess);
    const taken = await timed(RUNS, assess);
    const perSecond = (RUNS * 1000) / taken.reduce((sum, each) => sum + each, 0);
    process.stdout.write(
      `${pack.rules.length} rules on ${name}: ${shown(timingsOf(taken))}, ${Math.round(perSecond)} assessments/s, ${Math.round(perSecond * pack.rules.length).toLocaleString('en-US')} rules/s\n`,
    );
  }
}

interface Size {
  readonly items: number;
  readonly boxes: number;
  readonly events: number;
}

/** The same consignment with more of everything, each box under its own number. */
function enlarged(context: RiskContext, { items, boxes, events }: Size): RiskContext {
  const repeat = <T>(of: readonly T[] | undefined, count: number, change: (each: T, i: number) => T) =>
    Array.from({ length: count }, (_, i) => {
      const each = of?.[i % Math.max(1, of.length)];
      return each === undefined ? [] : [change(each, i)];
    }).flat();
  const number = (i: number) => `TCLU${String(7_654_320 + i)}`;
  return {
    ...context,
    items: repeat(context.items, items, each => ({ ...each })),
    equip: repeat(context.equip, boxes, (each: RiskRecord<'Equip'>, i) => ({ ...each, no: number(i) })),
    events: repeat(context.events, events, (each: RiskRecord<'Event'>, i) => ({
      ...each,
      equipment: number(i % boxes),
    })),
  };
}
