import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AssistanceAct } from './assistance-act.ts';
import { assistanceCase, deadlinePassed, isPartyTo, mayAct } from './assistance-case.ts';

const base = { requester: 'sg-customs', key: 'MA-7', by: 'sg-customs', revision: 1, messageId: null } as const;
const request = (revision: number, question: string): AssistanceAct => ({
  ...base,
  act: 'REQUEST',
  at: `2026-03-0${revision}T00:00:00.000Z`,
  revision,
  request: {
    asked: 'party:CN-GACC',
    number: 'MA-7',
    deadline: '2026-03-16T10:00:00.000Z',
    confidential: true,
    legalBasis: null,
    subject: null,
    question,
    references: [],
  },
});
const act = (kind: AssistanceAct['act'], at: string, more: Partial<AssistanceAct> = {}): AssistanceAct => ({
  ...base,
  act: kind,
  at,
  ...more,
});
const ANSWER = act('ANSWER', '2026-03-10T00:00:00.000Z', { by: 'cn-customs-tianjin', text: 'Here it is.' });
const CLOSE = act('CLOSE', '2026-03-11T00:00:00.000Z', { text: 'Thank you' });
const OVERDUE = act('OVERDUE', '2026-03-16T10:00:00.100Z', { by: 'hub', deadline: '2026-03-16T10:00:00.000Z' });
const WITHDRAWAL = act('WITHDRAWAL', '2026-03-04T00:00:00.000Z', { revision: 3 });

describe('a case of assistance', () => {
  test('is the same in whatever order its acts are known, however often', () => {
    const all = [request(1, 'first'), request(2, 'second'), ANSWER, CLOSE, OVERDUE, WITHDRAWAL];
    fc.assert(
      fc.property(fc.shuffledSubarray([...all, ...all], { minLength: 12 }), acts => {
        expect(assistanceCase(acts)).toEqual(assistanceCase(all));
      }),
    );
  });

  test.each([
    ['OPEN', [request(1, 'q')]],
    ['ANSWERED', [ANSWER, request(1, 'q')]],
    ['CLOSED', [request(1, 'q'), CLOSE, ANSWER]],
    ['WITHDRAWN', [WITHDRAWAL, request(2, 'q')]],
  ])('is %s', (status, acts) => expect(assistanceCase(acts)?.status).toBe(status));

  test('asks what its last revision asks; without a request there is none', () => {
    expect(assistanceCase([request(2, 'second'), request(1, 'first')])?.question).toBe('second');
    expect(assistanceCase([ANSWER, CLOSE])).toBeUndefined();
  });

  test('is overdue once, and only while nobody answered', () => {
    const open = assistanceCase([request(1, 'q')]);
    if (!open) throw new Error('no case');
    expect(deadlinePassed(open, '2026-03-16T09:59:59.999Z')).toBeUndefined();
    expect(deadlinePassed(open, '2026-03-16T10:00:00.000Z')).toBe('2026-03-16T10:00:00.000Z');
    for (const acts of [[OVERDUE], [ANSWER], [CLOSE]])
      expect(
        deadlinePassed(assistanceCase([request(1, 'q'), ...acts]) ?? open, '2027-01-01T00:00:00Z'),
      ).toBeUndefined();
  });

  test('is the affair of two: who is asked answers, who asked closes', () => {
    const open = assistanceCase([request(1, 'q')]);
    if (!open) throw new Error('no case');
    const sg = { id: 'sg-customs', accessKeys: ['sender:sg-customs', 'party:SG-CUSTOMS'] };
    const tianjin = { id: 'cn-customs-tianjin', accessKeys: ['sender:cn-customs-tianjin', 'party:CN-GACC'] };
    const trader = { id: 'chongqing-freight', accessKeys: ['sender:chongqing-freight'] };
    expect([sg, tianjin, trader].map(each => isPartyTo(open, each))).toEqual([true, true, false]);
    expect([sg, tianjin, trader].map(each => mayAct(open, 'ANSWER', each))).toEqual([false, true, false]);
    expect([sg, tianjin, trader].map(each => mayAct(open, 'CLOSE', each))).toEqual([true, false, false]);
  });
});
