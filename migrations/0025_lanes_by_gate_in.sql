CREATE TABLE "lane_due" (
	"serial" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lane_due_serial_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"consignment_id" uuid NOT NULL,
	"gate_in" jsonb
);
--> statement-breakpoint
CREATE INDEX "lane_passage_of" ON "lane_passage" USING btree ("consignment_id","arrived_at");
--> statement-breakpoint
CREATE FUNCTION note_lane_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO lane_due (consignment_id, gate_in)
  SELECT a.consignment_id, CASE WHEN a.type = 'GATE_IN' THEN a.body END FROM added a
  WHERE (a.type = 'GATE_IN' AND a.classifier = 'ACT' AND a.cause IS NULL)
    OR (a.type IN ('CHANNEL_DECIDED', 'CHANNEL_RAISED', 'CHANNEL_LOWERED', 'INSPECTION_RESULT')
      AND EXISTS (SELECT 1 FROM lane_passage p WHERE p.consignment_id = a.consignment_id AND p.arrived_at > now() - interval '12 hours'));
  IF FOUND THEN PERFORM pg_notify('corridor_lane_due', ''); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER event_log_asks_for_lanes AFTER INSERT ON event_log REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_lane_due();
