import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter } from '../adapter.ts';
import { hasError, segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactMessage } from '../formats/edifact-message.ts';
import { type EdifactContents, hasMessagesOf, readMessagesOf } from '../formats/edifact-typed-messages.ts';
import { readVesselCalls } from '../port/edifact-vessel-call.ts';
import { readManifestLine } from './edifact-cuscar-line.ts';
import { type Manifest, readManifest } from './edifact-cuscar-manifest.ts';

/** Customs manifest, cargo declaration and its general cargo summary, by the UN list and by national guides. */
const TYPE = { name: 'CUSCAR', documentNames: ['85', '87', '785', '833'] };

/** Customs cargo report (UN/EDIFACT CUSCAR, D.95B to D.16A): the bills of a voyage, with their goods and boxes. */
export const cuscarAdapter: Adapter = {
  name: 'customs/edifact-cuscar',
  version: 1,
  kind: 'customs',
  recognises: glance => hasMessagesOf(glance, TYPE),
  read: (glance, profile) => readMessagesOf(glance, TYPE, (message, issues) => readCuscar(message, profile, issues)),
};

function readCuscar(message: EdifactMessage, profile: MappingProfile, issues: FeedIssue[]): EdifactContents {
  const manifest = readManifest(message, profile, issues);
  if (!manifest) return { facts: [] };
  if (manifest.groups.lines.length === 0) {
    const remedy = 'Send each bill in a group of its own: CNI, RFF+BM, its goods in GID.';
    issues.push(
      segmentIssue(manifest.document.bgm, 'STRUCTURE', 'ERROR', 'the manifest has no consignment (CNI)', remedy),
    );
    return { facts: [] };
  }
  const facts: Fact[] = [];
  const refusals: FeedIssue[][] = [];
  for (const line of manifest.groups.lines) {
    const ofLine: FeedIssue[] = [];
    const said = readManifestLine(manifest, line, ofLine);
    if (hasError(ofLine)) refusals.push(ofLine);
    else {
      facts.push(...said);
      issues.push(...ofLine);
    }
  }
  return { facts: facts.length > 0 ? [...calls(manifest, issues), ...facts] : [], refusals };
}

function calls({ document, carriage, conveyance, profile }: Manifest, issues: FeedIssue[]): Fact[] {
  if (!carriage || !conveyance) return [];
  return readVesselCalls(document, carriage, conveyance, profile, issues, '60');
}
