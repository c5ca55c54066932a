import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_ADAPTERS } from '../../adapters/all-adapters.ts';
import { packageRoot } from '../../config.ts';
import type { ConsignmentDocument } from '../../consignment/consignment-document.ts';
import { judgeFacts } from '../../consignment/effective-facts.ts';
import type { JourneyDocument } from '../../consignment/journey-document.ts';
import { factId, type KnownFact } from '../../consignment/known-fact.ts';
import { projectConsignment } from '../../consignment/project-consignment.ts';
import { journeyKeys } from '../../consignment/project-events.ts';
import { projectJourney } from '../../consignment/project-journey.ts';
import { type ReadMessage, readMessage } from '../../ingest/read-message.ts';
import { linkFacts } from '../../linking/link-facts.ts';
import { PartnerDirectory } from '../../partners/partner-directory.ts';
import { findSamples } from '../../server/sample-files.ts';

const FOLDER = join(packageRoot, 'partners');

export interface StoryConsignment {
  readonly name: string;
  readonly document: ConsignmentDocument;
}

export interface Story {
  readonly facts: readonly KnownFact[];
  readonly consignments: readonly StoryConsignment[];
  readonly journeys: readonly JourneyDocument[];
}

/** Every sample message that was not held back, through the adapters, the linker and the fold. */
export function tellStory(): Story {
  const facts = readSamples();
  const consignments = linkFacts(facts).consignments.map(({ name, facts: placed }) => ({
    name,
    document: projectConsignment(placed),
  }));
  return { facts, consignments, journeys: foldJourneys(facts) };
}

function readSamples(): readonly KnownFact[] {
  const partners = new PartnerDirectory(FOLDER);
  return findSamples(FOLDER)
    .filter(sample => !sample.held)
    .flatMap(({ partner, feed, path }) => {
      const mapping = partners.get(partner)?.mapping;
      return mapping ? readSample(partner, readMessage(readFileSync(path), feed, mapping, ALL_ADAPTERS), path) : [];
    });
}

function readSample(origin: string, { parts }: ReadMessage, messageId: string): readonly KnownFact[] {
  return parts.flatMap((facts, part) =>
    facts.map((fact, i) => ({
      id: factId(origin, messageId, part, i),
      origin,
      messageId,
      receivedAt: '2026-12-01T00:00:00.000Z',
      fact,
    })),
  );
}

/** One journey a voyage or train key: the schedule's calls and the moves of the conveyance, under whichever of its keys. */
function foldJourneys(facts: readonly KnownFact[]): readonly JourneyDocument[] {
  const groups: JourneyGroup[] = [];
  for (const known of facts.filter(isAboutJourney)) {
    for (const keys of samePerVoyage(journeyKeys(known.fact))) addTo(groups, keys, known);
  }
  return groups.map(group => projectJourney(judgeFacts([...group.facts])));
}

interface JourneyGroup {
  readonly keys: Set<string>;
  readonly facts: Set<KnownFact>;
}

function isAboutJourney({ fact }: KnownFact): boolean {
  return fact.kind === 'TRANSPORT_CALL' || (fact.kind === 'EVENT' && fact.subject === 'TRANSPORT');
}

/** A call's import and export voyage are two journeys; one voyage under IMO number and call sign is one. */
function samePerVoyage(keys: readonly string[]): readonly (readonly string[])[] {
  const numbers = [...new Set(keys.map(numberOf))];
  return numbers.map(number => keys.filter(key => numberOf(key) === number));
}

function numberOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

function addTo(groups: JourneyGroup[], keys: readonly string[], known: KnownFact): void {
  const same = groups.filter(group => keys.some(key => group.keys.has(key)));
  for (const group of same) groups.splice(groups.indexOf(group), 1);
  groups.push({
    keys: new Set([...keys, ...same.flatMap(group => [...group.keys])]),
    facts: new Set([...same.flatMap(group => [...group.facts]), known]),
  });
}
