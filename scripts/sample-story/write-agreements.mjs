/** Writes the agreements of the sample partners: node scripts/sample-story/write-agreements.mjs */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { FIXTURES } from './agreement-examples.mjs';
import { AGREEMENTS, agreementText } from './agreements.mjs';

const partners = new URL('../../partners/', import.meta.url);
const hasKeys = partner => existsSync(new URL(`${partner}/keys.json`, partners));

writeFileSync(new URL('agreement-fixtures.yaml', partners), stringify(FIXTURES));
for (const content of AGREEMENTS) {
  const folder = new URL(`${content.from}/agreements/`, partners);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${content.agreement}.yaml`, folder), agreementText(content, hasKeys));
}
process.stdout.write(`${AGREEMENTS.length} agreements\n`);
