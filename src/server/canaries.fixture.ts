import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../config.ts';

export type CanaryKind = 'name' | 'address' | 'tax number' | 'telephone number';

export interface SampleText {
  readonly partner: string;
  readonly feed: string;
  readonly text: string;
}

/** Where the samples name people. */
const NAMES = /(<(?:\w+:)?Name>|"(?:name|partyName|contactName)"\s*:\s*")([^<"]{3,80})/g;
const ADDRESSES = /(<(?:\w+:)?(?:Line|CityName|Street|City)>|"(?:address|street)"\s*:\s*")([^<"]{3,80})/g;
const AFTER_A_NAME = /<\/Name>/g;

/** Values that stand for people's, each made once: distinct, and like nothing else, so that each can be found wherever it comes out. */
export class Canaries {
  readonly #made = new Map<string, CanaryKind>();

  make(kind: CanaryKind): string {
    const made = `ZQ${randomBytes(6).toString('hex').toUpperCase()}CANARY`;
    this.#made.set(made, kind);
    return made;
  }

  get count(): number {
    return this.#made.size;
  }

  get kinds(): ReadonlySet<CanaryKind> {
    return new Set(this.#made.values());
  }

  /** The first that was made. */
  get first(): string {
    return [...this.#made.keys()][0] ?? '';
  }

  in(text: string): string[] {
    return [...this.#made.keys()].filter(each => text.includes(each));
  }

  /** A message with every party under a made name and address, with a tax and a telephone number. */
  planted(text: string): string {
    return text
      .replace(NAMES, (_all, before: string) => `${before}${this.make('name')}`)
      .replace(ADDRESSES, (_all, before: string) => `${before}${this.make('address')}`)
      .replace(AFTER_A_NAME, () => `</Name><VAT>${this.make('tax number')}</VAT>${this.#telephone()}`);
  }

  #telephone(): string {
    return `<Communication><ID>+65 ${this.make('telephone number')}</ID><TypeCode>TE</TypeCode></Communication>`;
  }
}

const FOLDERS = [
  ['cn-customs-tianjin', 'customs'],
  ['cn-customs-chongqing', 'customs'],
  ['cn-customs-tianjin', 'partner'],
  ['chongqing-freight', 'rail'],
  ['sg-customs', 'customs'],
] as const;

/** Sample messages of several kinds that name people, some of each kind first. */
export function peopledSamples(): readonly SampleText[] {
  const byFolder = FOLDERS.map(([partner, feed]) => {
    const folder = join(packageRoot, 'partners', partner, 'samples', feed);
    const names = readdirSync(folder).filter(name => /\.(xml|json)$/.test(name));
    return names.map(name => ({ partner, feed, text: readFileSync(join(folder, name), 'utf8') }));
  });
  const longest = Math.max(...byFolder.map(each => each.length));
  return Array.from({ length: longest }, (_, i) => byFolder.flatMap(each => each[i] ?? [])).flat();
}
