import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RulePack } from '../risk/rule-pack.ts';
import type { PackFile } from '../risk/yaml-source.ts';
import { packFiles, rulePackOf } from './load-rule-pack.ts';

export interface RulePackWatch {
  /** `failure` is absent where the changed pack is in force, and else says why the last good one stays. */
  readonly onReload: (pack: RulePack, failure?: unknown) => void;
  readonly everyMs?: number;
}

const WATCH_MS = 1_000;

/** The rule pack in force. A wrong one stops the start; one that is wrong later, while the hub runs, leaves the last good one in force. */
export class RulePackShelf {
  readonly #folder: string;
  #current: RulePack;
  #files: readonly PackFile[] = [];
  #state: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#state = stateOf(folder);
    this.#current = this.#load();
  }

  get current(): RulePack {
    return this.#current;
  }

  /** What the pack in force was read from, by the names of its files alone. */
  get files(): readonly PackFile[] {
    return this.#files.map(({ name, text }) => ({ name: basename(name), text }));
  }

  /** Follows the files until the answer is called; what is being written is read when it has stood still for one look. */
  watch({ onReload, everyMs = WATCH_MS }: RulePackWatch): () => void {
    let seen = this.#state;
    const timer = setInterval(() => {
      const now = stateOf(this.#folder);
      const isSettled = now === seen;
      seen = now;
      if (!isSettled || now === this.#state) return;
      this.#state = now;
      this.#reload(onReload);
    }, everyMs);
    timer.unref();
    return () => clearInterval(timer);
  }

  #load(): RulePack {
    const files = packFiles(this.#folder);
    const pack = rulePackOf(files);
    this.#files = files;
    return pack;
  }

  #reload(onReload: RulePackWatch['onReload']): void {
    try {
      this.#current = this.#load();
      onReload(this.#current);
    } catch (error) {
      onReload(this.#current, error);
    }
  }
}

function stateOf(folder: string): string {
  try {
    const states = readdirSync(folder).map(name => {
      const { mtimeMs, size } = statSync(join(folder, name));
      return `${name} ${mtimeMs} ${size}`;
    });
    return states.sort().join('\n');
  } catch {
    return 'unreadable';
  }
}
