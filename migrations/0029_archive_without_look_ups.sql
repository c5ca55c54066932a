ALTER TABLE "message" DROP CONSTRAINT "message_key_id_data_key_id_fk";
--> statement-breakpoint
-- What is sealed does not compress: it is not tried.
ALTER TABLE "message" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
