CREATE TABLE "used_token" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "used_token_expires" ON "used_token" USING btree ("expires_at");