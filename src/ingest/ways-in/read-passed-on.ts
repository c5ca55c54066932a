import type { Fact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { PassedOn } from '../../messages/passed-on.ts';
import type { MessageOutcome } from '../../store/message-store.ts';
import type { ReadingInTurn } from '../read-message.ts';

/**
 * A reading without what was passed on under agreements that are not in force here (law 4.6). Where nothing is left the message waits in
 * quarantine: once the agreements are here too, it is replayed. Pure.
 */
export function* readPassedOn(reading: ReadingInTurn, isAgreed: (passedOn: PassedOn) => boolean): ReadingInTurn {
  const refused = new Map<string, FeedIssue>();
  let dropped = 0;
  for (let next = reading.next(); ; next = reading.next()) {
    if (next.done) return dropped === 0 ? next.value : withoutRefused(next.value, dropped, [...refused.values()]);
    const kept = next.value.filter(({ passedOn }) => {
      if (passedOn === undefined || isAgreed(passedOn)) return true;
      refused.set(nameOf(passedOn), notAgreed(passedOn));
      return false;
    });
    dropped += next.value.length - kept.length;
    yield kept satisfies readonly Fact[];
  }
}

function withoutRefused(outcome: MessageOutcome, dropped: number, issues: readonly FeedIssue[]): MessageOutcome {
  const facts = outcome.facts - dropped;
  const status = facts === 0 ? 'QUARANTINED' : 'PARTIAL';
  return { ...outcome, facts, status, issues: [...outcome.issues, ...issues] };
}

const nameOf = ({ origin, agreements }: PassedOn) =>
  `${origin}: ${agreements.map(({ id, version }) => `${id} version ${version}`).join(', ')}`;

function notAgreed(passedOn: PassedOn): FeedIssue {
  return {
    code: 'NOT_PASSED_ON',
    severity: 'ERROR',
    position: { kind: 'MESSAGE' },
    message: `Passed on under agreements that are not in force here: of ${nameOf(passedOn)}.`,
    remedy: "Have the origin's agreement files here as they are there, byte for byte, then replay the message.",
  };
}
