CREATE TABLE "assistance_act" (
	"id" text PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "assistance_act_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" uuid NOT NULL,
	"parties" text[] NOT NULL,
	"body" jsonb NOT NULL
);
--> statement-breakpoint
CREATE INDEX "assistance_act_case" ON "assistance_act" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "assistance_act_parties" ON "assistance_act" USING gin ("parties");