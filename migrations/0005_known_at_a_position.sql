ALTER TABLE "fact" ADD COLUMN "replaced_position" bigint;--> statement-breakpoint
CREATE INDEX "fact_known" ON "fact" USING btree ("known_at","position");