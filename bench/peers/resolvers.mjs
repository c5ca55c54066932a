import DataLoader from 'dataloader';
import { GraphQLScalarType } from 'graphql';
import postgres from 'postgres';

export const sql = postgres(process.argv[2], { max: 16, onnotice: () => {} });

const DateTime = new GraphQLScalarType({
  name: 'DateTime',
  serialize: value => (value instanceof Date ? value.toISOString() : value),
});

/** Rows of one table by what they belong to: one statement for all that one request asks for. */
const rows = (table, column) =>
  new DataLoader(async ids => {
    const found = new Map(ids.map(id => [id, []]));
    const all = await sql`select * from peer.${sql(table)} where ${sql(column)} = any(${ids}) order by id`;
    for (const row of all) found.get(row[column]).push(row);
    return ids.map(id => found.get(id));
  });

export function createLoaders() {
  const events = new Map();
  return {
    equipment: rows('equipment', 'consignment_id'),
    seal: rows('seal', 'equipment_id'),
    declaration: rows('declaration', 'consignment_id'),
    item: rows('item', 'declaration_id'),
    call: rows('call', 'voyage_id'),
    callTime: rows('call_time', 'call_id'),
    rail: rows('rail_booking', 'consignment_id'),
    record: rows('partner_record', 'consignment_id'),
    voyages: new DataLoader(async ids => {
      const found = new Map(ids.map(id => [id, []]));
      const all = await sql`select t.consignment_id, v.* from peer.travels t join peer.voyage v on v.id = t.voyage_id
        where t.consignment_id = any(${ids}) order by t.id`;
      for (const row of all) found.get(row.consignment_id).push(row);
      return ids.map(id => found.get(id));
    }),
    events(first) {
      const known = events.get(first);
      if (known) return known;
      const loader = new DataLoader(async ids => {
        const found = new Map(ids.map(id => [id, []]));
        const all = await sql`select e.* from unnest(${ids}::text[]) as w(id)
          cross join lateral (select * from peer.event where consignment_id = w.id order by id limit ${first}) e`;
        for (const row of all) found.get(row.consignment_id).push(row);
        return ids.map(id => found.get(id));
      });
      events.set(first, loader);
      return loader;
    },
  };
}

const place = code => (code === null ? null : { unlocode: code });
const time = at => (at === null ? null : { instant: at });

async function page({ filter = {}, first = 25, after }) {
  if (filter.search !== undefined)
    return {
      rows: await sql`select c.* from peer.identifier i join peer.consignment c on c.id = i.consignment_id
      where i.value = ${filter.search} order by c.updated_at desc, c.uuid desc limit ${first + 1}`,
    };
  const cursor = after ? JSON.parse(Buffer.from(after, 'base64url').toString()) : undefined;
  const { status, originCountry, destinationCountry, hsPrefix, updatedAfter } = filter;
  return {
    rows: await sql`select * from peer.consignment where true
    ${status ? sql`and filter_status = any(${status})` : sql``} ${originCountry ? sql`and filter_origin = ${originCountry}` : sql``}
    ${destinationCountry ? sql`and filter_destination = ${destinationCountry}` : sql``} ${hsPrefix ? sql`and hs @> ${[hsPrefix]}` : sql``}
    ${updatedAfter ? sql`and updated_at > ${updatedAfter}` : sql``}
    ${cursor ? sql`and (updated_at, uuid) < (${cursor.updatedAt}::timestamptz, ${cursor.id}::uuid)` : sql``}
    order by updated_at desc, uuid desc limit ${first + 1}`,
  };
}

const consignments = async (_root, args) => {
  const first = args.first ?? 25;
  const { rows: found } = await page({ ...args, first });
  return { nodes: found.slice(0, first), pageInfo: { hasNextPage: found.length > first } };
};

export const resolvers = {
  DateTime,
  Query: {
    consignment: async (_root, { where }) =>
      (where.id
        ? await sql`select * from peer.consignment where id = ${where.id}`
        : await sql`select * from peer.consignment where ucr = ${where.ucr}`)[0] ?? null,
    consignments,
  },
  Consignment: {
    goodsDescription: row => row.goods,
    grossMass: row => (row.gross_value === null ? null : { value: row.gross_value, unit: row.gross_unit }),
    origin: row => place(row.origin),
    destination: row => place(row.destination),
    equipmentUses: (row, _args, { loaders }) => loaders.equipment.load(row.id),
    declarations: (row, _args, { loaders }) => loaders.declaration.load(row.id),
    events: async (row, { first = 10 }, { loaders }) => ({ nodes: await loaders.events(first).load(row.id) }),
    voyages: (row, _args, { loaders }) => loaders.voyages.load(row.id),
    railBookings: (row, _args, { loaders }) => loaders.rail.load(row.id),
    partnerRecords: (row, _args, { loaders }) => loaders.record.load(row.id),
  },
  EquipmentUse: {
    equipment: row => ({ number: row.number }),
    sizeType: row => row.size_type,
    seals: (row, _args, { loaders }) => loaders.seal.load(row.id),
  },
  Declaration: {
    lodgedAt: row => time(row.lodged_at),
    items: (row, _args, { loaders }) => loaders.item.load(row.id),
  },
  Item: {
    hsCode: row => row.hs_code,
    value: row => (row.amount === null ? null : { amount: row.amount, currency: row.currency }),
    netMass: row => (row.net_value === null ? null : { value: row.net_value, unit: row.net_unit }),
  },
  Event: { eventTime: row => time(row.at), place: row => place(row.unlocode) },
  Voyage: {
    vessel: row => ({ name: row.vessel_name, imo: row.imo }),
    calls: (row, _args, { loaders }) => loaders.call.load(row.id),
  },
  Call: {
    place: row => place(row.unlocode),
    timestamps: (row, _args, { loaders }) => loaders.callTime.load(row.id),
  },
  CallTime: { time: row => time(row.at) },
  RailBooking: {
    requestedTrain: row => row.requested_train,
    origin: row => place(row.origin),
    destination: row => place(row.destination),
  },
  PartnerRecord: { issuedAt: row => time(row.issued_at) },
};
