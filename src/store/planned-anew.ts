/**
 * The statement is planned for its own values, each time: what one value has in common with half of all rows another has with three, and no
 * plan suits both. Everything else is prepared once and kept.
 */
export function plannedAnew<Statement>(statement: Statement): Statement {
  // The driver reads `prepare` of a query's own options before that of the connection (postgres 3.4, src/connection.js, `build`).
  (statement as unknown as { options: { prepare?: boolean } }).options.prepare = false;
  return statement;
}
