import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getOperationAST, Kind, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readSavedQueries, readSavedQuery } from './saved-queries.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../explorer/queries');

describe('a saved query', () => {
  test('has its title, description and variables in its head, and the rest is the query', () => {
    const text =
      '# title: By seal\n# description: One seal.\n# variables: {"seal": "MR602229"}\n\nquery BySeal { a }\n';
    expect(readSavedQuery('11-by-seal.graphql', text)).toEqual({
      id: 'by-seal',
      title: 'By seal',
      description: 'One seal.',
      variables: { seal: 'MR602229' },
      query: 'query BySeal { a }\n',
    });
  });

  test('needs no variables', () => {
    expect(readSavedQuery('1-a.graphql', '# title: A\n# description: B\nquery A { a }').variables).toEqual({});
  });

  test.each([
    ['without a head', 'query A { a }', /must begin with its title/],
    ['with variables that are not JSON', '# title: A\n# description: B\n# variables: {a}\n{ a }', /are not JSON/],
  ])('%s is refused by the name of its file', (_, text, message) => {
    expect(() => readSavedQuery('1-a.graphql', text)).toThrow(message);
    expect(() => readSavedQuery('1-a.graphql', text)).toThrow(/1-a\.graphql/);
  });
});

describe('the saved queries of the explorer', () => {
  const saved = readSavedQueries(folder);

  test('come in the order of their files', () => {
    expect(saved.map(({ id }) => id)).toEqual([
      'whole-consignment',
      'by-container',
      'by-ucr',
      'rail-booking-to-train',
      'vessel-call',
      'why-this-channel',
      'missing-evidence',
      'partner-certificate',
      'unlinked',
      'live-events',
      'as-it-was-known',
      'alarms',
      'indicators',
      'import-draft',
      'quarantine-of-calls',
      'assistance-cases',
      'recognised-controls',
      'explain-access',
      'what-a-rule-is-worth',
      'as-judged-then',
    ]);
  });

  test('have one operation each, with a name of its own: it titles the tab', () => {
    const names = saved.map(({ query }) => getOperationAST(parse(query))?.name?.value);
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(saved.length);
  });

  test.each(saved)('$id gives exactly the variables that it asks for', ({ query, variables }) => {
    const asked = parse(query).definitions.flatMap(definition =>
      definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
    );
    expect(Object.keys(variables).sort()).toEqual(asked.map(({ variable }) => variable.name.value).sort());
  });
});
