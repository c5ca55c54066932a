import { describe, expect, it } from 'vitest';
import { keywordHits, searchTerms } from './keyword-hits.ts';
import { nameSimilarity } from './name-similarity.ts';
import { normaliseText } from './normalised-text.ts';
import { relativeDifference } from './rule-functions.ts';

describe('nameSimilarity', () => {
  it.each([
    ['Tianjin Huaxin Plastics Co Ltd', 'TIANJIN HUAXIN PLASTICS CO., LTD.'],
    ['ООО «Балтика»', 'OOO Baltika'],
    ['Müller & Söhne GmbH', 'MULLER SOHNE'],
    ['青岛海洋贸易有限公司', '青岛海洋贸易'],
  ])('%s is %s', (a, b) => expect(nameSimilarity(a, b)).toBe(1));

  it('is high for a slip of the pen, low for a stranger, the same both ways', () => {
    expect(nameSimilarity('Jurong Polymers Pte Ltd', 'Jurong Polymer')).toBeGreaterThan(0.9);
    expect(nameSimilarity('Golden Star Trading FZE', 'Tianjin Huaxin Plastics Co Ltd')).toBeLessThan(0.5);
    expect(nameSimilarity('Martha', 'Marhta')).toBeCloseTo(nameSimilarity('Marhta', 'Martha'), 10);
  });

  it('computes Jaro-Winkler as published: MARTHA / MARHTA 0.961, DWAYNE / DUANE 0.84', () => {
    expect(nameSimilarity('MARTHA', 'MARHTA')).toBeCloseTo(0.961, 3);
    expect(nameSimilarity('DWAYNE', 'DUANE')).toBeCloseTo(0.84, 2);
  });

  it('likens no name to nothing', () => {
    expect(nameSimilarity('', '')).toBe(0);
    expect(nameSimilarity('Co Ltd', 'Co Ltd')).toBe(1);
  });
});

describe('keywordHits', () => {
  const hits = (terms: string[], text: string) => keywordHits(searchTerms(terms), text);

  it('counts distinct terms as whole words, whatever the case and punctuation', () => {
    expect(hits(['e waste', 'scrap', 'Scrap'], 'SCRAP metal; E-WASTE, more scrap')).toBe(2);
    expect(hits(['other', 'parts'], 'Motherboards, spare-part kits')).toBe(0);
    expect(hits(['鞭炮'], '大地红鞭炮一箱')).toBe(1);
    expect(hits([''], 'anything')).toBe(0);
  });
});

describe('normaliseText', () => {
  it('folds case, marks and scripts', () => expect(normaliseText('  Щёкино—Ålesund ')).toBe('shchekino alesund'));
});

describe('relativeDifference', () => {
  it('measures against the larger, and two zeros do not differ', () => {
    expect(relativeDifference(90, 100)).toBeCloseTo(0.1);
    expect(relativeDifference(-100, 100)).toBe(2);
    expect(relativeDifference(0, 0)).toBe(0);
  });
});
