CREATE TABLE "alarm" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"rule" text NOT NULL,
	"subject" text NOT NULL,
	"occasion" text NOT NULL,
	"consignment_id" uuid,
	"equipment" text,
	"places" text[] NOT NULL,
	"origins" text[] NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"revision" integer NOT NULL,
	"body" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alarm_limits" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"digest" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alarm_revision" (
	"alarm_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"type" text NOT NULL,
	"correction" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"message_id" uuid,
	"body" jsonb NOT NULL,
	CONSTRAINT "alarm_revision_alarm_id_revision_pk" PRIMARY KEY("alarm_id","revision")
);
--> statement-breakpoint
ALTER TABLE "event_log" ADD COLUMN "access_keys" text[];--> statement-breakpoint
CREATE UNIQUE INDEX "alarm_once" ON "alarm" USING btree ("rule","subject","occasion",coalesce(consignment_id, '00000000-0000-0000-0000-000000000000'));--> statement-breakpoint
CREATE INDEX "alarm_newest" ON "alarm" USING btree ("raised_at","id");--> statement-breakpoint
CREATE INDEX "alarm_of_consignment" ON "alarm" USING btree ("consignment_id");--> statement-breakpoint
CREATE INDEX "alarm_of_subject" ON "alarm" USING btree ("subject") WHERE consignment_id is null;--> statement-breakpoint
CREATE INDEX "alarm_open" ON "alarm" USING btree ("kind","subject") WHERE status <> 'CLOSED';--> statement-breakpoint
CREATE INDEX "alarm_of_equipment" ON "alarm" USING btree ("equipment");--> statement-breakpoint
CREATE INDEX "alarm_revision_at" ON "alarm_revision" USING btree ("at");--> statement-breakpoint
ALTER TABLE "event_archive" ADD COLUMN "access_keys" text[];--> statement-breakpoint
CREATE OR REPLACE VIEW "event_history" AS SELECT * FROM "event_log" UNION ALL SELECT * FROM "event_archive";
