import type { Sql } from '../../store/database.ts';
import { TableWriter } from './table-writer.ts';

type Value = string | number | null;
// What Corridor answered of a consignment, to be written into a peer's tables.
type Answer = { readonly [name: string]: unknown };

export interface PeerConsignment {
  readonly node: Answer;
  readonly uuid: string;
  readonly updatedAt: string;
  readonly filters: {
    readonly status: Value;
    readonly origin: Value;
    readonly destination: Value;
    readonly hs: readonly string[];
  };
  readonly identifiers: readonly string[];
}

const COLUMNS = {
  consignment: [
    ...['id', 'ucr', 'status', 'goods', 'gross_value', 'gross_unit', 'origin', 'destination'],
    ...['filter_status', 'filter_origin', 'filter_destination', 'hs', 'uuid', 'updated_at'],
  ],
  equipment: ['id', 'consignment_id', 'number', 'size_type'],
  seal: ['id', 'equipment_id', 'number'],
  declaration: ['id', 'consignment_id', 'number', 'direction', 'status', 'lodged_at'],
  item: ['id', 'declaration_id', 'sequence', 'hs_code', 'description', 'amount', 'currency', 'net_value', 'net_unit'],
  event: ['id', 'consignment_id', 'type', 'classifier', 'at', 'unlocode'],
  voyage: ['id', 'number', 'vessel_name', 'imo'],
  call: ['id', 'voyage_id', 'unlocode'],
  call_time: ['id', 'call_id', 'event', 'classifier', 'at'],
  travels: ['id', 'consignment_id', 'voyage_id'],
  rail_booking: ['id', 'consignment_id', 'number', 'status', 'requested_train', 'origin', 'destination'],
  partner_record: ['id', 'consignment_id', 'kind', 'number', 'issued_at'],
  identifier: ['consignment_id', 'value'],
} as const;
type Table = keyof typeof COLUMNS;

/** Takes answers apart into the rows of the peers' tables. */
export class PeerRows {
  readonly #tables: Readonly<Record<Table, TableWriter>>;
  readonly #ids: Record<string, number> = {};
  readonly #voyages = new Map<string, number>();

  constructor(sql: Sql) {
    const writers = Object.entries(COLUMNS).map(([name, columns]) => [
      name,
      new TableWriter(sql, `peer.${name}`, columns),
    ]);
    this.#tables = Object.fromEntries(writers) as Record<Table, TableWriter>;
  }

  async add({ node, uuid, updatedAt, filters, identifiers }: PeerConsignment): Promise<void> {
    const id = node.id as string;
    const { grossMass, origin, destination } = node;
    await this.#tables.consignment.add([
      ...[
        id,
        text(node.ucr),
        text(node.status),
        text(node.goodsDescription),
        text(at(grossMass, 'value')),
        text(at(grossMass, 'unit')),
      ],
      ...[
        text(at(origin, 'unlocode')),
        text(at(destination, 'unlocode')),
        filters.status,
        filters.origin,
        filters.destination,
      ],
      ...[`{${filters.hs.join()}}`, uuid, updatedAt],
    ]);
    for (const each of list(node.equipmentUses)) await this.#box(id, each);
    for (const each of list(node.declarations)) await this.#declaration(id, each);
    for (const { type, classifier, eventTime, place } of list(at(node.events, 'nodes')))
      await this.#row('event', [
        id,
        text(type),
        text(classifier),
        text(at(eventTime, 'instant')),
        text(at(place, 'unlocode')),
      ]);
    for (const each of list(node.voyages)) await this.#row('travels', [id, await this.#voyage(each)]);
    for (const { number, status, requestedTrain, origin: from, destination: to } of list(node.railBookings))
      await this.#row('rail_booking', [
        id,
        text(number),
        text(status),
        text(requestedTrain),
        text(at(from, 'unlocode')),
        text(at(to, 'unlocode')),
      ]);
    for (const { kind, number, issuedAt } of list(node.partnerRecords))
      await this.#row('partner_record', [id, text(kind), text(number), text(at(issuedAt, 'instant'))]);
    for (const value of new Set(identifiers)) await this.#tables.identifier.add([id, value]);
  }

  async finish(): Promise<void> {
    for (const table of Object.values(this.#tables)) await table.flush();
  }

  async #row(table: Table, values: readonly Value[]): Promise<number> {
    const id = (this.#ids[table] ?? 0) + 1;
    this.#ids[table] = id;
    await this.#tables[table].add([id, ...values]);
    return id;
  }

  async #box(consignment: string, { equipment, sizeType, seals }: Answer): Promise<void> {
    const box = await this.#row('equipment', [consignment, text(at(equipment, 'number')), text(sizeType)]);
    for (const seal of list(seals)) await this.#row('seal', [box, text(seal.number)]);
  }

  async #declaration(consignment: string, declared: Answer): Promise<void> {
    const { number, direction, status, lodgedAt, items } = declared;
    const id = await this.#row('declaration', [
      consignment,
      text(number),
      text(direction),
      text(status),
      text(at(lodgedAt, 'instant')),
    ]);
    for (const { sequence, hsCode, description, value, netMass } of list(items))
      await this.#row('item', [
        ...[
          id,
          sequence as number,
          text(hsCode),
          text(description),
          text(at(value, 'amount')),
          text(at(value, 'currency')),
        ],
        ...[text(at(netMass, 'value')), text(at(netMass, 'unit'))],
      ]);
  }

  /** Consignments share the voyages that they travel on. */
  async #voyage(voyage: Answer): Promise<number> {
    const key = JSON.stringify(voyage);
    const known = this.#voyages.get(key);
    if (known !== undefined) return known;
    const { number, vessel, calls } = voyage;
    const id = await this.#row('voyage', [text(number), text(at(vessel, 'name')), text(at(vessel, 'imo'))]);
    this.#voyages.set(key, id);
    for (const { place, timestamps } of list(calls)) {
      const call = await this.#row('call', [id, text(at(place, 'unlocode'))]);
      for (const { event, classifier, time } of list(timestamps))
        await this.#row('call_time', [call, text(event), text(classifier), text(at(time, 'instant'))]);
    }
    return id;
  }
}

function text(value: unknown): string | null {
  return value === undefined ? null : (value as string | null);
}

function at(value: unknown, name: string): unknown {
  return (value as Answer | null | undefined)?.[name] ?? null;
}

function list(value: unknown): readonly Answer[] {
  return (value ?? []) as readonly Answer[];
}
