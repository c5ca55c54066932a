import type { EventType } from '../../messages/event-type.ts';
import type { EventFact, Fact, RetractionFact, YardPositionFact } from '../../messages/fact.ts';
import type { FactBase } from '../../messages/fact-base.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import type { ReadPart } from '../adapter.ts';
import { coded, rowConveyance, rowEquipment, rowPlace, rowReferences, stated } from './terminal-operation-claims.ts';
import { cell, type OperationRow, report, timeCell } from './terminal-operation-row.ts';
import { isDirectNode, takesBack, terminalMovement, terminalNode } from './terminal-operations-codes.ts';

/** What all facts of a row share. */
type Shared = Pick<FactBase<'EVENT'>, 'position' | 'references' | 'updatedAt'> &
  Pick<EventFact, 'conveyance' | 'movement'> & { readonly equipment: NonNullable<EventFact['equipment']> };

interface Step {
  readonly type: EventType;
  readonly time: TimeValue;
  readonly raw?: string;
  /** A node told again by the row of the node after it (0) gives way to the row of its own (1), which knows more. */
  readonly revision: 0 | 1;
}

/** One row: the node that a box has reached, the one before it, and where it stands. */
export function readOperation(row: OperationRow): ReadPart {
  const equipment = rowEquipment(row);
  if (!equipment) {
    report(row, undefined, 'STRUCTURE', 'the row names no box', 'send the container number', 'ERROR');
    return { facts: [], issues: row.issues };
  }
  const conveyance = rowConveyance(row);
  const shared: Shared = stated<Shared>({
    position: row.position,
    references: rowReferences(row, equipment, conveyance),
    updatedAt: timeCell(row, 'updatedAt'),
    equipment,
    conveyance,
    movement: coded(row, 'direction', cell(row, 'direction'), raw => terminalMovement(raw, row.profile)),
  });
  return finish(row, readFacts(row, shared));
}

function finish(row: OperationRow, facts: readonly Fact[]): ReadPart {
  if (facts.length === 0) {
    const message = 'the row tells neither a known node with its time nor a yard position with one';
    report(row, undefined, 'STRUCTURE', message, 'send the node and its time, or the position and the entry', 'ERROR');
  }
  const doubts = row.issues.filter(({ severity }) => severity !== 'ERROR');
  return { facts: doubts.length === 0 ? facts : facts.map(fact => ({ ...fact, issues: doubts })), issues: row.issues };
}

function readFacts(row: OperationRow, shared: Shared): Fact[] {
  const yard = cell(row, 'yardPosition');
  const entry = timeCell(row, 'entryTime');
  const current = step(row, 'node', 'nodeTime', 1);
  const steps = [step(row, 'previousNode', 'previousNodeTime', 0), current ?? stacked(row, yard, entry)];
  const known = steps.filter(each => each !== undefined);
  if (takesBack(cell(row, 'action') ?? '')) return known.slice(-1).map(each => retraction(shared, each));
  return [...known.map(each => event(row, shared, each, yard)), ...position(row, shared, yard, current, entry)];
}

function step(
  row: OperationRow,
  column: 'node' | 'previousNode',
  timeColumn: 'nodeTime' | 'previousNodeTime',
  revision: Step['revision'],
): Step | undefined {
  const raw = cell(row, column);
  const type = coded(row, column, raw, each => terminalNode(each, row.profile));
  const time = timeCell(row, timeColumn);
  if (type && !time && cell(row, timeColumn) === undefined)
    report(row, column, 'STRUCTURE', `"${raw}" has no time`, `send ${timeColumn} with ${column}`);
  return type && time ? stated<Step>({ type, time, ...(raw !== undefined && { raw }), revision }) : undefined;
}

/** A table of boxes in the yard names no node: a box that stands in a position since its entry was stacked then. */
function stacked(row: OperationRow, yard: string | undefined, entry: TimeValue | undefined): Step | undefined {
  const untold = cell(row, 'node') === undefined;
  return untold && yard !== undefined && entry ? { type: 'STACK', time: entry, revision: 1 } : undefined;
}

function event(row: OperationRow, shared: Shared, { type, time, raw, revision }: Step, yard?: string): EventFact {
  return stated<EventFact>({
    kind: 'EVENT',
    ...shared,
    key: keyOf(shared, type, time),
    revision,
    type,
    classifier: 'ACT',
    time,
    subject: 'EQUIPMENT',
    ...placed(row, type === 'STACK' && revision === 1 ? yard : undefined),
    ...(raw !== undefined && isDirectNode(raw, row.profile) && { direct: true }),
    ...(raw !== undefined && { rawCode: raw }),
  });
}

function placed(row: OperationRow, yard: string | undefined): Pick<EventFact, 'place'> {
  const place = rowPlace(row, yard);
  return place ? { place } : {};
}

/**
 * The feed has no event numbers. Box, node and time together are the key, so that a node told twice, by its own row and by the next one,
 * is one event; a wrong time is mended by sending the wrong row once more to be deleted, and the right one.
 */
function keyOf({ equipment }: Shared, type: string, time: TimeValue): string {
  return `${equipment.number}|${type}|${time.instant}`;
}

function retraction({ position, references, updatedAt, ...shared }: Shared, { type, time }: Step): RetractionFact {
  const key = keyOf({ position, references, ...shared }, type, time);
  return { kind: 'RETRACTION', position, references, key, ...(updatedAt && { updatedAt }), target: { key } };
}

const LEAVES: readonly EventType[] = ['GATE_OUT', 'LOAD', 'REMOVED'];

/** Since when the box stands there: since it was stacked, else since its entry. A box that has left stands nowhere. */
function position(
  row: OperationRow,
  { conveyance: _conveyance, movement: _movement, ...shared }: Shared,
  yard: string | undefined,
  current: Step | undefined,
  entry: TimeValue | undefined,
): YardPositionFact[] {
  const place = yard === undefined ? undefined : rowPlace(row, yard);
  const left = current !== undefined && LEAVES.includes(current.type);
  const time = current?.type === 'STACK' ? current.time : (entry ?? (left ? undefined : current?.time));
  if (!place || !time) return [];
  return [{ kind: 'YARD_POSITION', ...shared, key: keyOf(shared, 'YARD', time), place, time }];
}
