-- The event log in partitions of a day. What is past its retention leaves the streams as a whole partition, for event_archive, where
-- queries still find it (the view event_history is both). The rows that are here are kept.
ALTER TABLE "log_state" ADD COLUMN "oldest" bigint DEFAULT 1 NOT NULL;
--> statement-breakpoint
UPDATE "log_state" SET "oldest" = COALESCE((SELECT min("position") FROM "event_log"), "head" + 1);
--> statement-breakpoint
CREATE TABLE "event_log_by_day" (
	"id" bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
	"day" date DEFAULT ((now() at time zone 'UTC')::date) NOT NULL,
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
	CONSTRAINT "event_log_key" PRIMARY KEY("id","day"),
	CONSTRAINT "event_log_event" UNIQUE("event_id","day"),
	CONSTRAINT "event_log_position" UNIQUE("position","day")
) PARTITION BY RANGE ("day");
--> statement-breakpoint
CREATE TABLE "event_archive" (LIKE "event_log_by_day") PARTITION BY RANGE ("day");
--> statement-breakpoint
CREATE TABLE "event_log_default" PARTITION OF "event_log_by_day" DEFAULT;
--> statement-breakpoint
-- The hub makes further days ahead; the rows that are here go by the day on which they were recorded.
DO $$
DECLARE
	first date := COALESCE((SELECT min(recorded_at AT TIME ZONE 'UTC')::date FROM event_log), (now() AT TIME ZONE 'UTC')::date);
	today date := (now() AT TIME ZONE 'UTC')::date;
	day date;
BEGIN
	FOR day IN SELECT each::date FROM generate_series(greatest(first, today - 30), today + 3, interval '1 day') AS each LOOP
		EXECUTE format('CREATE TABLE %I PARTITION OF event_log_by_day FOR VALUES FROM (%L) TO (%L)',
			'event_log_' || to_char(day, 'YYYYMMDD'), day, day + 1);
	END LOOP;
END $$;
--> statement-breakpoint
INSERT INTO "event_log_by_day" ("id", "day", "event_id", "position", "consignment_id", "sequence", "fact_id", "type", "classifier", "places",
	"equipment", "correction", "cause", "body", "recorded_at")
OVERRIDING SYSTEM VALUE
SELECT "id", ("recorded_at" AT TIME ZONE 'UTC')::date, "event_id", "position", "consignment_id", "sequence", "fact_id", "type", "classifier",
	"places", "equipment", "correction", "cause", "body", "recorded_at" FROM "event_log";
--> statement-breakpoint
SELECT setval(pg_get_serial_sequence('event_log_by_day', 'id'), COALESCE((SELECT max("id") FROM "event_log"), 0) + 1, false);
--> statement-breakpoint
DROP TABLE "event_log";
--> statement-breakpoint
ALTER TABLE "event_log_by_day" RENAME TO "event_log";
--> statement-breakpoint
ALTER SEQUENCE "event_log_by_day_id_seq" RENAME TO "event_log_id_seq";
--> statement-breakpoint
CREATE INDEX "event_log_waiting" ON "event_log" USING btree ("id") WHERE position is null;
--> statement-breakpoint
CREATE INDEX "event_log_consignment" ON "event_log" USING btree ("consignment_id","sequence");
--> statement-breakpoint
CREATE VIEW "event_history" AS SELECT * FROM "event_log" UNION ALL SELECT * FROM "event_archive";
