import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

export interface PackFile {
  readonly name: string;
  readonly text: string;
}

export interface PackProblem {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

type Path = readonly PropertyKey[];

/** A parsed YAML file that knows the line of each of its values. */
export interface YamlSource<T> {
  readonly value: T;
  problemAt(path: Path, reason: string, lineOffset?: number): PackProblem;
}

export function readYaml<Schema extends z.ZodType>(
  { name, text }: PackFile,
  schema: Schema,
): YamlSource<z.infer<Schema>> | readonly PackProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return document.errors.map(({ message, pos }) => ({
      file: name,
      line: lines.linePos(pos[0]).line,
      reason: message.split('\n')[0] ?? message,
    }));
  }
  const problemAt = (path: Path, reason: string, lineOffset = 0): PackProblem => ({
    file: name,
    line: lines.linePos(offsetOf(document, path)).line + lineOffset,
    reason,
  });
  const checked = schema.safeParse(document.toJS());
  if (checked.success) return { value: checked.data, problemAt };
  return checked.error.issues.map(issue => problemAt(issuePath(issue), describe(issue)));
}

/** Where a value starts; of a value that is not there, its nearest parent. */
function offsetOf(document: Document, path: Path): number {
  for (let depth = path.length; depth > 0; depth--) {
    const key = keyOffset(document, path.slice(0, depth));
    if (key !== undefined) return key;
  }
  return 0;
}

function keyOffset(document: Document, path: Path): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => String(key) === String(last));
    return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

function issuePath(issue: z.core.$ZodIssue): Path {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
}

function describe(issue: z.core.$ZodIssue): string {
  const at = issue.path.map(String).join('.');
  return at === '' ? issue.message : `${at}: ${issue.message}`;
}
