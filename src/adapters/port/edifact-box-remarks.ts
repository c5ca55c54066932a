import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { stowageCell } from './edifact-box-equipment.ts';
import type { BoxGroup } from './edifact-box-groups.ts';

/** What a plan says of a box for people: where it stands on board, how cold it is kept, what is dangerous in it, what is in it. */
export function boxRemarks(box: BoxGroup): string {
  const cell = stowageCell(box)?.element(2);
  return [cell ? `stowage cell ${cell}` : '', ...box.own.map(remark)].filter(text => text !== '').join('; ');
}

const GOODS_DESCRIPTION = 'AAA'; // 4451

function remark(segment: EdifactSegment): string {
  switch (segment.tag) {
    case 'TMP':
      return join('set to', segment.element(2), segment.component(2, 1));
    case 'RNG':
      return join('kept between', segment.component(2, 1), 'and', segment.component(2, 2), segment.element(2));
    case 'DGS':
      return hazard(segment);
    case 'FTX':
      return segment.code(1) === GOODS_DESCRIPTION ? goodsText(segment) : '';
    default:
      return '';
  }
}

/** DGS+IMD+class+UN number. */
function hazard(dgs: EdifactSegment): string {
  const unNumber = dgs.element(3);
  return join(
    dgs.code(1) === 'IMD' ? 'IMDG class' : 'dangerous goods class',
    dgs.element(2),
    unNumber && `UN ${unNumber}`,
  );
}

export function goodsText(ftx: EdifactSegment): string {
  return ftx
    .components(4)
    .filter(text => text !== '')
    .join(' ');
}

function join(...texts: readonly string[]): string {
  return texts.filter(text => text !== '').join(' ');
}
