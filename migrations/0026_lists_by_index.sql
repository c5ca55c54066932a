CREATE INDEX "consignment_updated" ON "consignment" USING btree ("updated_at","id") WHERE merged_into is null;--> statement-breakpoint
CREATE INDEX "consignment_filter_origin_country" ON "consignment_filter" USING btree ("origin_country","consignment_id") WHERE known_to is null;--> statement-breakpoint
CREATE FUNCTION hs_chapters(codes text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (SELECT array_agg(DISTINCT left(code, 2)) FROM unnest(codes) AS c(code));--> statement-breakpoint
CREATE INDEX "consignment_filter_chapters" ON "consignment_filter" USING gin (hs_chapters(hs_codes)) WHERE known_to is null;
