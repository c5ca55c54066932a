import { readFile } from 'node:fs/promises';

/** `file:/run/secrets/token` stands for what that file holds, so that no secret has to stand among the partner's files. */
export async function secretHeaders(headers: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const read = Object.entries(headers).map(async ([name, value]) => {
    const secret = value.startsWith('file:') ? (await readFile(value.slice('file:'.length), 'utf8')).trim() : value;
    return [name.toLowerCase(), secret] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}
