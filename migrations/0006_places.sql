CREATE TABLE "place_key" (
	"key" text NOT NULL,
	"place_id" text NOT NULL,
	CONSTRAINT "place_key_key_place_id_pk" PRIMARY KEY("key","place_id")
);
--> statement-breakpoint
CREATE TABLE "place_load" (
	"name" text PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"loaded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "place_version" (
	"place_id" text NOT NULL,
	"source" text NOT NULL,
	"known_from" timestamp with time zone NOT NULL,
	"known_to" timestamp with time zone,
	"body" jsonb NOT NULL,
	CONSTRAINT "place_version_place_id_source_known_from_pk" PRIMARY KEY("place_id","source","known_from")
);
--> statement-breakpoint
CREATE INDEX "place_version_source" ON "place_version" USING btree ("source");