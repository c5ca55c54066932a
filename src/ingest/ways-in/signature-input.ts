/** One member of `Signature-Input` (RFC 9421 section 4.1), with its signature. */
export interface SignatureMember {
  readonly components: readonly string[];
  readonly parameters: Readonly<Record<string, string | number | true>>;
  /** The inner list with its parameters as it was sent: the value of `@signature-params`. */
  readonly signatureParams: string;
  readonly signature: Uint8Array;
}

const KEY = '[a-z*][a-z0-9_.*-]*';
const VALUE = `"(?:[^"\\\\]|\\\\["\\\\])*"|-?\\d{1,15}|\\?1`;
const PARAMETERS = `(?:; *${KEY}(?:=(?:${VALUE}))?)*`;
const MEMBER = new RegExp(`^(${KEY})=(\\(([^()]*)\\)(${PARAMETERS}))(?: *, *|$)`);
const PARAMETER = new RegExp(`; *(${KEY})(?:=(${VALUE}))?`, 'g');
const LONGEST = 8192;

/**
 * The first signature of a request that both fields name; undefined where they do not fit, or a component has parameters, which a feed has
 * no use for.
 */
export function readSignatureMember(input: string, signatures: string): SignatureMember | undefined {
  if (input.length > LONGEST || signatures.length > LONGEST) return undefined;
  const [, label, signatureParams, list = '', parameters = ''] = MEMBER.exec(input.trim()) ?? [];
  if (!label || !signatureParams) return undefined;
  const items = list.split(' ').filter(item => item !== '');
  const components = items.map(item => /^"([a-z@][a-z0-9-]*)"$/.exec(item)?.[1]);
  const signature = binaryMember(signatures, label);
  if (!signature || components.some(name => name === undefined)) return undefined;
  return {
    components: components.flatMap(name => name ?? []),
    parameters: Object.fromEntries([...parameters.matchAll(PARAMETER)].map(([, name, value]) => [name, bare(value)])),
    signatureParams,
    signature,
  };
}

/** A byte sequence of a dictionary (RFC 8941 section 3.3.5): `name=:base64:`. */
export function binaryMember(dictionary: string, name: string): Uint8Array | undefined {
  const members = dictionary.slice(0, LONGEST).split(',');
  const found = members.map(member => /^([^=]+)=:([A-Za-z0-9+/]*={0,2}):$/.exec(member.trim()));
  const encoded = found.find(match => match?.[1] === name)?.[2];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64');
}

function bare(value: string | undefined): string | number | true {
  if (value === undefined || value === '?1') return true;
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : Number(value);
}
