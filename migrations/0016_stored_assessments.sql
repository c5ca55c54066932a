CREATE TABLE "assessment_due" (
	"serial" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "assessment_due_serial_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"consignment_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channel_order" (
	"id" uuid PRIMARY KEY NOT NULL,
	"consignment_id" uuid NOT NULL,
	"country" text NOT NULL,
	"assessment_id" uuid NOT NULL,
	"from_channel" text NOT NULL,
	"channel" text NOT NULL,
	"reason_code" text NOT NULL,
	"text" text NOT NULL,
	"ordered_by" text NOT NULL,
	"ordered_at" timestamp with time zone NOT NULL,
	"message_id" uuid NOT NULL,
	"fired" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "risk_assessment" (
	"serial" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "risk_assessment_serial_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" uuid NOT NULL,
	"consignment_id" uuid NOT NULL,
	"country" text NOT NULL,
	"assessed_at" timestamp with time zone NOT NULL,
	"pack_version" text NOT NULL,
	"pack_hash" text NOT NULL,
	"lists_hash" text NOT NULL,
	"context_hash" text NOT NULL,
	"engine_version" text NOT NULL,
	"registers_at" timestamp with time zone NOT NULL,
	"seed_day" text,
	"notified" text,
	"order_id" uuid,
	"context" text NOT NULL,
	"result" text NOT NULL,
	"outcome_hash" text NOT NULL,
	"channel" text NOT NULL,
	"score" integer NOT NULL,
	"fired" text[] NOT NULL,
	CONSTRAINT "risk_assessment_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "risk_standing" (
	"consignment_id" uuid NOT NULL,
	"country" text NOT NULL,
	"assessment_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"notified" boolean NOT NULL,
	"order_id" uuid,
	"outcome_hash" text NOT NULL,
	"subjects" text[] NOT NULL,
	CONSTRAINT "risk_standing_consignment_id_country_pk" PRIMARY KEY("consignment_id","country")
);
--> statement-breakpoint
CREATE TABLE "rule_pack_files" (
	"hash" text NOT NULL,
	"lists_hash" text NOT NULL,
	"version" text NOT NULL,
	"files" jsonb NOT NULL,
	"kept_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rule_pack_files_hash_lists_hash_pk" PRIMARY KEY("hash","lists_hash")
);
--> statement-breakpoint
CREATE INDEX "channel_order_of" ON "channel_order" USING btree ("consignment_id","country");--> statement-breakpoint
CREATE INDEX "risk_assessment_newest" ON "risk_assessment" USING btree ("consignment_id","country","serial");--> statement-breakpoint
CREATE INDEX "risk_assessment_fired" ON "risk_assessment" USING gin ("fired");--> statement-breakpoint
CREATE INDEX "risk_standing_subjects" ON "risk_standing" USING gin ("subjects");--> statement-breakpoint
CREATE FUNCTION note_assessment_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO assessment_due (consignment_id) SELECT DISTINCT consignment_id FROM changed;
  PERFORM pg_notify('corridor_assessment_due', '');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER consignment_slice_added_to_assess AFTER INSERT ON consignment_slice REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_assessment_due();
--> statement-breakpoint
CREATE TRIGGER consignment_slice_changed_to_assess AFTER UPDATE ON consignment_slice REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_assessment_due();
--> statement-breakpoint
CREATE FUNCTION note_register_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.known_from IS NOT NULL THEN
    INSERT INTO assessment_due (consignment_id)
    SELECT DISTINCT consignment_id FROM risk_standing WHERE subjects @> ARRAY[NEW.register || '|' || NEW.subject];
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER registry_entry_to_assess AFTER INSERT OR UPDATE ON registry_entry FOR EACH ROW EXECUTE FUNCTION note_register_changed();
--> statement-breakpoint
INSERT INTO assessment_due (consignment_id) SELECT DISTINCT consignment_id FROM consignment_slice;
