CREATE TABLE "measure" (
	"consignment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"origin" text NOT NULL,
	"day" date NOT NULL,
	"value" numeric NOT NULL,
	"unit" text NOT NULL,
	"label" text NOT NULL,
	"port" text NOT NULL,
	"direction" text NOT NULL,
	"partner_country" text NOT NULL,
	"tier" text NOT NULL,
	CONSTRAINT "measure_consignment_id_kind_key_pk" PRIMARY KEY("consignment_id","kind","key")
);
--> statement-breakpoint
ALTER TABLE "measure" ADD CONSTRAINT "measure_consignment_id_consignment_id_fk" FOREIGN KEY ("consignment_id") REFERENCES "public"."consignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "measure_kind" ON "measure" USING btree ("kind","day");