import type { Register, RegistryEntry } from './register-bodies.ts';

/** What the registers say of one consignment's subjects, and which watch list entries share a word with its parties' names. */
export interface RegistryAnswer {
  readonly entries: readonly RegistryEntry[];
  readonly watched: readonly RegistryEntry<'WATCH'>[];
  /** Registers that hold anything at all: of one that was never filled, silence says nothing. */
  readonly filled: ReadonlySet<Register>;
}
