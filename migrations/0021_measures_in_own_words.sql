DELETE FROM "measure";--> statement-breakpoint
DROP INDEX "measure_kind";--> statement-breakpoint
ALTER TABLE "measure" DROP CONSTRAINT "measure_consignment_id_kind_key_pk";--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_consignment_id_origin_kind_key_pk" PRIMARY KEY("consignment_id","origin","kind","key");--> statement-breakpoint
CREATE INDEX "measure_kind" ON "measure" USING btree ("kind","origin","day");