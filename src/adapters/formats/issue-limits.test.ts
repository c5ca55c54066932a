import { describe, expect, it } from 'vitest';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { boundIssue, boundIssues, ISSUE_LIMITS, isText, shown } from './issue-limits.ts';

const issue = (change: Partial<FeedIssue> = {}): FeedIssue => ({
  code: 'VALUE',
  severity: 'WARNING',
  position: { kind: 'MESSAGE' },
  message: 'a doubt',
  remedy: 'mend it',
  ...change,
});

describe('the issues of a message', () => {
  it('are told as they are where they are few', () => {
    const few = [issue(), issue({ severity: 'ERROR' })];
    expect(boundIssues(few)).toEqual(few);
  });

  it('are told errors first where they are many, with how many more there are', () => {
    const many = [...Array.from({ length: ISSUE_LIMITS.issues + 5 }, () => issue()), issue({ severity: 'ERROR' })];
    const told = boundIssues(many);
    expect(told).toHaveLength(ISSUE_LIMITS.issues + 1);
    expect(told[0]?.severity).toBe('ERROR');
    expect(told.at(-1)).toMatchObject({ severity: 'INFO', message: '6 more issues are not told' });
  });

  it('quote little of what was sent, and nothing unseen', () => {
    const { message } = boundIssue(issue({ message: `\u202e${'x'.repeat(5_000)}` }));
    expect(message).toMatch(/^\ufffdx+…$/);
    expect(message).toHaveLength(ISSUE_LIMITS.characters + 1);
  });

  it('can be stored, whatever names their place', () => {
    const column = boundIssue(issue({ position: { kind: 'LINE', line: 2, column: 'a\u0000b' } })).position;
    expect(column).toEqual({ kind: 'LINE', line: 2, column: 'a\ufffdb' });
    const pointer = boundIssue(issue({ position: { kind: 'POINTER', pointer: '/a\ud800' } })).position;
    expect(pointer).toEqual({ kind: 'POINTER', pointer: '/a\ufffd' });
  });
});

describe('a text', () => {
  it.each([
    ['plain', true],
    ['青岛 😀', true],
    ['a\u0000', false],
    ['\ud83d', false],
    ['\ude00a', false],
  ])('%j can be stored: %s', (text, expected) => expect(isText(text)).toBe(expected));

  it('is never cut into half a character that is shown', () => {
    expect(shown('ab😀', 3)).toBe('ab\ufffd…');
  });
});
