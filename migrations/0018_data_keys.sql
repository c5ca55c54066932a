CREATE TABLE "data_key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sender" text NOT NULL,
	"feed" text NOT NULL,
	"month" text NOT NULL,
	"wrapped_key" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	"erased_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "erasure" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "erasure_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"sender" text NOT NULL,
	"feed" text,
	"before" text NOT NULL,
	"messages" integer NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "fact" ADD COLUMN "sealed" "bytea";--> statement-breakpoint
ALTER TABLE "fact" ADD COLUMN "key_id" uuid;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "key_id" uuid;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "data_key_standing" ON "data_key" USING btree ("sender","feed","month") WHERE wrapped_key is not null;--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_key_id_data_key_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."data_key"("id") ON DELETE no action ON UPDATE no action;