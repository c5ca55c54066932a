import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../config.ts';
import { readPartners } from '../../partners/read-partners.ts';
import { createPartnerKeys } from './partner-keys.ts';
import { readSignatures, readUnsigned, signedContent } from './read-signatures.ts';

const folder = join(packageRoot, 'partners');
const partners = [...readPartners(folder).partners.values()].filter(each => each.signing);
const now = new Date('2026-11-01T00:00:00Z');
const keys = createPartnerKeys(folder, () => now);
let envelopes = 0;

describe('every envelope that a shipped partner sends', () => {
  test('is of partners who declare their keys', () => expect(partners.length).toBeGreaterThan(3));

  test.each(partners.map(each => [each.id, each] as const))('verifies: %s', async (id, partner) => {
    const samples = join(folder, id, 'samples', 'partner');
    const names = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.json'));
    const signing = partner.signing ?? expect.unreachable();
    for (const name of names) {
      const content = signedContent({
        feed: 'partner',
        bytes: readFileSync(join(samples, name)),
        profile: partner.mapping,
      });
      const verifying = { keys: await keys(partner), algorithms: signing.algorithms, now };
      const read = content.signed ? await readSignatures(content, signing, verifying) : readUnsigned(content, signing);
      expect(read, name).toMatchObject({ verdict: content.signed ? 'VERIFIED' : 'ABSENT' });
    }
    envelopes += names.length;
  });

  test('are many', () => expect(envelopes).toBeGreaterThan(10));
});
