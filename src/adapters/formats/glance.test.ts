import { describe, expect, it } from 'vitest';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../../messages/mapping-profile.ts';
import { glance, MESSAGE_BYTES_LIMIT } from './glance.ts';

const PROFILE: MappingProfile = {
  sender: 'tester',
  country: 'CN',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  allOrNothing: false,
};
const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, character => character.charCodeAt(0));
const see = (text: string) => glance(utf8(text), PROFILE);

describe('glance at EDIFACT', () => {
  it('names the message types and the first document code', () => {
    expect(
      see("UNA:+.? '\r\nUNB+UNOA:2+A+B'UNH+1+CODECO:D:95B:UN'BGM+34'UNT+3+1'UNH+2+coarri:D:00B:UN'"),
    ).toMatchObject({
      format: 'EDIFACT',
      edifactTypes: ['CODECO:D:95B', 'COARRI:D:00B'],
      edifactBgm: '34',
    });
  });
  it.each(['\ufeffUNB+UNOA:2', ' \r\n\tUNH+1+', "unb+unoa:2'", "UNA:+.? 'UNH+1", 'UNG+1'])('sees it in %j', text =>
    expect(see(text)).toMatchObject({ format: 'EDIFACT' }),
  );
  it('leaves the type empty where UNH has none', () => {
    expect(see("UNH+ref+:D:95B:UN'BGM+85'")).toMatchObject({ edifactTypes: [':D:95B'], edifactBgm: '85' });
  });
  it.each([
    ['UNOC', latin1("UNB+UNOC:3'NAD+CN+Bj\u00f6rk'"), 'Björk'],
    ['UNOY', utf8("UNB+UNOY:4'NAD+CN+青岛'"), '青岛'],
    ['UNOE', latin1("UNB+UNOE:3'NAD+CN+\u00bc'"), 'М'],
    ['UNOA with a Latin-1 letter', latin1("UNB+UNOA:2'NAD+CN+MAR\u00cdA'"), 'MARÍA'],
    ['UNOA with UTF-8', utf8("UNB+UNOA:2'NAD+CN+MARÍA'"), 'MARÍA'],
    ['no UNB, Latin-1', latin1("UNH+1'NAD+CN+MAR\u00cdA'"), 'MARÍA'],
  ])('decodes %s', (_, bytes, text) =>
    expect(glance(bytes, PROFILE)).toMatchObject({ text: expect.stringContaining(text) }),
  );
  it("takes the partner's character set where nothing is declared", () => {
    const gbk = Uint8Array.from([...utf8("UNH+1'NAD+CN+"), 0xc7, 0xe0, 0xb5, 0xba]);
    expect(glance(gbk, { ...PROFILE, characterSet: 'gbk' })).toMatchObject({ text: "UNH+1'NAD+CN+青岛" });
  });
});

describe('glance at XML', () => {
  it('finds the root behind prolog, comments and instructions, and its namespace by prefix', () => {
    const text = `\ufeff<?xml version="1.0"?>\n<!-- <no/> --><?pi a?>\n<md:MetaData a=">" xmlns="x" xmlns:md='urn:wco'><a/></md:MetaData>`;
    expect(see(text)).toMatchObject({ format: 'XML', xmlRoot: 'MetaData', xmlNamespace: 'urn:wco' });
  });
  it('leaves out a namespace that is not there', () => expect(see('<a/>')).not.toHaveProperty('xmlNamespace'));
  it('decodes as declared', () => {
    const head = utf8('<?xml version="1.0" encoding="GB2312"?><a>');
    const text = Uint8Array.from([...head, 0xc7, 0xe0, 0xb5, 0xba, ...utf8('</a>')]);
    expect(glance(text, PROFILE)).toMatchObject({ text: expect.stringContaining('<a>青岛</a>') });
  });
  it('decodes UTF-16 by its byte order mark', () => {
    const text = '\ufeff<?xml version="1.0" encoding="UTF-16"?><a/>';
    const bytes = Uint8Array.from([...text].flatMap(one => [one.charCodeAt(0) & 0xff, one.charCodeAt(0) >> 8]));
    expect(glance(bytes, PROFILE)).toMatchObject({ format: 'XML', xmlRoot: 'a' });
  });
  it.each([
    ['<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a/>', 'DOCTYPE_REFUSED', 21],
    ['<!doctype html><html/>', 'DOCTYPE_REFUSED', 0],
    ['<?xml version="1.0"?>', 'NOT_WELL_FORMED', 21],
    ['<!-- never closed <a/>', 'NOT_WELL_FORMED', 22],
    ['<a b="c', 'NOT_WELL_FORMED', 0],
    ['< a>', 'NOT_WELL_FORMED', 0],
    ['<?xml version="1.0" encoding="klingon"?><a/>', 'CHARACTER_SET', 0],
  ])('%s is %s', (text, code, offset) =>
    expect(see(text)).toMatchObject({ code, severity: 'ERROR', position: { kind: 'BYTE', offset } }),
  );
});

