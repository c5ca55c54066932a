import { describe, expect, test } from 'vitest';
import { readUnLocodeCsv } from './unlocode-csv.ts';

const HEAD = ',"CN",,".CHINA",,,,,,,,\n';
const XINGANG = ',"CN","TXG","Tianjin Xingang Pt","Tianjin Xingang Pt","TJ","1-------","AS","1607",,"3859N 11742E",\n';
const read = (text: string) => readUnLocodeCsv(text, 'list.csv');

describe('UN/LOCODE as UNECE publishes it', () => {
  test('gives places with kind, functions, coordinates and the month of the last change', () => {
    expect(read(HEAD + XINGANG)).toEqual({
      source: 'UN/LOCODE',
      countries: ['CN'],
      doubts: [],
      entries: [
        {
          id: 'UNLOCODE:CNTXG',
          kind: 'PORT',
          name: 'Tianjin Xingang Pt',
          country: 'CN',
          subdivision: 'TJ',
          functions: '1',
          status: 'AS',
          listedAt: '2016-07',
          latitude: 38.9833,
          longitude: 117.7,
          codes: [{ scheme: 'UNLOCODE', value: 'CNTXG' }],
        },
      ],
    });
  });

  test('keeps the name with diacritics, and the one without as another name', () => {
    const [place] = read('"+","DE","XYZ","Görlitz","Gorlitz","SN","-23-----","RL","0307",,"5109N 01459E",\n').entries;
    expect(place).toMatchObject({ kind: 'STATION', name: 'Görlitz', otherNames: ['Gorlitz'] });
  });

  test('reads a row of reference as another name of its entry', () => {
    const text = `${HEAD}"=","CN",,"Hsinkang = Tianjin Xingang Pt","Hsinkang = Tianjin Xingang Pt",,,,,,,\n${XINGANG}`;
    expect(read(text).entries).toMatchObject([{ otherNames: ['Hsinkang'] }]);
  });

  test('takes status and function in the order of older editions, and an IATA code of its own', () => {
    const [place] = read(',"SG","SIN","Singapore","Singapore",,"AI","1--45---","9601","SIN",,\n').entries;
    expect(place).toMatchObject({ functions: '145', status: 'AI', listedAt: '1996-01' });
    expect(place?.codes).toContainEqual({ scheme: 'IATA', value: 'SIN' });
  });

  test('of two rows of one code the one that is not to be removed counts', () => {
    const old = '"X","CN","TXG","Xingang","Xingang","TJ","1-------","XX","1607",,,\n';
    expect(read(old + XINGANG).entries).toMatchObject([{ name: 'Tianjin Xingang Pt', status: 'AS' }]);
    expect(read(XINGANG + old).entries).toMatchObject([{ name: 'Tianjin Xingang Pt', status: 'AS' }]);
  });

  test('may begin with a byte order mark and the names of the columns', () => {
    const names =
      '\uFEFFChange,Country,Location,Name,NameWoDiacritics,Subdivision,Status,Function,Date,IATA,Coordinates,Remarks\n';
    expect(read(names + XINGANG).entries).toHaveLength(1);
  });
});

test('a slip in a value leaves it out, and is told with its line: issue 2023-2 has "2444N 05045"', () => {
  const { entries, doubts } = read(`${HEAD},"SA","SAL","Salwa","Salwa","04","--3-----","RL","0701",,"2444N 05045",\n`);
  expect(doubts).toEqual(['list.csv:2: SASAL: "2444N 05045" are no coordinates, such as 3859N 11742E']);
  expect(entries).toMatchObject([{ name: 'Salwa' }]);
  expect(entries[0]).not.toHaveProperty('latitude');
});

describe('what is wrong is refused with its line', () => {
  test.each([
    [`${HEAD},"CN","TX","Xingang"`, 'list.csv:2: 4 columns'],
    [
      `${HEAD},"CN","TX+","Xingang","Xingang","TJ","1-------","AS","1607",,,\n`,
      'list.csv:2: "CN" "TX+" is no UN/LOCODE',
    ],
    [
      `${HEAD}${XINGANG},"CN","TXH","Xingang","Xingang","TJ","port","AS","1607",,,\n`,
      'list.csv:3: CNTXH: "port" is no function',
    ],
    [`${HEAD},"CN","TXH,"Xingang`, 'list.csv:2: '],
  ])('%#', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
