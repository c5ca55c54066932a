CREATE TABLE "consignment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"merged_into" uuid,
	"last_sequence" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consignment_anchor" (
	"serial" bigint GENERATED ALWAYS AS IDENTITY (sequence name "consignment_anchor_serial_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"anchor" text NOT NULL,
	"consignment_id" uuid NOT NULL,
	CONSTRAINT "consignment_anchor_anchor_consignment_id_pk" PRIMARY KEY("anchor","consignment_id")
);
--> statement-breakpoint
CREATE TABLE "consignment_filter" (
	"consignment_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"status" text NOT NULL,
	"origin_country" text,
	"destination_country" text,
	"places" text[] NOT NULL,
	"parties" text[] NOT NULL,
	"hs_codes" text[] NOT NULL,
	"voyages" text[] NOT NULL,
	"access_keys" text[] NOT NULL,
	"known_from" bigint NOT NULL,
	"known_to" bigint,
	CONSTRAINT "consignment_filter_consignment_id_origin_known_from_pk" PRIMARY KEY("consignment_id","origin","known_from")
);
--> statement-breakpoint
CREATE TABLE "consignment_identifier" (
	"scheme" text NOT NULL,
	"value" text NOT NULL,
	"issuer" text DEFAULT '' NOT NULL,
	"consignment_id" uuid NOT NULL,
	"origins" text[] NOT NULL,
	CONSTRAINT "consignment_identifier_value_scheme_consignment_id_issuer_pk" PRIMARY KEY("value","scheme","consignment_id","issuer")
);
--> statement-breakpoint
CREATE TABLE "consignment_link" (
	"consignment_id" uuid NOT NULL,
	"fact_id" text NOT NULL,
	"rule" text NOT NULL,
	"confidence" text NOT NULL,
	"on_identifier" text NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "consignment_link_consignment_id_fact_id_linked_at_pk" PRIMARY KEY("consignment_id","fact_id","linked_at")
);
--> statement-breakpoint
CREATE TABLE "consignment_slice" (
	"consignment_id" uuid NOT NULL,
	"slice" text NOT NULL,
	"body" jsonb NOT NULL,
	"fold_version" integer NOT NULL,
	CONSTRAINT "consignment_slice_consignment_id_slice_pk" PRIMARY KEY("consignment_id","slice")
);
--> statement-breakpoint
CREATE TABLE "event_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" text NOT NULL,
	"position" bigint,
	"consignment_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"fact_id" text,
	"type" text NOT NULL,
	"classifier" text NOT NULL,
	"places" text[] NOT NULL,
	"equipment" text,
	"correction" boolean NOT NULL,
	"cause" text,
	"body" jsonb NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "event_log_event_id_unique" UNIQUE("event_id"),
	CONSTRAINT "event_log_position_unique" UNIQUE("position")
);
--> statement-breakpoint
CREATE TABLE "log_state" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"epoch" uuid NOT NULL,
	"head" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journey" (
	"id" uuid PRIMARY KEY NOT NULL,
	"mode" text NOT NULL,
	"body" jsonb NOT NULL,
	"merged_into" uuid,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journey_key" (
	"key" text PRIMARY KEY NOT NULL,
	"journey_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hub_key" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"public_key" jsonb,
	"wrapped_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fact" (
	"id" text PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "fact_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"message_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"link_state" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "fact_reference" (
	"scheme" text NOT NULL,
	"value" text NOT NULL,
	"issuer" text DEFAULT '' NOT NULL,
	"fact_id" text NOT NULL,
	CONSTRAINT "fact_reference_scheme_value_fact_id_issuer_pk" PRIMARY KEY("scheme","value","fact_id","issuer")
);
--> statement-breakpoint
CREATE TABLE "message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sender" text NOT NULL,
	"sha256" text NOT NULL,
	"feed" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"file_name" text,
	"received_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"message_type" text,
	"adapter" text,
	"adapter_version" integer,
	"facts" integer DEFAULT 0 NOT NULL,
	"issues" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "message_sender_sha256" UNIQUE("sender","sha256")
);
--> statement-breakpoint
ALTER TABLE "consignment_anchor" ADD CONSTRAINT "consignment_anchor_consignment_id_consignment_id_fk" FOREIGN KEY ("consignment_id") REFERENCES "public"."consignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consignment_filter" ADD CONSTRAINT "consignment_filter_consignment_id_consignment_id_fk" FOREIGN KEY ("consignment_id") REFERENCES "public"."consignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consignment_identifier" ADD CONSTRAINT "consignment_identifier_consignment_id_consignment_id_fk" FOREIGN KEY ("consignment_id") REFERENCES "public"."consignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consignment_link" ADD CONSTRAINT "consignment_link_consignment_id_consignment_id_fk" FOREIGN KEY ("consignment_id") REFERENCES "public"."consignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consignment_slice" ADD CONSTRAINT "consignment_slice_consignment_id_consignment_id_fk" FOREIGN KEY ("consignment_id") REFERENCES "public"."consignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journey_key" ADD CONSTRAINT "journey_key_journey_id_journey_id_fk" FOREIGN KEY ("journey_id") REFERENCES "public"."journey"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact" ADD CONSTRAINT "fact_message_id_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."message"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact_reference" ADD CONSTRAINT "fact_reference_fact_id_fact_id_fk" FOREIGN KEY ("fact_id") REFERENCES "public"."fact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consignment_filter_status" ON "consignment_filter" USING btree ("status","consignment_id") WHERE known_to is null;--> statement-breakpoint
CREATE INDEX "consignment_filter_destination" ON "consignment_filter" USING btree ("destination_country","consignment_id") WHERE known_to is null;--> statement-breakpoint
CREATE INDEX "consignment_filter_places" ON "consignment_filter" USING gin ("places") WHERE known_to is null;--> statement-breakpoint
CREATE INDEX "consignment_filter_parties" ON "consignment_filter" USING gin ("parties") WHERE known_to is null;--> statement-breakpoint
CREATE INDEX "consignment_filter_hs" ON "consignment_filter" USING gin ("hs_codes") WHERE known_to is null;--> statement-breakpoint
CREATE INDEX "consignment_filter_voyages" ON "consignment_filter" USING gin ("voyages") WHERE known_to is null;--> statement-breakpoint
CREATE INDEX "consignment_filter_access" ON "consignment_filter" USING gin ("access_keys") WHERE known_to is null;--> statement-breakpoint
CREATE INDEX "consignment_identifier_consignment" ON "consignment_identifier" USING btree ("consignment_id");--> statement-breakpoint
CREATE INDEX "consignment_link_fact" ON "consignment_link" USING btree ("fact_id");--> statement-breakpoint
CREATE INDEX "event_log_waiting" ON "event_log" USING btree ("id") WHERE position is null;--> statement-breakpoint
CREATE INDEX "event_log_consignment" ON "event_log" USING btree ("consignment_id","sequence");--> statement-breakpoint
CREATE INDEX "fact_position" ON "fact" USING btree ("position");--> statement-breakpoint
CREATE INDEX "fact_message" ON "fact" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "fact_unplaced" ON "fact" USING btree ("position") WHERE link_state in ('UNLINKED', 'AMBIGUOUS');--> statement-breakpoint
CREATE INDEX "fact_reference_fact" ON "fact_reference" USING btree ("fact_id");--> statement-breakpoint
CREATE INDEX "message_status" ON "message" USING btree ("status","received_at");