ALTER TABLE "registry_entry" ADD COLUMN "proposal_message" uuid;--> statement-breakpoint
ALTER TABLE "registry_entry" ADD COLUMN "decision_message" uuid;