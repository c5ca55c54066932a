ALTER TABLE "consignment_slice" ADD COLUMN "stale" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "journey" ADD COLUMN "stale" boolean DEFAULT false NOT NULL;