CREATE TABLE "place_change" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "place_change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"position" bigint NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"loaded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "journey" ADD COLUMN "fold_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
INSERT INTO "place_change" ("source", "position", "known_at", "loaded_at")
SELECT "source", 0, max("known_from"), max(greatest("known_from", "known_to")) FROM "place_version" GROUP BY 1 ORDER BY 4;
