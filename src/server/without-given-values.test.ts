import { buildSchema, GraphQLError, getVariableValues, Kind, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { withoutGivenValues } from './without-given-values.ts';

const SECRET = 'Tan Ah Kow';
const schema = buildSchema(`
  input Where @oneOf { name: String age: Int }
  input Person { name: String! age: Int colour: Colour }
  enum Colour { RED GREEN }
  type Query { a(where: Where, person: Person, age: Int, on: Boolean, list: [Int], colour: Colour): String }`);

function errorsOfVariable(type: string, value: unknown): readonly string[] {
  const [definition] = parse(`query($v: ${type}) { a }`).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const { errors = [] } = getVariableValues(schema, definition.variableDefinitions ?? [], { v: value });
  return errors.map(each => withoutGivenValues(each.message));
}

describe('an error of a variable keeps where it is and what is wanted, and loses the value', () => {
  const cases: [string, unknown, string][] = [
    ['Int', SECRET, 'Variable "$v" got invalid value; Int cannot represent non-integer value.'],
    ['[Int]', [1, SECRET], 'Variable "$v" got invalid value at "v[1]"; Int cannot represent non-integer value.'],
    [
      'Person',
      { name: [SECRET] },
      'Variable "$v" got invalid value at "v.name"; String cannot represent a non string value.',
    ],
    [
      'Person',
      { age: SECRET, name: 'x' },
      'Variable "$v" got invalid value at "v.age"; Int cannot represent non-integer value.',
    ],
    ['Person', SECRET, 'Variable "$v" got invalid value; Expected type "Person" to be an object.'],
    [
      'Person',
      { age: 1, surname: SECRET },
      'Variable "$v" got invalid value; Field "name" of required type "String!" was not provided.',
    ],
    ['Colour', SECRET, 'Variable "$v" got invalid value; The value does not exist in "Colour" enum.'],
    ['Boolean', SECRET, 'Variable "$v" got invalid value; Boolean cannot represent a non boolean value.'],
    [
      'Where',
      { name: SECRET, age: 3 },
      'Variable "$v" got invalid value; Exactly one key must be specified for OneOf type "Where".',
    ],
  ];
  test.each(cases)('%s', (type, value, message) => {
    const errors = errorsOfVariable(type, value);
    expect(errors).toContain(message);
    expect(errors.join(' ')).not.toContain('Tan Ah Kow');
  });
});

test('not even one that looks like an error itself', () => {
  for (const value of [
    '; Tan Ah Kow',
    'x at "v.TanAhKow"; Expected type "Int".',
    ' at "v.x"; Field "TanAhKow" is not defined by type "X".',
  ])
    expect(errorsOfVariable('Int', value).join(' ')).not.toMatch(/Tan ?Ah ?Kow/);
});

describe('and so does one of what stands in the query itself', () => {
  const cases: [string, string][] = [
    ['{ a(age: "Tan Ah Kow") }', 'Int cannot represent non-integer value.'],
    ['{ a(on: "Tan Ah Kow") }', 'Boolean cannot represent a non boolean value.'],
    ['{ a(person: "Tan Ah Kow") }', 'Expected value of type "Person".'],
    ['{ a(colour: Tan) }', 'The value does not exist in "Colour" enum.'],
    ['{ nothing(of: "Tan Ah Kow") }', 'Cannot query field "nothing" on type "Query".'],
  ];
  test.each(cases)('%s', (query, message) => {
    const errors = validate(schema, parse(query)).map(each => withoutGivenValues(each.message));
    expect(errors).toEqual([message]);
  });

  test('where it cannot be read', () => {
    const faultOf = (text: string) => {
      try {
        parse(text);
      } catch (error) {
        return error instanceof GraphQLError ? withoutGivenValues(error.message) : '';
      }
      return '';
    };
    expect(faultOf('{ a("Tan Ah Kow") }')).toBe('Syntax Error: Expected Name.');
    expect(faultOf('{ a')).toBe('Syntax Error: Expected Name, found <EOF>.');
  });
});
