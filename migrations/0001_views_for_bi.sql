-- Plain views over the consignment graph, for people with a BI tool. They show the best claim of each field, to whoever may read the
-- database; agreements are enforced by the API, not here.
CREATE SCHEMA IF NOT EXISTS bi;
--> statement-breakpoint
CREATE VIEW bi.consignment AS
SELECT c.id AS consignment_id,
  (SELECT i->>'value' FROM jsonb_array_elements(s.body->'identifiers') i WHERE i->>'scheme' = 'UCR_D' LIMIT 1) AS ucr,
  s.body->'status'->>'value' AS status,
  (s.body->'status'->>'since')::timestamptz AS status_since,
  s.body->'goodsDescription'->0->>'value' AS goods_description,
  s.body->'origin'->0->'value' AS origin,
  s.body->'destination'->0->'value' AS destination,
  (s.body->'grossMass'->0->'value'->>'value')::numeric AS gross_mass,
  s.body->'grossMass'->0->'value'->>'unit' AS gross_mass_unit,
  (s.body->'packages'->0->>'value')::int AS packages,
  c.updated_at
FROM consignment c JOIN consignment_slice s ON s.consignment_id = c.id AND s.slice = 'consignment'
WHERE c.merged_into IS NULL;
--> statement-breakpoint
CREATE VIEW bi.consignment_identifier AS
SELECT consignment_id, scheme, value, NULLIF(issuer, '') AS issuer FROM consignment_identifier;
--> statement-breakpoint
CREATE VIEW bi.consignment_event AS
SELECT s.consignment_id, e->>'fact' AS fact_id, e->>'type' AS type, e->>'classifier' AS classifier,
  (e->'time'->>'instant')::timestamptz AS event_time, e->'time'->>'zoneSource' AS zone_source, e->>'equipment' AS equipment,
  (SELECT p->>'value' FROM jsonb_array_elements(e->'place'->'codes') p WHERE p->>'scheme' = 'UNLOCODE' LIMIT 1) AS unlocode,
  e->>'origin' AS source, (e->>'effective')::boolean AS effective
FROM consignment_slice s, jsonb_array_elements(s.body->'events') e WHERE s.slice = 'consignment';
--> statement-breakpoint
CREATE VIEW bi.equipment_use AS
SELECT s.consignment_id, u->>'number' AS equipment, (u->>'from')::timestamptz AS used_from, (u->>'to')::timestamptz AS used_to,
  u->'sizeType'->0->>'value' AS size_type, (u->>'checkDigitValid')::boolean AS check_digit_valid,
  ARRAY(SELECT DISTINCT x->'value'->>'number' FROM jsonb_array_elements(u->'seals') x) AS seals
FROM consignment_slice s, jsonb_array_elements(s.body->'equipmentUses') u WHERE s.slice = 'consignment';
--> statement-breakpoint
CREATE VIEW bi.declaration AS
SELECT s.consignment_id, d->>'number' AS number, d->>'localReference' AS local_reference, d->>'direction' AS direction,
  d->>'country' AS country, d->>'status' AS status, (d->>'statusAt')::timestamptz AS status_at,
  (d->>'acceptedAt')::timestamptz AS accepted_at, (d->>'releasedAt')::timestamptz AS released_at, (d->>'version')::int AS version,
  (d->'value'->>'amount')::numeric AS customs_value, d->'value'->>'currency' AS currency, d->>'origin' AS source
FROM consignment_slice s, jsonb_array_elements(s.body->'declarations') d WHERE s.slice = 'customs';
--> statement-breakpoint
CREATE VIEW bi.rail_booking AS
SELECT s.consignment_id, b->>'number' AS number, b->>'carrier' AS carrier, b->>'status' AS status, b->>'journey' AS requested_train,
  ARRAY(SELECT jsonb_array_elements_text(b->'wagons')) AS wagons, ARRAY(SELECT jsonb_array_elements_text(b->'containers')) AS containers,
  b->>'noteNumber' AS note_number
FROM consignment_slice s, jsonb_array_elements(s.body->'bookings') b WHERE s.slice = 'rail';
--> statement-breakpoint
CREATE VIEW bi.certificate AS
SELECT s.consignment_id, c->>'number' AS number, c->>'type' AS type, c->>'status' AS status, c->>'issuer' AS issuer,
  (c->'issuedAt'->>'instant')::timestamptz AS issued_at, c->>'replaces' AS replaces
FROM consignment_slice s, jsonb_array_elements(s.body->'certificates') c WHERE s.slice = 'partner';
--> statement-breakpoint
CREATE VIEW bi.transport_call AS
SELECT j.id AS journey_id, j.mode, j.body->>'number' AS journey, (c->>'sequence')::int AS sequence,
  (SELECT p->>'value' FROM jsonb_array_elements(c->'place'->'codes') p WHERE p->>'scheme' = 'UNLOCODE' LIMIT 1) AS unlocode,
  t->>'event' AS event, t->>'classifier' AS classifier, (t->'time'->>'instant')::timestamptz AS event_time, t->>'origin' AS source
FROM journey j, jsonb_array_elements(j.body->'calls') c, jsonb_array_elements(c->'timestamps') t WHERE j.merged_into IS NULL;
