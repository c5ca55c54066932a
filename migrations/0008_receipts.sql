CREATE TABLE "receipt" (
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "receipt_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"partner" text NOT NULL,
	"day" date NOT NULL,
	"node" text NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"entry" jsonb NOT NULL,
	CONSTRAINT "receipt_partner_day_node_seq_pk" PRIMARY KEY("partner","day","node","seq")
);
--> statement-breakpoint
CREATE TABLE "receipt_day" (
	"partner" text NOT NULL,
	"day" date NOT NULL,
	"jws" text NOT NULL,
	"dropped_at" timestamp with time zone,
	CONSTRAINT "receipt_day_partner_day_pk" PRIMARY KEY("partner","day")
);
--> statement-breakpoint
CREATE TABLE "receipt_head" (
	"partner" text NOT NULL,
	"day" date NOT NULL,
	"node" text NOT NULL,
	"seq" integer NOT NULL,
	"jws" text NOT NULL,
	CONSTRAINT "receipt_head_partner_day_node_pk" PRIMARY KEY("partner","day","node")
);
--> statement-breakpoint
CREATE TABLE "receipt_origin" (
	"origin" text NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "receipt_origin_origin_position_pk" PRIMARY KEY("origin","position")
);
--> statement-breakpoint
CREATE TABLE "receipt_witness" (
	"partner" text NOT NULL,
	"day" date NOT NULL,
	"node" text NOT NULL,
	"seq" integer NOT NULL,
	"jws" text NOT NULL,
	"witnessed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "receipt_witness_partner_day_node_seq_pk" PRIMARY KEY("partner","day","node","seq")
);
--> statement-breakpoint
CREATE INDEX "receipt_position" ON "receipt" USING btree ("position");--> statement-breakpoint
-- Receipts and what witnesses signed are never changed. Retention, which lets whole closed days go, says so for its own transaction.
CREATE FUNCTION receipt_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' AND current_setting('corridor.receipt_retention', true) = 'on' THEN
		RETURN OLD;
	END IF;
	RAISE EXCEPTION 'receipts are append-only';
END
$$;
--> statement-breakpoint
CREATE TRIGGER receipt_append_only BEFORE UPDATE OR DELETE ON "receipt" FOR EACH ROW EXECUTE FUNCTION receipt_is_append_only();
--> statement-breakpoint
CREATE TRIGGER receipt_witness_append_only BEFORE UPDATE OR DELETE ON "receipt_witness" FOR EACH ROW EXECUTE FUNCTION receipt_is_append_only();
