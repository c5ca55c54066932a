ALTER TABLE "webhook" ADD COLUMN "secret_number" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook" ADD COLUMN "overlap_until" timestamp with time zone;