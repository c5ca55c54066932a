import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { Position } from '../../messages/position.ts';
import type { ContainerNumber } from '../../vocabulary/container-number.ts';
import { doubt } from './doubt.ts';

/** A bad container number is told and kept, never refused: about one in sixty of real messages has one (law 2.5). */
export function containerDoubts(container: ContainerNumber, position: Position): FeedIssue[] {
  const { number, wellFormed, checkDigitValid } = container;
  if (checkDigitValid) return [];
  if (wellFormed) {
    const message = `the check digit of container ${number} is wrong (ISO 6346)`;
    return [doubt('CHECK_DIGIT', position, message, 'Compare the number with the one on the box and send it again.')];
  }
  const message = `"${number}" is not a container number of ISO 6346`;
  return [doubt('EQUIPMENT_FORMAT', position, message, 'Send four letters, six digits and the check digit.')];
}
