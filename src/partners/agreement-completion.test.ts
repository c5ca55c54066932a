import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../config.ts';
import { cellsNamed } from '../policy/cells.ts';
import { withCompletion } from './agreement-completion.ts';

interface Offered {
  readonly if: { readonly properties: { readonly type: { readonly const: string } } };
  readonly then: {
    readonly properties: { readonly fields: { readonly items: { readonly examples: readonly string[] } } };
  };
}
type Members = Readonly<Record<string, unknown>>;
type Schema = Members & { readonly $defs: Readonly<Record<string, Members>> };

const schema = JSON.parse(readFileSync(join(packageRoot, 'partners', 'agreement.schema.json'), 'utf8')) as Schema;

test('the published schema offers the types and fields of the graph as it is', () => {
  expect(schema, 'run `npx corridor partner schema`').toEqual(withCompletion(schema));
});

test('whatever it offers, a grant may name', () => {
  const offered = schema.$defs.grant?.allOf as readonly Offered[];
  expect(offered.length).toBeGreaterThan(10);
  for (const each of offered)
    for (const path of each.then.properties.fields.items.examples)
      expect([each.if.properties.type.const, path, cellsNamed(each.if.properties.type.const, path).length > 0]).toEqual(
        [each.if.properties.type.const, path, true],
      );
});
