CREATE TABLE "shadow_assessment" (
	"consignment_id" uuid NOT NULL,
	"country" text NOT NULL,
	"pack_hash" text NOT NULL,
	"pack_version" text NOT NULL,
	"assessed_at" timestamp with time zone NOT NULL,
	"channel" text NOT NULL,
	"score" integer NOT NULL,
	"fired" text[] NOT NULL,
	"live_channel" text NOT NULL,
	"live_fired" text[] NOT NULL,
	CONSTRAINT "shadow_assessment_pack_hash_consignment_id_country_pk" PRIMARY KEY("pack_hash","consignment_id","country")
);
--> statement-breakpoint
-- What is counted of past traffic grew (masses, values, controls of boxes): every consignment is rolled up anew.
insert into history_due (consignment_id) select id from consignment;
