ALTER TABLE "consignment_filter" ADD COLUMN "told_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
UPDATE "consignment_filter" f SET "told_at" = c."updated_at" FROM "consignment" c WHERE c."id" = f."consignment_id";
