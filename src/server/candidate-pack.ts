import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RulePack } from '../risk/rule-pack.ts';
import { RulePackShelf } from './rule-pack-shelf.ts';

/** A pack that waits to be put in force lies in this folder of the rules, whole: it is judged beside them, without effect. */
const FOLDER = 'candidate';
const LOOK_MS = 1_000;

/** The candidate, if there is one. It may come, change and go while the hub runs, and a wrong one stops nothing. */
export class CandidatePack {
  readonly #folder: string;
  #shelf: RulePackShelf | undefined;
  #unwatch: (() => void) | undefined;
  #told: string | undefined;

  constructor(rulesDir: string) {
    this.#folder = join(rulesDir, FOLDER);
    this.#look(() => undefined);
  }

  get current(): RulePack | undefined {
    return this.#shelf?.current;
  }

  /** Follows the folder until the answer is called. */
  watch(onChange: (pack: RulePack | undefined, failure?: unknown) => void): () => void {
    const timer = setInterval(() => this.#look(onChange), LOOK_MS);
    timer.unref();
    return () => {
      clearInterval(timer);
      this.#unwatch?.();
    };
  }

  #look(onChange: (pack: RulePack | undefined, failure?: unknown) => void): void {
    const isThere = existsSync(this.#folder);
    if (isThere === (this.#shelf !== undefined)) return;
    if (!isThere) {
      this.#unwatch?.();
      this.#shelf = undefined;
      onChange(undefined);
      return;
    }
    try {
      this.#shelf = new RulePackShelf(this.#folder);
      this.#unwatch = this.#shelf.watch({ onReload: onChange });
      this.#told = undefined;
      onChange(this.#shelf.current);
    } catch (error) {
      if (this.#told !== String(error)) onChange(undefined, error);
      this.#told = String(error);
    }
  }
}
