CREATE TABLE "feed_alarm" (
	"partner" text NOT NULL,
	"feed" text NOT NULL,
	"reason" text NOT NULL,
	"day" date NOT NULL,
	"times" integer NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"detail" text NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "feed_alarm_partner_feed_reason_day_pk" PRIMARY KEY("partner","feed","reason","day")
);
--> statement-breakpoint
CREATE TABLE "feed_pull" (
	"partner" text NOT NULL,
	"feed" text NOT NULL,
	"url" text NOT NULL,
	"etag" text,
	"cursor" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"last_polled_at" timestamp with time zone,
	"last_success_at" timestamp with time zone,
	"last_error_code" text,
	"last_error_at" timestamp with time zone,
	"last_error_detail" text,
	CONSTRAINT "feed_pull_partner_feed_url_pk" PRIMARY KEY("partner","feed","url")
);
--> statement-breakpoint
CREATE TABLE "feed_signature" (
	"partner" text NOT NULL,
	"digest" text NOT NULL,
	"sha256" text NOT NULL,
	"expires_at" timestamp with time zone,
	CONSTRAINT "feed_signature_partner_digest_pk" PRIMARY KEY("partner","digest")
);
--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "signature" text;--> statement-breakpoint
CREATE INDEX "feed_signature_expires" ON "feed_signature" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "message_feed" ON "message" USING btree ("sender","feed","status","received_at");