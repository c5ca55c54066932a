/** Message ids are UUIDs: what is none is never sent to the database, which would call it an error. */
export function isMessageId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}
