import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { CorridorError } from '../errors.ts';
import { PLACE_SCHEMES } from '../messages/claims.ts';
import { PLACE_KINDS, type PlaceList } from './place-entry.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day such as 2023-10-23');
const period = { from: day.optional(), to: day.optional() };
const link = z.strictObject({ id: z.string().min(1), ...period });

const place = z.strictObject({
  id: z.string().regex(/^(UNLOCODE:[A-Z]{2}[A-Z2-9]{3}|[a-z][a-z0-9-]*)$/, 'UNLOCODE:CNTXG, or lower-case words'),
  kind: z.enum(PLACE_KINDS).optional(),
  name: z.string().optional(),
  otherNames: z.array(z.string()).optional(),
  country: z.string().length(2).optional(),
  timeZone: z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Shanghai').optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  parents: z.array(link).optional(),
  mergedInto: z.array(link).optional(),
  members: z.array(link).optional(),
  codes: z
    .array(
      z.strictObject({
        scheme: z.enum(PLACE_SCHEMES),
        value: z.string().min(1),
        standing: z.enum(['LISTED', 'USAGE']).optional(),
        ...period,
      }),
    )
    .default([]),
});

/** A file of places (docs/places.md). `source`, `licence` and `note` say where it is from. */
const placeFile = z.strictObject({
  source: z.string().min(1),
  licence: z.string().optional(),
  note: z.string().optional(),
  places: z.array(place),
});

/** Reads a YAML file of places; what is wrong is refused with its line. */
export function readPlaceFile(text: string, file: string): PlaceList {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error) throw wrong(file, lines.linePos(error.pos[0]).line, error.message.split('\n')[0] ?? '');
  const parsed = placeFile.safeParse(document.toJS() ?? {});
  if (parsed.success) return { source: parsed.data.source, entries: parsed.data.places } as PlaceList;
  const [issue] = parsed.error.issues;
  const path = issue?.path.map(String) ?? [];
  throw wrong(file, lineOf(document, path, lines), `${path.join('.') || 'the file'}: ${issue?.message}`);
}

function wrong(file: string, line: number, reason: string): CorridorError {
  return new CorridorError('BAD_USER_INPUT', 'fix-message', `${file}:${line}: ${reason}`, { line });
}

type Yaml = ReturnType<typeof parseDocument>;

/** The line of the value, or of the nearest thing above it that is there. */
function lineOf(document: Yaml, path: readonly string[], lines: LineCounter): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    const range = node && typeof node === 'object' && 'range' in node ? node.range : undefined;
    if (Array.isArray(range) && typeof range[0] === 'number') return lines.linePos(range[0]).line;
  }
  return 1;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
