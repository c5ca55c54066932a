import type { Alarm } from '../src/alarms/life-cycle.ts';
import type { ConsignmentDocument, SliceName } from '../src/consignment/consignment-document.ts';
import type { EventEntry, IdentifierEntry } from '../src/consignment/consignment-slice.ts';
import { filterRowsOf } from '../src/consignment/filter-rows.ts';
import type { JourneyDocument } from '../src/consignment/journey-document.ts';
import { measuresOf } from '../src/consignment/measures.ts';
import { FOLD_VERSION } from '../src/consignment/project-consignment.ts';
import { SHAPES } from '../src/policy/cells.ts';
import { isAlarmSeen, visibilityOfAlarms } from '../src/policy/reads.ts';
import type { StatedRow } from '../src/policy/row-condition.ts';
import { type IsHidden, scrambled } from '../src/policy/scramble.fixture.ts';
import { cellsOfScheme } from '../src/policy/show-consignment.ts';
import { isSighted, type ViewerPolicy } from '../src/policy/viewer-policy.ts';
import { writeFilterRows, writeIdentifiers } from '../src/store/consignment-store.ts';
import type { Sql, TransactionSql } from '../src/store/database.ts';
import { writeMeasures } from '../src/store/measure-store.ts';
import { sliceBodies, writeSlices } from '../src/store/slice-store.ts';
import { statedRows } from '../src/store/stated-rows.ts';

const LATER = new Date('2026-12-02T00:00:00Z');

/** Puts the database back as it was when this was called. */
export async function keepData(sql: Sql): Promise<() => Promise<void>> {
  const whole = ['consignment_slice', 'consignment_filter', 'consignment_identifier', 'measure'];
  for (const table of [...whole, 'consignment', 'journey', 'event_log', 'alarm', 'alarm_revision'])
    await sql`create table ${sql(`kept_${table}`)} as select * from ${sql(table)}`;
  return () =>
    sql.begin(async transaction => {
      for (const table of whole) {
        await transaction`delete from ${transaction(table)}`;
        await transaction`insert into ${transaction(table)} select * from ${transaction(`kept_${table}`)}`;
      }
      await transaction`update consignment c set updated_at = k.updated_at from kept_consignment k where k.id = c.id`;
      await transaction`update journey j set body = k.body from kept_journey k where k.id = j.id`;
      await transaction`
        update alarm a set places = k.places, equipment = k.equipment, body = k.body from kept_alarm k where k.id = a.id`;
      await transaction`
        update alarm_revision r set body = k.body from kept_alarm_revision k where k.alarm_id = r.alarm_id and k.revision = r.revision`;
      await transaction`
        update event_log e set type = k.type, classifier = k.classifier, places = k.places, equipment = k.equipment, body = k.body
        from kept_event_log k where k.event_id = e.event_id`;
    }) as Promise<void>;
}

/** Gives every value that a reader may not see another, wherever the hub keeps it; answers how many documents that changed. */
export async function changeWhatIsHidden(sql: Sql, policy: ViewerPolicy): Promise<number> {
  const found = await sql<{ id: string }[]>`select distinct consignment_id as id from consignment_slice order by 1`;
  const ids = found.map(row => row.id);
  const rows = await statedRows(sql, ids, undefined);
  const bodies = await sliceBodies(sql, ids);
  const alarms = visibilityOfAlarms(policy);
  let changed = 0;
  await sql.begin(async transaction => {
    for (const id of ids) {
      const stated = rows.get(id) ?? [];
      const isHidden = hiddenBy(policy, stated);
      const before = Object.fromEntries(bodies.get(id) ?? []) as unknown as ConsignmentDocument;
      const document = otherDocument(before, isHidden);
      changed += Object.keys(before).filter(
        name => JSON.stringify(document[name as SliceName]) !== JSON.stringify(before[name as SliceName]),
      ).length;
      await writeDocument(transaction, id, document);
      await moveTimes(
        transaction,
        id,
        stated.filter(row => !isSighted(row, policy.visibility())),
      );
      await changeLog(transaction, id, isHidden);
      await changeAlarms(transaction, id, alarm => isAlarmSeen(alarm, stated, alarms));
    }
    changed += await changeJourneys(transaction, policy);
  });
  return changed;
}

function hiddenBy(policy: ViewerPolicy, stated: readonly StatedRow[]): IsHidden {
  const row = (origin: string) => stated.find(each => each.origin === origin);
  return (cell, origins) => origins.some(origin => policy.decisions(origin, row(origin))[cell]?.outcome === 'WITHHELD');
}

