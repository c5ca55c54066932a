import type { KnownFact } from '../consignment/known-fact.ts';
import { cellOf } from './cells.ts';
import type { Decisions } from './viewer-policy.ts';

const KIND = cellOf('Fact.kind');
const MESSAGE = cellOf('Fact.messageId');
const POSITION = cellOf('Fact.position');
const RECEIVED = cellOf('Fact.receivedAt');
const REFERENCES = cellOf('Fact.references');

/** What may be said of a fact itself: where it stands in which message. What it states is shown by the cells that it fills. */
export function showFact(known: KnownFact, decisions: Decisions): KnownFact | undefined {
  const isClear = (cell: number) => decisions[cell]?.outcome === 'CLEAR';
  if (![KIND, MESSAGE, POSITION, RECEIVED, REFERENCES].some(isClear)) return undefined;
  const { id, origin, messageId, receivedAt, fact } = known;
  return {
    id,
    origin,
    messageId: isClear(MESSAGE) ? messageId : null,
    receivedAt: isClear(RECEIVED) ? receivedAt : null,
    fact: {
      kind: isClear(KIND) ? fact.kind : null,
      position: isClear(POSITION) ? fact.position : null,
      references: isClear(REFERENCES) ? fact.references : [],
      ...(fact.passedOn && { passedOn: fact.passedOn }),
    },
  } as unknown as KnownFact;
}
