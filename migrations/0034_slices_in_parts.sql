ALTER TABLE "consignment_slice" ADD COLUMN "events" json;--> statement-breakpoint
ALTER TABLE "consignment_slice" ADD COLUMN "boxes" json;--> statement-breakpoint
ALTER TABLE "consignment_slice" ADD COLUMN "travel" json;--> statement-breakpoint
ALTER TABLE "consignment_slice" ADD COLUMN "goods" json;--> statement-breakpoint
ALTER TABLE "consignment_slice" ADD COLUMN "parties" json;--> statement-breakpoint
ALTER TABLE "consignment_slice" ADD COLUMN "evidence" json;