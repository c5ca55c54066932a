CREATE TABLE "webhook" (
	"id" uuid PRIMARY KEY NOT NULL,
	"partner" text,
	"purpose" text NOT NULL,
	"role" text,
	"sub" text NOT NULL,
	"client" text NOT NULL,
	"name" text,
	"url" text NOT NULL,
	"allow_private" boolean NOT NULL,
	"filter" jsonb NOT NULL,
	"selection" text NOT NULL,
	"status" text NOT NULL,
	"epoch" text NOT NULL,
	"position" bigint NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp with time zone,
	"next_at" timestamp with time zone NOT NULL,
	"last_error" text,
	"last_success_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "webhook_name" UNIQUE("partner","name")
);
--> statement-breakpoint
CREATE TABLE "webhook_dead_letter" (
	"webhook_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"position" bigint NOT NULL,
	"attempts" integer NOT NULL,
	"error" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "webhook_dead_letter_webhook_id_event_id_pk" PRIMARY KEY("webhook_id","event_id")
);
--> statement-breakpoint
CREATE INDEX "webhook_due" ON "webhook" USING btree ("status","next_at");