ALTER TABLE "history_contribution" ADD COLUMN "first_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "history_contribution" ADD COLUMN "last_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "history_contribution_when" ON "history_contribution" USING btree ("last_at","first_at");--> statement-breakpoint
INSERT INTO "history_due" ("consignment_id") SELECT DISTINCT "consignment_id" FROM "consignment_slice";