describe('glance at JSON', () => {
  it('parses once and lists the keys, of the first element of a list', () => {
    expect(see(' {"a":1,"b":[]}')).toMatchObject({ format: 'JSON', json: { a: 1, b: [] }, jsonKeys: ['a', 'b'] });
    expect(see('[{"eventID":"x"}]')).toMatchObject({ jsonKeys: ['eventID'] });
    expect(see('[]')).toMatchObject({ jsonKeys: [] });
  });
  it.each([
    ['{"a":1,}', 7],
    ['{"青":tru}', 7],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ['[1,2', 4],
    ['[1 2]', 3],
    ['[01]', 2],
    ['{"a":"b\\x"}', 5],
    ['{"a":1} {"b":2}', 8],
    ['[{"a":{"b":[1,{"c":}]}}]', 19],
    ['{', 1],
    ['["never closed', 1],
  ])('%s stops being JSON at byte %i', (text, offset) =>
    expect(see(text)).toMatchObject({ code: 'NOT_WELL_FORMED', position: { kind: 'BYTE', offset } }),
  );
  it('refuses bytes that are no UTF-8, naming the first', () => {
    expect(glance(latin1('{"name":"Mar\u00eda"}'), PROFILE)).toMatchObject({
      code: 'CHARACTER_SET',
      position: { offset: 12 },
    });
  });
  it("takes the partner's character set after UTF-8", () => {
    const profile = { ...PROFILE, characterSet: 'windows-1252' };
    expect(glance(latin1('{"name":"Mar\u00eda"}'), profile)).toMatchObject({ json: { name: 'María' } });
  });
  it('refuses deep nesting before parsing, brackets in strings apart', () => {
    expect(see(`{"a":"${'['.repeat(500)}\\"["}`)).toMatchObject({ format: 'JSON' });
    expect(see('['.repeat(500))).toMatchObject({ code: 'TOO_LARGE', position: { offset: 200 } });
  });
});

describe('glance at the rest', () => {
  it.each([
    ['container,time\nCSQU3054383,2026-01-01', ['container', 'time']],
    ['\ufeff箱号;"时间; 当地"\r\n1;2', ['箱号', '时间; 当地']],
    ['a\tb\tc', ['a', 'b', 'c']],
  ])('sees a table in %j', (text, csvHeader) => expect(see(text)).toMatchObject({ format: 'CSV', csvHeader }));
  it.each([
    ['', 'the message is empty'],
    [' \r\n', 'the message is blank'],
    ['ISA*00*          *00*', 'ANSI X12'],
    ['PK\u0003\u0004zip', 'begins "PK..zip"'],
    ['1,2,3', 'begins "1,2,3"'],
    ['one column', 'neither EDIFACT, XML, JSON nor a table'],
  ])('says what %j is', (text, message) =>
    expect(see(text)).toMatchObject({ code: 'UNKNOWN_MESSAGE', message: expect.stringContaining(message) }),
  );
  it('refuses more than the limit without reading', () => {
    expect(glance(new Uint8Array(MESSAGE_BYTES_LIMIT + 1), PROFILE)).toMatchObject({ code: 'TOO_LARGE' });
  });
});
