/** The fields without those that the message does not state, so that equal messages yield equal facts. */
export function stated<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
