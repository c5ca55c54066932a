import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CorridorError } from '../errors.ts';

/** A query that the explorer opens with one click. */
export interface SavedQuery {
  /** The file's name without its place in the list: `02-by-container.graphql` is `by-container`. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const HEAD = /^# title: (?<title>.+)\n# description: (?<description>.+)\n(?:# variables: (?<variables>\{.*\})\n)?\n*/;

function variablesOf(text: string, file: string): SavedQuery['variables'] {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CorridorError('INTERNAL', 'report-bug', `saved query ${file}: its variables are not JSON`, { cause });
  }
}

export function readSavedQuery(file: string, text: string): SavedQuery {
  const head = HEAD.exec(text);
  if (head?.groups === undefined)
    throw new CorridorError('INTERNAL', 'report-bug', `saved query ${file} must begin with its title and description`);
  const { title = '', description = '', variables = '{}' } = head.groups;
  return {
    id: file.replace(/^\d+-/, '').replace(/\.graphql$/, ''),
    title,
    description,
    query: text.slice(head[0].length),
    variables: variablesOf(variables, file),
  };
}

/** The folder's `*.graphql` files in the order of their names. */
export function readSavedQueries(folder: string): SavedQuery[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.graphql'))
    .sort()
    .map(file => readSavedQuery(file, readFileSync(join(folder, file), 'utf8')));
}
