CREATE TABLE "measure_past" (
	"consignment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"origin" text NOT NULL,
	"day" date NOT NULL,
	"value" numeric NOT NULL,
	"unit" text NOT NULL,
	"label" text NOT NULL,
	"port" text NOT NULL,
	"direction" text NOT NULL,
	"partner_country" text NOT NULL,
	"tier" text NOT NULL,
	"known_from" bigint DEFAULT coalesce(nullif(current_setting('corridor.known_position', true), '')::bigint, 0) NOT NULL,
	"known_to" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fact_waiting" (
	"fact_id" text NOT NULL,
	"state" text NOT NULL,
	"known_from" bigint NOT NULL,
	"known_to" bigint
);
--> statement-breakpoint
ALTER TABLE "consignment_link" ADD COLUMN "known_from" bigint DEFAULT coalesce(nullif(current_setting('corridor.known_position', true), '')::bigint, 0) NOT NULL;--> statement-breakpoint
ALTER TABLE "consignment_link" ADD COLUMN "known_to" bigint;--> statement-breakpoint
ALTER TABLE "measure" ADD COLUMN "known_from" bigint DEFAULT coalesce(nullif(current_setting('corridor.known_position', true), '')::bigint, 0) NOT NULL;--> statement-breakpoint
ALTER TABLE "measure_past" ADD CONSTRAINT "measure_past_consignment_id_consignment_id_fk" FOREIGN KEY ("consignment_id") REFERENCES "public"."consignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact_waiting" ADD CONSTRAINT "fact_waiting_fact_id_fact_id_fk" FOREIGN KEY ("fact_id") REFERENCES "public"."fact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "measure_past_kind" ON "measure_past" USING btree ("kind","origin","day");--> statement-breakpoint
CREATE INDEX "fact_waiting_fact" ON "fact_waiting" USING btree ("fact_id");--> statement-breakpoint
CREATE INDEX "fact_waiting_state" ON "fact_waiting" USING btree ("state","known_from");--> statement-breakpoint
INSERT INTO "fact_waiting" ("fact_id", "state", "known_from") SELECT "id", "link_state", "position" FROM "fact" WHERE "link_state" IN ('UNLINKED', 'AMBIGUOUS');--> statement-breakpoint
CREATE FUNCTION note_waiting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE reached bigint := coalesce(nullif(current_setting('corridor.known_position', true), '')::bigint, NEW.position);
BEGIN
	IF TG_OP = 'UPDATE' THEN
		UPDATE fact_waiting SET known_to = reached WHERE fact_id = NEW.id AND known_to IS NULL;
	END IF;
	IF NEW.link_state IN ('UNLINKED', 'AMBIGUOUS') THEN
		INSERT INTO fact_waiting (fact_id, state, known_from) VALUES (NEW.id, NEW.link_state, reached);
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER fact_waits AFTER INSERT ON "fact" FOR EACH ROW WHEN (NEW.link_state IN ('UNLINKED', 'AMBIGUOUS')) EXECUTE FUNCTION note_waiting();--> statement-breakpoint
CREATE TRIGGER fact_waits_otherwise AFTER UPDATE OF "link_state" ON "fact" FOR EACH ROW WHEN (OLD.link_state IS DISTINCT FROM NEW.link_state AND (OLD.link_state IN ('UNLINKED', 'AMBIGUOUS') OR NEW.link_state IN ('UNLINKED', 'AMBIGUOUS'))) EXECUTE FUNCTION note_waiting();--> statement-breakpoint
CREATE FUNCTION keep_measure() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE reached bigint := coalesce(nullif(current_setting('corridor.known_position', true), '')::bigint, (SELECT max(position) FROM fact), 0);
BEGIN
	IF OLD.known_from < reached THEN
		INSERT INTO measure_past (consignment_id, kind, key, origin, day, value, unit, label, port, direction, partner_country, tier, known_from, known_to)
		VALUES (OLD.consignment_id, OLD.kind, OLD.key, OLD.origin, OLD.day, OLD.value, OLD.unit, OLD.label, OLD.port, OLD.direction, OLD.partner_country, OLD.tier, OLD.known_from, reached);
	END IF;
	IF TG_OP = 'DELETE' THEN
		RETURN OLD;
	END IF;
	NEW.known_from := reached;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER measure_changes BEFORE UPDATE ON "measure" FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION keep_measure();--> statement-breakpoint
CREATE TRIGGER measure_goes BEFORE DELETE ON "measure" FOR EACH ROW EXECUTE FUNCTION keep_measure();
