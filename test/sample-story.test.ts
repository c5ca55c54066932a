import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containerCheckDigit } from '../src/vocabulary/container-number.ts';
import { imoCheckDigitValid } from '../src/vocabulary/imo-number.ts';

const PARTNERS = fileURLToPath(new URL('../partners', import.meta.url));
const SCRIPT = fileURLToPath(new URL('../scripts/sample-story/write-samples.mjs', import.meta.url));
/** The one container number of the story whose check digit is wrong on purpose (consignment A19). */
const WRONG_CHECK_DIGIT = new Set(['MRDU3013968']);

const SAMPLES = filesBelow(PARTNERS).filter(path => path.includes('/samples/'));
const READABLE = SAMPLES.filter(path => !path.includes('quarantine-truncated'));

describe('the sample story', () => {
  let fresh = '';
  beforeAll(() => {
    fresh = mkdtempSync(join(tmpdir(), 'sample-story-'));
    expect(spawnSync(process.execPath, [SCRIPT, fresh]).status).toBe(0);
  });
  afterAll(() => rmSync(fresh, { recursive: true, force: true }));

  it('is written again byte for byte', () => {
    const written = filesBelow(fresh);
    expect(SAMPLES.map(path => relative(PARTNERS, path))).toEqual(
      written.map(path => relative(fresh, path)).filter(path => path.includes('/samples/')),
    );
    const differing = written.filter(
      path => !readFileSync(path).equals(readFileSync(join(PARTNERS, relative(fresh, path)))),
    );
    expect(differing).toEqual([]);
  });

  it('numbers its messages once each, in one order over all partners', () => {
    const numbers = SAMPLES.map(path => Number(/(\d{4})-[^/]+$/.exec(path)?.[1])).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  });

  it('holds back 15 to 25 messages, which come after all others', () => {
    const order = [...SAMPLES].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
    const held = order.filter(path => path.includes('/held/'));
    expect(held.length).toBeGreaterThanOrEqual(15);
    expect(held.length).toBeLessThanOrEqual(25);
    expect(order.slice(-held.length)).toEqual(held);
  });

  it('tells of at least 40 consignments', () => {
    const ucrs = new Set(
      READABLE.flatMap(path => readFileSync(path, 'utf8').match(/\b6(CN|SG)[A-Z0-9]+-[A-Z]\d{5}\b/g) ?? []),
    );
    expect(ucrs.size).toBeGreaterThanOrEqual(40);
  });

  it('has right check digits, save the one that is wrong on purpose', () => {
    const boxes = new Set(READABLE.flatMap(path => readFileSync(path, 'utf8').match(/\b(MRD|ERX|XLK)U\d{7}\b/g) ?? []));
    const wrong = [...boxes].filter(number => containerCheckDigit(number) !== Number(number[10]));
    expect(new Set(wrong)).toEqual(WRONG_CHECK_DIGIT);
    const ships = new Set(
      READABLE.flatMap(path => readFileSync(path, 'utf8').match(/\b(?:UN)?2000\d{3}(?=[:"<])/g) ?? []),
    );
    expect(ships.size).toBeGreaterThan(3);
    expect([...ships].filter(imo => !imoCheckDigitValid(imo.replace('UN', '')))).toEqual([]);
  });

  it('counts its segments and messages right', () => {
    for (const path of READABLE.filter(file => file.endsWith('.edi'))) expect(countsOf(path), path).toEqual([]);
  });

  it('is well-formed XML and JSON', () => {
    for (const path of READABLE) {
      const text = readFileSync(path, 'utf8');
      if (path.endsWith('.json')) expect(() => JSON.parse(text), path).not.toThrow();
      if (path.endsWith('.xml')) expect(xmlError(text), path).toBeUndefined();
    }
  });

  it('sends one message twice with the same bytes, and no other', () => {
    const seen = new Map<string, string[]>();
    for (const path of SAMPLES) {
      const key = `${relative(PARTNERS, path).split('/')[0]} ${readFileSync(path, 'latin1')}`;
      seen.set(key, [...(seen.get(key) ?? []), nameOf(path)]);
    }
    const repeated = [...seen.values()].filter(names => names.length > 1);
    expect(repeated).toHaveLength(1);
    expect(repeated[0]?.map(name => name.replace(/^\d+-/, ''))).toEqual([
      'codeco-gate-in-a20.edi',
      'codeco-gate-in-a20-again.edi',
    ]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap(name => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What is wrong with UNT and UNZ: control references and counts (ISO 9735). */
function countsOf(path: string): string[] {
  const segments = readFileSync(path, 'utf8')
    .split("'\n")
    .filter(text => text !== '');
  const faults: string[] = [];
  let opened = -1;
  let messages = 0;
  segments.forEach((segment, i) => {
    const [tag, first, second] = segment.split('+');
    if (tag === 'UNH') opened = i;
    if (tag === 'UNT') {
      messages += 1;
      const reference = segments[opened]?.split('+')[1];
      if (Number(first) !== i - opened + 1 || second !== reference) faults.push(segment);
    }
    if (tag === 'UNZ') {
      const header = segments.find(each => each.startsWith('UNB+'))?.split('+')[5];
      if (Number(first) !== messages || second !== header) faults.push(segment);
    }
  });
  return messages === 0 ? ['no message'] : faults;
}

function xmlError(text: string): string | undefined {
  const parser = new SaxesParser({ xmlns: true });
  let fault: string | undefined;
  parser.on('error', error => {
    fault ??= error.message;
  });
  parser.write(text).close();
  return fault;
}
