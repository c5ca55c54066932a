import { getNamedType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { PERSONAL_MEMBERS } from '../messages/personal-data.ts';
import { NOT_PERSONAL, PERSONAL_FIELDS } from '../policy/personal-fields.ts';
import { buildHubSchema } from './schema.ts';

const LIKE_A_PERSON =
  /name|address|phone|mail|person|contact|text|remark|finding|comment|question|explanation|actor|subject|plate|birth|passport|driver|by$/i;

const texts = Object.values(buildHubSchema().getTypeMap())
  .filter(isObjectType)
  .filter(type => !type.name.startsWith('_'))
  .flatMap(type =>
    Object.values(type.getFields())
      .filter(field => getNamedType(field.type).name === 'String')
      .map(field => `${type.name}.${field.name}`),
  );

test('what sounds like a person is classed as personal, or said to be something else', () => {
  const open = texts.filter(each => LIKE_A_PERSON.test(each.slice(each.indexOf('.') + 1)));
  expect(open.length).toBeGreaterThan(20);
  expect(open.filter(each => !PERSONAL_FIELDS.has(each) && !(each in NOT_PERSONAL))).toEqual([]);
});

test('what is classed is there', () => {
  expect([...PERSONAL_FIELDS, ...Object.keys(NOT_PERSONAL)].filter(each => !texts.includes(each))).toEqual([]);
});

test('what is sealed of facts is classed where the graph shows it', () => {
  const shown = [
    ...PERSONAL_MEMBERS.party.map(member => `Party.${member}`),
    ...PERSONAL_MEMBERS.fact.map(member => `${member === 'text' ? 'PartnerRecord' : 'Inspection'}.${member}`),
    'PartyIdentifier.value',
  ];
  expect(shown.filter(each => !PERSONAL_FIELDS.has(each))).toEqual([]);
});
