CREATE TABLE "knowledge_version" (
	"kind" text PRIMARY KEY NOT NULL,
	"changes" bigint NOT NULL
);
--> statement-breakpoint
INSERT INTO knowledge_version (kind, changes) VALUES ('HISTORY', 0), ('REGISTRY', 0);--> statement-breakpoint
CREATE FUNCTION note_knowledge_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE knowledge_version SET changes = changes + 1 WHERE kind = TG_ARGV[0];
  RETURN NULL;
END $$;
--> statement-breakpoint
-- An entry counts from its approval, which is an update and the last that its transaction writes.
CREATE TRIGGER registry_entry_decided AFTER UPDATE OR DELETE ON registry_entry
  FOR EACH STATEMENT EXECUTE FUNCTION note_knowledge_changed('REGISTRY');
--> statement-breakpoint
CREATE TRIGGER history_count_changed AFTER INSERT OR UPDATE OR DELETE ON history_count
  FOR EACH STATEMENT EXECUTE FUNCTION note_knowledge_changed('HISTORY');
--> statement-breakpoint
CREATE TRIGGER history_contribution_changed AFTER INSERT OR UPDATE OR DELETE ON history_contribution
  FOR EACH STATEMENT EXECUTE FUNCTION note_knowledge_changed('HISTORY');
--> statement-breakpoint
CREATE TRIGGER history_seen_changed AFTER INSERT OR UPDATE OR DELETE ON history_seen
  FOR EACH STATEMENT EXECUTE FUNCTION note_knowledge_changed('HISTORY');
