CREATE TABLE "consignment_told" (
	"consignment_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"status" text NOT NULL,
	"origin_country" text NOT NULL,
	"destination_country" text NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "consignment_told_key" PRIMARY KEY("consignment_id","origin","origin_country","destination_country")
);
--> statement-breakpoint
ALTER TABLE "consignment_told" ADD CONSTRAINT "consignment_told_consignment_id_consignment_id_fk" FOREIGN KEY ("consignment_id") REFERENCES "public"."consignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consignment_told_any" ON "consignment_told" USING btree ("told_at","consignment_id");--> statement-breakpoint
CREATE INDEX "consignment_told_status" ON "consignment_told" USING btree ("status","told_at","consignment_id");--> statement-breakpoint
CREATE INDEX "consignment_told_destination" ON "consignment_told" USING btree ("destination_country","told_at","consignment_id");--> statement-breakpoint
CREATE INDEX "consignment_told_status_destination" ON "consignment_told" USING btree ("status","destination_country","told_at","consignment_id");--> statement-breakpoint
CREATE INDEX "consignment_told_ends" ON "consignment_told" USING btree ("origin_country","destination_country","told_at","consignment_id");--> statement-breakpoint
CREATE INDEX "risk_standing_channel" ON "risk_standing" USING btree ("channel","country","consignment_id");--> statement-breakpoint
CREATE INDEX "event_log_places" ON "event_log" USING gin ("places");--> statement-breakpoint
CREATE INDEX "event_log_recorded" ON "event_log" USING btree ("recorded_at");--> statement-breakpoint
CREATE INDEX "event_log_equipment" ON "event_log" USING btree ("equipment","position") WHERE equipment is not null;--> statement-breakpoint
CREATE INDEX "event_log_type" ON "event_log" USING btree ("type","position");--> statement-breakpoint
CREATE INDEX "event_archive_places" ON "event_archive" USING gin ("places");--> statement-breakpoint
CREATE INDEX "event_archive_recorded" ON "event_archive" USING btree ("recorded_at");--> statement-breakpoint
CREATE INDEX "event_archive_equipment" ON "event_archive" USING btree ("equipment","position") WHERE equipment is not null;--> statement-breakpoint
CREATE INDEX "event_archive_type" ON "event_archive" USING btree ("type","position");--> statement-breakpoint
INSERT INTO "consignment_told" (consignment_id, origin, status, origin_country, destination_country, told_at)
SELECT f.consignment_id, f.origin, s.status, coalesce(o.country, ''), coalesce(d.country, ''), f.told_at
FROM consignment_filter f
JOIN consignment_filter s ON s.consignment_id = f.consignment_id AND s.origin = 'hub' AND s.known_to IS NULL
LEFT JOIN (SELECT DISTINCT consignment_id, origin_country AS country FROM consignment_filter WHERE known_to IS NULL AND origin_country IS NOT NULL) o
	ON o.consignment_id = f.consignment_id
LEFT JOIN (SELECT DISTINCT consignment_id, destination_country AS country FROM consignment_filter WHERE known_to IS NULL AND destination_country IS NOT NULL) d
	ON d.consignment_id = f.consignment_id
WHERE f.known_to IS NULL AND f.origin <> 'hub';
