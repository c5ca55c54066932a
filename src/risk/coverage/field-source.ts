/** Where fields of the risk context come from; `*` stands for any one or more names at the end, or for any party. */
export interface FieldSource {
  readonly fields: readonly string[];
  readonly source: string;
  /** Kinds of messages that state it. */
  readonly messages?: string;
}

export function words(text: string): readonly string[] {
  return text.split(/\s+/);
}

export function covers({ fields }: FieldSource, path: string): boolean {
  return fields.some(field => field === path || (field.includes('*') && patternOf(field).test(path)));
}

function patternOf(field: string): RegExp {
  const escaped = field.replace(/[.[\]]/g, sign => `\\${sign}`);
  return new RegExp(`^${escaped.replace(/\*$/, '.+').replace(/\*/g, '[a-z]+')}$`, 'i');
}
