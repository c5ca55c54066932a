/** What a peer would keep: one table a kind of thing, each value once, as the reader may see it; nothing of who said what. */
export const PEER_SCHEMA = `
create schema peer;
create table peer.consignment (id text primary key, ucr text, status text, goods text, gross_value text, gross_unit text, origin text, destination text,
  filter_status text, filter_origin text, filter_destination text, hs text[] not null, uuid uuid not null, updated_at timestamptz not null);
create table peer.equipment (id int primary key, consignment_id text not null, number text, size_type text);
create table peer.seal (id int primary key, equipment_id int not null, number text);
create table peer.declaration (id int primary key, consignment_id text not null, number text, direction text, status text, lodged_at timestamptz);
create table peer.item (id int primary key, declaration_id int not null, sequence int, hs_code text, description text, amount text, currency text,
  net_value text, net_unit text);
create table peer.event (id int primary key, consignment_id text not null, type text, classifier text, at timestamptz, unlocode text);
create table peer.voyage (id int primary key, number text, vessel_name text, imo text);
create table peer.call (id int primary key, voyage_id int not null, unlocode text);
create table peer.call_time (id int primary key, call_id int not null, event text, classifier text, at timestamptz);
create table peer.travels (id int primary key, consignment_id text not null, voyage_id int not null);
create table peer.rail_booking (id int primary key, consignment_id text not null, number text, status text, requested_train text, origin text, destination text);
create table peer.partner_record (id int primary key, consignment_id text not null, kind text, number text, issued_at timestamptz);
create table peer.identifier (consignment_id text not null, value text not null);
`;

/** What they are asked by, and the keys by which PostGraphile finds out what belongs to what. */
export const PEER_INDEXES = `
create index on peer.consignment (ucr);
create index on peer.consignment (filter_status, filter_destination, updated_at desc, uuid desc);
create index on peer.consignment (filter_origin, filter_destination, updated_at desc, uuid desc);
create index on peer.equipment (consignment_id, id);
create index on peer.seal (equipment_id, id);
create index on peer.declaration (consignment_id, id);
create index on peer.item (declaration_id, id);
create index on peer.event (consignment_id, id);
create index on peer.call (voyage_id, id);
create index on peer.call_time (call_id, id);
create index on peer.travels (consignment_id, id);
create index on peer.rail_booking (consignment_id, id);
create index on peer.partner_record (consignment_id, id);
create index on peer.identifier (value, consignment_id);
alter table peer.consignment add unique (uuid);
alter table peer.equipment add foreign key (consignment_id) references peer.consignment;
alter table peer.seal add foreign key (equipment_id) references peer.equipment;
alter table peer.declaration add foreign key (consignment_id) references peer.consignment;
alter table peer.item add foreign key (declaration_id) references peer.declaration;
alter table peer.event add foreign key (consignment_id) references peer.consignment;
alter table peer.call add foreign key (voyage_id) references peer.voyage;
alter table peer.call_time add foreign key (call_id) references peer.call;
alter table peer.travels add foreign key (consignment_id) references peer.consignment;
alter table peer.travels add foreign key (voyage_id) references peer.voyage;
alter table peer.rail_booking add foreign key (consignment_id) references peer.consignment;
alter table peer.partner_record add foreign key (consignment_id) references peer.consignment;
alter table peer.identifier add foreign key (consignment_id) references peer.consignment;
`;
