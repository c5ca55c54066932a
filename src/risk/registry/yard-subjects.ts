import type { RiskContext, RiskRecord } from '../risk-context.ts';

/** A block is named by the first signs of a position; longer ones are none. */
const LONGEST_BLOCK = 6;

/** Under which entries of the terminal's plan the place of a box may stand: `CNTXG/G`, `CNTXG/G0`, `CNTXG/G01` … */
export function yardSubjects({ no, yard }: RiskRecord<'Equip'>, { events }: RiskContext): readonly string[] {
  const port = events?.findLast(event => event.equipment === no)?.loc;
  const pos = yard?.pos ?? '';
  if (port === undefined || pos === '') return [];
  return Array.from({ length: Math.min(LONGEST_BLOCK, pos.length) }, (_, i) => `${port}/${pos.slice(0, i + 1)}`);
}
