import { expect, test } from 'vitest';
import { begin, endAll, mustEnd } from './what-must-end.ts';

test('what was begun ends once, the newest first, whoever asks', async () => {
  const ended: string[] = [];
  const stopDatabase = mustEnd(() => void ended.push('database'));
  const [, stopServer] = await begin(Promise.resolve('server'), each => void ended.push(each));
  await Promise.all([endAll(), stopServer()]);
  await stopDatabase();
  expect(ended).toEqual(['server', 'database']);
});

test('what is still starting is waited for, and what never started is not ended', async () => {
  const ended: string[] = [];
  let start: (name: string) => void = () => undefined;
  const starting = begin(new Promise<string>(resolve => (start = resolve)), each => void ended.push(each));
  const ending = endAll();
  start('late');
  await Promise.all([starting, ending]);
  await expect(begin(Promise.reject(new Error('no port')), () => void ended.push('never'))).rejects.toThrow('no port');
  expect(ended).toEqual(['late']);
});
