import type { DeclarationStatus } from './customs-slice.ts';
import { compareText } from './revision-order.ts';

/**
 * The lifecycle of a declaration by what customs answers (WCO response function codes, as CDS sends them). Notifications come late, twice and
 * in any order, with equal times or none: a state is left for a later stage only, so that the outcome is the furthest that was reached,
 * whatever the order. docs/declarations.md is this table in words. Codes that are not here inform and change nothing.
 */
export const DECLARATION_STATES: Readonly<Record<string, { readonly to: DeclarationStatus; readonly stage: number }>> =
  {
    '02': { to: 'RECEIVED', stage: 1 },
    // A rejection after acceptance is that of an amendment: the declaration stays what it was.
    '03': { to: 'REJECTED', stage: 2 },
    '01': { to: 'ACCEPTED', stage: 3 },
    // Control and documents come and go between each other; the later word stands.
    '05': { to: 'UNDER_CONTROL', stage: 4 },
    '06': { to: 'DOCUMENTS_REQUIRED', stage: 4 },
    '08': { to: 'RELEASED', stage: 5 },
    '09': { to: 'CLEARED', stage: 6 },
    '16': { to: 'EXITED', stage: 7 },
    '10': { to: 'INVALIDATED', stage: 8 },
  };

export interface Notification {
  readonly functionCode: string;
  /** RFC 3339 in UTC; absent where customs states no time. */
  readonly at: string | null;
}

export interface LifecycleState {
  readonly status: DeclarationStatus;
  readonly stage: number;
  readonly at: string | null;
}

export function lodged(at: string | null): LifecycleState {
  return { status: 'LODGED', stage: 0, at };
}

/** One notification more. The order of any number of these steps does not matter, nor does one that is taken twice. */
export function advance(state: LifecycleState, { functionCode, at }: Notification): LifecycleState {
  const next = Object.hasOwn(DECLARATION_STATES, functionCode) ? DECLARATION_STATES[functionCode] : undefined;
  if (!next) return state;
  const reached: LifecycleState = { status: next.to, stage: next.stage, at };
  return compareStates(reached, state) > 0 ? reached : state;
}

function compareStates(a: LifecycleState, b: LifecycleState): number {
  return a.stage - b.stage || compareText(a.at ?? '', b.at ?? '') || compareText(a.status, b.status);
}
