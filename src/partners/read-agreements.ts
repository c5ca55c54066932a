import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { StatedRow } from '../policy/row-condition.ts';
import { exampleFault } from '../policy/run-example.ts';
import type { SharingAgreement } from '../policy/sharing-agreement.ts';
import { type AgreementProblem, readAgreement } from './agreement-file.ts';
import { type Signing, signatureFaults } from './agreement-signatures.ts';
import { joinedKinds, joinedNames } from './joined-names.ts';
import { type Partner, partnerAccessKeys } from './partner.ts';

export interface ReadAgreements {
  /** By file. */
  readonly agreements: ReadonlyMap<string, SharingAgreement>;
  readonly problems: readonly AgreementProblem[];
}

const HUB_FILE = 'agreements.yaml';
const FIXTURES_FILE = 'agreement-fixtures.yaml';

const hubFile = z.strictObject({ unsigned: z.enum(['allow', 'refuse']).default('refuse') });
const texts = z.array(z.string()).default([]);
const fixtures = z.record(
  z.string(),
  z.strictObject({
    originCountry: z.string().nullable().default(null),
    destinationCountry: z.string().nullable().default(null),
    countries: texts,
    places: texts,
    hsCodes: texts,
    accessKeys: texts,
  }),
);

type PartnerOf = (id: string) => Partner | undefined;

/** Every agreement of a partners folder, each checked as far as its own file and the partners it names tell. */
export async function readAgreements(folder: string, partnerOf: PartnerOf): Promise<ReadAgreements> {
  const signing: Signing = {
    keysOf: id => keysFile(folder, partnerOf(id)),
    allowsUnsigned: readHubFile(folder).unsigned === 'allow',
  };
  const rows = readFixtures(folder);
  const agreements = new Map<string, SharingAgreement>();
  const problems: AgreementProblem[] = [];
  for (const { file, partner } of agreementFiles(folder)) {
    const result = readAgreement(file, readFileSync(file, 'utf8'), id => joinedNames(partnerOf(id)));
    if ('problems' in result) {
      problems.push(...result.problems);
      continue;
    }
    const { agreement } = result.read;
    const faults = [
      ...partyFaults(agreement, partner, partnerOf),
      ...(await signatureFaults(result.read, signing)),
    ].map(reason => ({ file, line: 1, reason }));
    const wrong = [...faults, ...exampleFaults(agreement, rows, partnerOf).map(each => ({ file, ...each }))];
    if (wrong.length === 0) agreements.set(file, agreement);
    problems.push(...wrong);
  }
  return { agreements, problems: [...problems, ...sameVersions(agreements)] };
}

/** Tells one state of the files from another without reading them. */
export function stateOfAgreements(folder: string): string {
  const files = [...agreementFiles(folder).map(each => each.file), join(folder, HUB_FILE), join(folder, FIXTURES_FILE)];
  return files
    .map(file => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return stat ? [file, stat.ino, stat.size, stat.mtimeMs, stat.ctimeMs].join(' ') : `${file} -`;
    })
    .join('\n');
}

function agreementFiles(folder: string): { file: string; partner: string }[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(folder, entry.name, 'agreements')))
    .flatMap(({ name }) =>
      readdirSync(join(folder, name, 'agreements'))
        .filter(file => /\.ya?ml$/.test(file) && !file.startsWith('.'))
        .map(file => ({ file: join(folder, name, 'agreements', file), partner: name })),
    )
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function readHubFile(folder: string): z.output<typeof hubFile> {
  const file = join(folder, HUB_FILE);
  return hubFile.parse(existsSync(file) ? (parse(readFileSync(file, 'utf8')) ?? {}) : {});
}

function readFixtures(folder: string): ReadonlyMap<string, StatedRow> {
  const file = join(folder, FIXTURES_FILE);
  const read = fixtures.parse(existsSync(file) ? (parse(readFileSync(file, 'utf8')) ?? {}) : {});
  return new Map(Object.entries(read).map(([name, row]) => [name, { origin: '', ...row }]));
}

function keysFile(folder: string, partner: Partner | undefined): string | undefined {
  const named = partner?.signing?.jwks ?? 'keys.json';
  return partner && !/^https?:/.test(named) ? join(folder, partner.id, named) : undefined;
}

function partyFaults({ from, to, purposes, under }: SharingAgreement, folder: string, partnerOf: PartnerOf): string[] {
  const unknown = [from, ...to].filter(id => !partnerOf(id)).map(id => `there is no partner ${id}`);
  const readers = to.flatMap(id => partnerOf(id) ?? []);
  const foreign = purposes
    .filter(purpose => readers.length > 0 && !readers.some(each => each.purposes.includes(purpose)))
    .map(purpose => `no reader has declared the purpose ${purpose}`);
  const misplaced = under === undefined && from !== folder ? [`from is ${from}, its folder is ${folder}`] : [];
  return [...unknown, ...foreign, ...misplaced];
}

function exampleFaults(agreement: SharingAgreement, rows: ReadonlyMap<string, StatedRow>, partnerOf: PartnerOf) {
  return agreement.examples.flatMap(example => {
    const reader = partnerOf(example.as);
    const row = rows.get(example.fixture);
    const keys = reader ? partnerAccessKeys(reader) : [];
    const reason = exampleFault(agreement, example, row, keys, joinedKinds(partnerOf(agreement.from)));
    return reason === undefined ? [] : [{ line: example.line, reason }];
  });
}

function sameVersions(agreements: ReadonlyMap<string, SharingAgreement>): AgreementProblem[] {
  const seen = new Map<string, string>();
  return [...agreements].flatMap(([file, { id, version, digest }]) => {
    const name = `${id} version ${version}`;
    const known = seen.get(name);
    seen.set(name, digest);
    return known === undefined || known === digest ? [] : [{ file, line: 1, reason: `there is another ${name}` }];
  });
}
