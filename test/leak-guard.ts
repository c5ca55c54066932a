import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/config.ts';

/** What stands for a person's name, address or number in the tests: made anew each time, so that it can be told from everything else. */
export const CANARY = /ZQ[0-9A-F]{12}CANARY/;

const NAMED =
  /<(?:\w+:)?(?:Name|Line)>([^<]{12,80})<|"(?:partyName|address|street|contactName)"\s*:\s*"([^"]{12,80})"/g;

/** Names and addresses of the sample messages, which nearly every test reads; not those of partners, which their files tell. */
function sampleNames(): readonly string[] {
  const folder = join(packageRoot, 'partners');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const read = (pattern: RegExp) =>
    files.filter(each => pattern.test(each)).map(each => readFileSync(join(folder, each), 'utf8'));
  const declared = read(/partner\.yaml$/).join('\n');
  const found = read(/samples.*\.(xml|json)$/).flatMap(text =>
    [...text.matchAll(NAMED)].map(match => match[1] ?? match[2] ?? ''),
  );
  return [...new Set(found)].filter(each => /\s/.test(each) && !declared.includes(each));
}

let pattern: RegExp | undefined;

/** What of a text may stand in no log, metric, error or crash. */
export function leaksIn(text: string): readonly string[] {
  pattern ??= new RegExp(
    [CANARY.source, ...sampleNames().map(each => each.replace(/[^\w\s]/g, '\\$&'))].join('|'),
    'g',
  );
  return [...new Set(text.match(pattern))];
}

/** What was said in this process since the last look, in pieces that are not too many. */
const said: string[] = [];
const reading = new Set<Promise<unknown>>();

export function heard(text: string): void {
  said.push(text);
}

export async function leaksSoFar(): Promise<readonly string[]> {
  await Promise.all(reading);
  return leaksIn(said.splice(0).join('\n'));
}

/** Listens to metrics and to the errors of every answer; the data of an answer is for its reader. */
export function listenToAnswers(): void {
  const ask = globalThis.fetch;
  globalThis.fetch = async (...asked) => {
    const response = await ask(...asked);
    if (isHeard(response)) {
      const read = response
        .clone()
        .text()
        .then(hearErrors, () => undefined);
      reading.add(read);
      void read.finally(() => reading.delete(read));
    }
    return response;
  };
}

function isHeard({ url, status, headers }: Response): boolean {
  if (url.endsWith('/metrics')) return true;
  const isJson = /json/.test(headers.get('content-type') ?? '');
  return isJson && (status >= 400 || new URL(url).pathname === '/graphql');
}

/** Of an answer with data in it, only the rest. */
function hearErrors(text: string): void {
  const hasData = text.includes('"data"');
  if (!hasData) said.push(text);
  if (!hasData || !text.includes('"errors"')) return;
  const { data: _data, ...rest } = JSON.parse(text) as Record<string, unknown>;
  said.push(JSON.stringify(rest));
}