function otherDocument(before: ConsignmentDocument, isHidden: IsHidden): ConsignmentDocument {
  const changed = Object.entries(before).map(([name, body]) => [
    name,
    scrambled(SHAPES[name as SliceName], body as never, isHidden),
  ]);
  const document = Object.fromEntries(changed) as ConsignmentDocument;
  const identifiers = document.consignment.identifiers.map(each => otherIdentifier(each, isHidden));
  return { ...document, consignment: { ...document.consignment, identifiers } };
}

/** A number that none of those who name it lets be read under any of its names. */
function otherIdentifier(entry: IdentifierEntry, isHidden: IsHidden): IdentifierEntry {
  const isKnown = entry.origins.some(origin => cellsOfScheme(entry.scheme).some(cell => !isHidden(cell, [origin])));
  return isKnown ? entry : { ...entry, value: `HIDDEN${entry.value.length}` };
}

async function writeDocument(sql: TransactionSql, id: string, document: ConsignmentDocument): Promise<void> {
  const slices = (Object.entries(document) as [SliceName, unknown][]).map(([slice, body]) => ({ id, slice, body }));
  await writeSlices(
    sql,
    slices.map(each => ({ ...each, foldVersion: FOLD_VERSION })),
  );
  await writeFilterRows(sql, [{ id, filterRows: filterRowsOf(document) }], LATER);
  await writeIdentifiers(sql, [{ id, identifiers: document.consignment.identifiers }]);
  await writeMeasures(sql, [{ id, measures: measuresOf(document) }]);
}

/** What others tell comes at another time: the list in which the reader finds the consignment must not move. */
async function moveTimes(sql: TransactionSql, id: string, unseen: readonly StatedRow[]): Promise<void> {
  const seconds = Number.parseInt(id.slice(-4), 16);
  await sql`update consignment set updated_at = updated_at + ${seconds} * interval '1 second' where id = ${id}`;
  await sql`
    update consignment_filter set told_at = told_at + ${seconds} * interval '1 second'
    where consignment_id = ${id} and origin = any(${['hub', ...unseen.map(row => row.origin)]})`;
}

async function changeLog(sql: TransactionSql, id: string, isHidden: IsHidden): Promise<void> {
  const rows = await sql<{ eventId: string; body: EventEntry }[]>`
    select event_id as "eventId", body from event_log where consignment_id = ${id} and body ? 'origin'`;
  for (const { eventId, body } of rows) {
    const event = scrambled(SHAPES.consignment, { events: [body] } as never, isHidden) as { events: EventEntry[] };
    const [other = body] = event.events;
    const places = (other.place?.codes ?? []).map(code => code.value);
    await sql`
      update event_log set type = ${other.type}, classifier = ${other.classifier}, places = ${places}, equipment = ${other.equipment ?? null},
        body = ${sql.json(other as never)} where event_id = ${eventId}`;
  }
}

/** An alarm that the reader may not see is of another box; of one that it sees, others may have said what goods and bill it names. */
async function changeAlarms(sql: TransactionSql, id: string, isSeen: (alarm: Alarm) => boolean): Promise<void> {
  const told = await sql<{ body: Alarm }[]>`select body from alarm where consignment_id = ${id}`;
  for (const { body } of told) {
    const columns = {
      ...body.columns,
      billOfLading: 'HIDDEN',
      voyage: 'HIDDEN',
      movement: 'HIDDEN',
      dangerous: true,
      reefer: true,
    };
    const other = {
      ...body,
      columns,
      ...(isSeen(body) ? {} : { equipment: 'HIDDEN', subject: 'HIDDEN', places: ['ZZHID'] }),
    };
    const { equipment, subject, places } = other;
    const more = sql.json({ equipment, subject, places, columns } as never);
    await sql`update alarm set equipment = ${equipment}, places = ${[...places]}, body = body || ${more} where id = ${body.id}`;
    await sql`update alarm_revision set body = body || ${more} where alarm_id = ${body.id}`;
    await sql`
      update event_log set equipment = ${equipment}, places = ${[...places]}, body = body || ${more}
      where consignment_id = ${id} and body->>'id' = ${body.id}`;
  }
}

async function changeJourneys(sql: TransactionSql, policy: ViewerPolicy): Promise<number> {
  const isHidden: IsHidden = (cell, origins) =>
    origins.some(origin => policy.journeyDecisions(origin)[cell]?.outcome === 'WITHHELD');
  const rows = await sql<{ id: string; body: JourneyDocument }[]>`select id, body from journey`;
  let changed = 0;
  for (const { id, body } of rows) {
    const other = scrambled(SHAPES.journey, body, isHidden);
    if (JSON.stringify(other) === JSON.stringify(body)) continue;
    changed++;
    await sql`update journey set body = ${sql.json(other as never)} where id = ${id}`;
  }
  return changed;
}
