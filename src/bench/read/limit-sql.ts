import type { QueryName, Variables } from './read-queries.ts';

/** The limit: one hand-written statement a query, of which Postgres makes the whole answer as JSON. */
const code = (column: string, name = 'unlocode') =>
  `case when ${column} is null then null else json_build_object('${name}', ${column}) end`;
const pair = (a: string, x: string, b: string, y: string) =>
  `case when ${x} is null and ${y} is null then null else json_build_object('${a}', ${x}, '${b}', ${y}) end`;
const all = (members: string, from: string) =>
  `(select coalesce(json_agg(json_build_object(${members}) order by x.id), '[]') from ${from})`;

const CORE = `'id', c.id, 'ucr', c.ucr, 'status', c.status, 'goodsDescription', c.goods, 'grossMass', ${pair('value', 'c.gross_value', 'unit', 'c.gross_unit')},
  'origin', ${code('c.origin')}, 'destination', ${code('c.destination')}, 'equipmentUses', ${all(
    `'equipment', json_build_object('number', x.number), 'sizeType', x.size_type, 'seals', (select coalesce(json_agg(json_build_object('number', s.number) order by s.id), '[]') from peer.seal s where s.equipment_id = x.id)`,
    'peer.equipment x where x.consignment_id = c.id',
  )}`;
const ITEMS = `(select coalesce(json_agg(json_build_object('sequence', i.sequence, 'hsCode', i.hs_code, 'description', i.description,
  'value', ${pair('amount', 'i.amount', 'currency', 'i.currency')}, 'netMass', ${pair('value', 'i.net_value', 'unit', 'i.net_unit')}) order by i.id), '[]')
  from peer.item i where i.declaration_id = x.id)`;
const DECLARATIONS = `'declarations', ${all(
  `'number', x.number, 'direction', x.direction, 'status', x.status, 'lodgedAt', ${code('x.lodged_at', 'instant')}, 'items', ${ITEMS}`,
  'peer.declaration x where x.consignment_id = c.id',
)}`;
const EVENTS = `'events', json_build_object('nodes', ${all(
  `'type', x.type, 'classifier', x.classifier, 'eventTime', ${code('x.at', 'instant')}, 'place', ${code('x.unlocode')}`,
  '(select * from peer.event e where e.consignment_id = c.id order by e.id limit 10) x',
)})`;
const TIMES = `(select coalesce(json_agg(json_build_object('event', t.event, 'classifier', t.classifier, 'time', ${code('t.at', 'instant')}) order by t.id), '[]')
  from peer.call_time t where t.call_id = k.id)`;
const CALLS = `(select coalesce(json_agg(json_build_object('place', ${code('k.unlocode')}, 'timestamps', ${TIMES}) order by k.id), '[]') from peer.call k where k.voyage_id = v.id)`;
const VOYAGES = `'voyages', ${all(
  `'number', v.number, 'vessel', ${pair('name', 'v.vessel_name', 'imo', 'v.imo')}, 'calls', ${CALLS}`,
  'peer.travels x join peer.voyage v on v.id = x.voyage_id where x.consignment_id = c.id',
)}`;
const RAIL = `'railBookings', ${all(
  `'number', x.number, 'status', x.status, 'requestedTrain', x.requested_train, 'origin', ${code('x.origin')}, 'destination', ${code('x.destination')}`,
  'peer.rail_booking x where x.consignment_id = c.id',
)}`;
const RECORDS = `'partnerRecords', ${all(`'kind', x.kind, 'number', x.number, 'issuedAt', ${code('x.issued_at', 'instant')}`, 'peer.partner_record x where x.consignment_id = c.id')}`;
const nodes = (members: string) =>
  `'nodes', coalesce(json_agg(json_build_object(${members}) order by c.updated_at desc, c.uuid desc), '[]')`;

export const LIMIT_SQL: Readonly<Record<QueryName, string>> = {
  Q1: `select json_build_object('consignment', json_build_object(${CORE}, ${DECLARATIONS}, ${EVENTS}, ${VOYAGES}, ${RAIL}, ${RECORDS}))::text as j
    from peer.consignment c where c.ucr = $1`,
  Q2: `select json_build_object('consignments', json_build_object(${nodes(`${CORE}, ${DECLARATIONS}, ${EVENTS}, ${VOYAGES}, ${RAIL}`)}))::text as j
    from (select * from peer.consignment where filter_status = any($1) and filter_destination = $2 order by updated_at desc, uuid desc limit 50) c`,
  Q3: `select json_build_object('consignments', json_build_object(${nodes(CORE)}))::text as j from (select c.* from peer.identifier i
    join peer.consignment c on c.id = i.consignment_id where i.value = $1 order by c.updated_at desc, c.uuid desc limit 25) c`,
  Q4: `select json_build_object('consignment', json_build_object('status', c.status))::text as j from peer.consignment c where c.id = $1`,
  Q5: `select json_build_object('consignments', json_build_object('nodes', coalesce(json_agg(json_build_object(${CORE}) order by c.updated_at desc, c.uuid desc)
      filter (where c.place <= 25), '[]'), 'pageInfo', json_build_object('hasNextPage', count(*) > 25)))::text as j
    from (select *, row_number() over (order by updated_at desc, uuid desc) as place from (select * from peer.consignment
      where filter_status = any($1) and filter_origin = $2 and filter_destination = $3 and hs @> array[$4::text] and updated_at > $5::timestamptz
        and (updated_at, uuid) < ($6::timestamptz, $7::uuid) order by updated_at desc, uuid desc limit 26) z) c`,
};

export function limitParameters(query: QueryName, v: Variables): unknown[] {
  switch (query) {
    case 'Q1':
      return [v.ucr];
    case 'Q2':
      return [v.status, v.destination];
    case 'Q3':
      return [v.number];
    case 'Q4':
      return [v.id];
    case 'Q5': {
      const end = { updatedAt: '9999-01-01T00:00:00Z', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
      const after = typeof v.after === 'string' ? JSON.parse(Buffer.from(v.after, 'base64url').toString()) : end;
      return [v.status, v.origin, v.destination, v.hs, v.updatedAfter, after.updatedAt, after.id];
    }
  }
}
