import type { RiskChannel } from '../risk-channel.ts';
import type { RiskContext } from '../risk-context.ts';
import type { Treatment } from '../risk-rule.ts';

/** A control of the customs that assessed, after the assessment. */
export interface PastControl {
  readonly method: string; // NII_H986 MANUAL DOCUMENT …
  readonly result: string; // CONFORMING NON_CONFORMING …
}

/** One consignment as it was judged, with all that was known then and nothing that came later, and what controls found afterwards. */
export interface PastCase {
  readonly consignment: string;
  readonly country: string;
  readonly assessedAt: string;
  readonly context: RiskContext;
  readonly channel: RiskChannel;
  readonly fired: readonly string[];
  /** Drawn at random: only such cases say how often there is anything to find. */
  readonly drawn: boolean;
  readonly controls: readonly PastControl[];
}

const DEPTH: Readonly<Record<string, number>> = {
  DOCUMENT: 1,
  NII_H986: 2,
  REMOTE: 2,
  SAMPLE: 3,
  QUARANTINE: 3,
  MANUAL: 3,
};
const NEEDED: Readonly<Record<Treatment, number>> = { NONE: 1, OPS: 1, DOC: 1, SCAN: 2, MANUAL: 3 };

/** Controls deep enough to settle a doubt of the treatment, with a result: who opens the box sees what a scan would have shown. */
export function settlingControls(
  { controls }: Pick<PastCase, 'controls'>,
  treatment: Treatment,
): readonly PastControl[] {
  return controls.filter(
    ({ method, result }) =>
      (DEPTH[method] ?? 0) >= NEEDED[treatment] && (result === 'CONFORMING' || result === 'NON_CONFORMING'),
  );
}

export function isFind({ controls }: Pick<PastCase, 'controls'>): boolean {
  return controls.some(({ result }) => result === 'NON_CONFORMING');
}
