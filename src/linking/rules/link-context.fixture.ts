import { judgeFacts } from '../../consignment/effective-facts.ts';
import { known } from '../../consignment/fact.fixture.ts';
import type { Fact } from '../../messages/fact.ts';
import { decideAnchors } from '../anchors.ts';
import { BoxTrips } from '../box-trips.ts';
import { boxUses, turnMarks } from '../box-uses.ts';
import { IdentifierIndex } from '../identifier-index.ts';
import type { LinkContext, LinkRule, Match } from '../link-rule.ts';
import { byDocumentNumber } from './by-document-number.ts';
import { byUcr } from './by-ucr.ts';

/** What a rule sees of the facts: anchors, and the trips that papers tell. */
export function contextOf(...facts: readonly Fact[]): LinkContext {
  const judged = judgeFacts(facts.map(fact => known(fact)));
  const index = new IdentifierIndex(facts.flatMap(fact => fact.references));
  const anchors = decideAnchors(judged, index);
  const without: LinkContext = { index, anchors, trips: new BoxTrips(new Map(), new Map()) };
  const matches = new Map(
    judged.flatMap(({ known: { id, fact } }) => {
      const match = byDocumentNumber.match(fact, without) ?? byUcr.match(fact, without);
      return match ? [[id, match] as const] : [];
    }),
  );
  return { index, anchors, trips: new BoxTrips(boxUses(judged, matches, anchors), turnMarks(judged)) };
}

/** What the rule makes of the first fact among all of them. */
export function matchOf(rule: LinkRule, fact: Fact, ...others: readonly Fact[]): Match | undefined {
  return rule.match(fact, contextOf(fact, ...others));
}
