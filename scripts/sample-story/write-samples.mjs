/**
 * Writes partners/STORY.md and partners/<id>/{partner.yaml,mapping.yaml,keys.json,samples/…} from the story, byte for byte the same each time.
 *
 *   node scripts/sample-story/write-samples.mjs [directory]
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Journal } from './journal.mjs';
import { PARTNERS, partnerFiles } from './partners.mjs';
import { tellCarrier } from './story-carrier.mjs';
import { certificateNumbers, tellCertificates } from './story-certificates.mjs';
import { tellCustoms } from './story-customs.mjs';
import { tellManifests } from './story-manifests.mjs';
import { storyPage } from './story-page.mjs';
import { tellPartners } from './story-partner.mjs';
import { tellPorts } from './story-port.mjs';
import { tellRail } from './story-rail.mjs';
import { tellCarrierTroubles } from './troubles-carrier.mjs';
import { tellCustomsTroubles } from './troubles-customs.mjs';
import { tellPortTroubles } from './troubles-port.mjs';

/** A25 was loaded before its number came: the terminal wrote 0, which is no number. */
const LOADING = { A25: { declaration: '0' } };

export function samples() {
  const journal = new Journal();
  tellCustoms(journal, certificateNumbers);
  tellManifests(journal);
  tellPorts(journal, LOADING);
  tellCarrier(journal);
  tellRail(journal);
  tellCertificates(journal);
  tellPartners(journal);
  tellCustomsTroubles(journal);
  tellPortTroubles(journal);
  tellCarrierTroubles(journal);
  return journal.files();
}

export function write(directory) {
  const messages = samples();
  for (const { id } of PARTNERS) rmSync(join(directory, id, 'samples'), { recursive: true, force: true });
  const page = { path: 'STORY.md', body: storyPage(messages) };
  for (const { path, body } of [...partnerFiles(), ...messages, page]) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  return messages;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const directory = process.argv[2] ?? fileURLToPath(new URL('../../partners', import.meta.url));
  const messages = write(directory);
  const held = messages.filter(message => message.held).length;
  process.stdout.write(`${messages.length} messages (${held} held back) in ${directory}\n`);
}
