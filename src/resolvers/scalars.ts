import { GraphQLError } from 'graphql';
import { isCountryCode } from '../vocabulary/country-code.ts';
import { readHsCode } from '../vocabulary/hs-code.ts';
import { isUnLocode } from '../vocabulary/un-locode.ts';
import { builder } from './subgraph-builder.ts';

/** Strict on input, lenient on output: a value that an agreement has transformed must still serialise. */
builder.scalarType('DateTime', {
  description: 'A moment, RFC 3339 with offset, such as 2026-03-10T08:00:00Z. Answers are in UTC with milliseconds.',
  parseValue: value => checked('DateTime', value, isDateTime),
  serialize: value => (value instanceof Date ? value.toISOString() : String(value)),
});
builder.scalarType('Date', {
  description: 'A calendar day without zone, such as 2026-03-10.',
  parseValue: value => checked('Date', value, isDay),
  serialize: String,
});
builder.scalarType('UNLocode', {
  description: 'UN/LOCODE of a place (UN/ECE Recommendation 16): country and three characters, such as CNTXG or SGSIN.',
  parseValue: value => checked('UNLocode', value, isUnLocode),
  serialize: String,
});
builder.scalarType('HSCode', {
  description: 'Harmonized System code, 4 digits or more without dots; national extensions are kept.',
  parseValue: value => checked('HSCode', value, text => readHsCode(text) === text),
  serialize: String,
});
builder.scalarType('Decimal', {
  description: 'A decimal number as text, exact: 22440.5.',
  parseValue: value => checked('Decimal', value, text => /^-?\d+(\.\d+)?$/.test(text)),
  serialize: String,
});
builder.scalarType('CountryCode', {
  description: 'ISO 3166-1 alpha-2 country code, such as CN or SG.',
  parseValue: value => checked('CountryCode', value, isCountryCode),
  serialize: String,
});

function checked(scalar: string, value: unknown, valid: (text: string) => boolean): string {
  if (typeof value === 'string' && valid(value)) return value;
  throw new GraphQLError(`${JSON.stringify(value)} is not a ${scalar}.`, {
    extensions: { code: 'BAD_USER_INPUT', remedy: 'fix-query' },
  });
}

function isDateTime(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
    Number.isFinite(Date.parse(text))
  );
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(Date.parse(text) || 0).toISOString().startsWith(text);
}
