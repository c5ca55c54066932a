CREATE TABLE "lane_passage" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gate" text NOT NULL,
	"plate" text NOT NULL,
	"equipment" text NOT NULL,
	"consignment_id" uuid,
	"channel" text,
	"state" text NOT NULL,
	"reasons" text[] NOT NULL,
	"arrived_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"decided_by" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "lane_passage_newest" ON "lane_passage" USING btree ("equipment","gate","arrived_at");