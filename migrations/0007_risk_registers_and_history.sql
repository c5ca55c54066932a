CREATE TABLE "history_contribution" (
	"consignment_id" uuid PRIMARY KEY NOT NULL,
	"rows" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "history_count" (
	"family" text NOT NULL,
	"key" text NOT NULL,
	"day" date NOT NULL,
	"bucket" integer NOT NULL,
	"n" bigint NOT NULL,
	"a" numeric NOT NULL,
	"b" numeric NOT NULL,
	CONSTRAINT "history_count_family_key_day_bucket_pk" PRIMARY KEY("family","key","day","bucket")
);
--> statement-breakpoint
CREATE TABLE "history_due" (
	"serial" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "history_due_serial_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"consignment_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "history_seen" (
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"consignment_id" uuid NOT NULL,
	"context" text NOT NULL,
	"used_from" timestamp with time zone NOT NULL,
	"used_to" timestamp with time zone NOT NULL,
	CONSTRAINT "history_seen_kind_value_consignment_id_context_pk" PRIMARY KEY("kind","value","consignment_id","context")
);
--> statement-breakpoint
CREATE TABLE "registry_entry" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"serial" bigint GENERATED ALWAYS AS IDENTITY (sequence name "registry_entry_serial_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"register" text NOT NULL,
	"key" text NOT NULL,
	"subject" text NOT NULL,
	"body" jsonb NOT NULL,
	"tokens" text[] NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone,
	"state" text NOT NULL,
	"ends" boolean DEFAULT false NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text,
	"known_from" timestamp with time zone,
	"known_to" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "history_seen_consignment" ON "history_seen" USING btree ("consignment_id");--> statement-breakpoint
CREATE INDEX "registry_entry_subject" ON "registry_entry" USING btree ("register","subject");--> statement-breakpoint
CREATE INDEX "registry_entry_key" ON "registry_entry" USING btree ("register","key");--> statement-breakpoint
CREATE INDEX "registry_entry_tokens" ON "registry_entry" USING gin ("tokens");--> statement-breakpoint
CREATE FUNCTION note_history_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO history_due (consignment_id) SELECT DISTINCT consignment_id FROM changed;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER consignment_slice_added AFTER INSERT ON consignment_slice REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_history_due();
--> statement-breakpoint
CREATE TRIGGER consignment_slice_changed AFTER UPDATE ON consignment_slice REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_history_due();
--> statement-breakpoint
CREATE TRIGGER consignment_slice_gone AFTER DELETE ON consignment_slice REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_history_due();
--> statement-breakpoint
INSERT INTO history_due (consignment_id) SELECT DISTINCT consignment_id FROM consignment_slice;
