import type { RiskChannel } from '../risk-channel.ts';
import type { CrossingRule } from './crossing-rules.ts';

export type PassageState = 'RELEASED' | 'SCAN' | 'MANUAL';

/** A control of this passage, as its result came in: of a scan from the image, of a manual one from the officers. */
export interface PassageControl {
  readonly method: string; // NII_H986 MANUAL …
  readonly result: string; // CONFORMING NON_CONFORMING PENDING INCONCLUSIVE
}

/** Everything that decides a passage at a crossing. */
export interface PassageInput {
  /** The rule in force at the crossing when the vehicle arrived; undefined where none is. */
  readonly rule: CrossingRule | undefined;
  /** The channel of the consignment in the vehicle; undefined where registry or database did not answer, or nobody knows the box. */
  readonly channel: RiskChannel | undefined;
  /** Why a box is to be opened whatever its image shows: a named instruction, or a random draw. */
  readonly orderedManual: string | undefined;
  readonly controls: readonly PassageControl[];
}

export interface PassageDecision {
  readonly state: PassageState;
  readonly reasons: readonly string[];
}

/**
 * One passage through a gate. Without a flag it is released: no instruction releases. A clean scan is released unless a named instruction
 * or a draw orders that the box be opened; a scan with an anomaly, or one that nobody can read, leads to opening it. Free flow asks for
 * nothing but what an instruction or a draw names. Where the channel is not known, the crossing's fail-safe decides. Pure: the same inputs
 * give the same lane, whichever node decides and however often.
 */
export function decidePassage({ rule, channel, orderedManual, controls }: PassageInput): PassageDecision {
  const done = controlled(controls);
  if (done) return done;
  if (orderedManual !== undefined) return { state: 'MANUAL', reasons: [orderedManual] };
  if (rule?.control === 'FREE_FLOW') return { state: 'RELEASED', reasons: [`free flow at ${rule.crossing}`] };
  if (channel === undefined) return failSafe(rule);
  if (hasCleanScan(controls)) return { state: 'RELEASED', reasons: ['the scan shows what was declared'] };
  return byChannel(channel);
}

/** What officers found by hand ends the matter; an anomaly in an image asks for them. */
function controlled(controls: readonly PassageControl[]): PassageDecision | undefined {
  const opened = controls.findLast(({ method, result }) => method === 'MANUAL' && result !== 'PENDING');
  if (opened?.result === 'CONFORMING') return { state: 'RELEASED', reasons: ['the box was opened and found in order'] };
  if (opened) return { state: 'MANUAL', reasons: ['the officers found what was not declared, or are not sure'] };
  const scan = lastScan(controls);
  if (scan?.result === 'NON_CONFORMING') return { state: 'MANUAL', reasons: ['the scan shows an anomaly'] };
  if (scan?.result === 'INCONCLUSIVE') return { state: 'MANUAL', reasons: ['the scan cannot be read'] };
  return undefined;
}

function lastScan(controls: readonly PassageControl[]): PassageControl | undefined {
  return controls.findLast(({ method, result }) => method === 'NII_H986' && result !== 'PENDING');
}

function hasCleanScan(controls: readonly PassageControl[]): boolean {
  return lastScan(controls)?.result === 'CONFORMING';
}

/** Papers are looked at after the gate: at the lane only what an image or a look inside can settle holds a vehicle. */
function byChannel(channel: RiskChannel): PassageDecision {
  switch (channel) {
    case 'RELEASE':
      return { state: 'RELEASED', reasons: ['not flagged'] };
    case 'DOCUMENT_CHECK':
      return { state: 'RELEASED', reasons: ['papers are checked after the gate'] };
    case 'SCAN':
      return { state: 'SCAN', reasons: ['risk control asks for an image'] };
    case 'MANUAL_INSPECTION':
      return { state: 'MANUAL', reasons: ['risk control asks that the box be opened'] };
  }
}

/** Nobody passes unseen because a database is down; where no rule says otherwise the box is scanned. */
function failSafe(rule: CrossingRule | undefined): PassageDecision {
  const state = rule?.failSafe ?? 'SCAN';
  return { state, reasons: ['the channel is not known: the fail-safe of the crossing decides'] };
}
