export interface CircuitRule {
  readonly openAfter: number;
  readonly pauseSeconds: number;
}

/**
 * After so many failures in a row nothing is called for a pause; then one call tries, and the first that works closes the circuit. Time is
 * handed in.
 */
export class Circuit {
  readonly #rule: CircuitRule;
  #failures = 0;
  #openUntil = 0;

  constructor(rule: CircuitRule) {
    this.#rule = rule;
  }

  /** Whether a call may be made now; the one that tries after a pause keeps the others out until it is told how it went. */
  admits(now: number): boolean {
    if (this.#failures < this.#rule.openAfter) return true;
    if (now < this.#openUntil) return false;
    this.#openUntil = now + this.#rule.pauseSeconds * 1000;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(now: number): void {
    this.#failures++;
    if (this.#failures >= this.#rule.openAfter) this.#openUntil = now + this.#rule.pauseSeconds * 1000;
  }
}
