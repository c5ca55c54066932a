import { contentHash } from '../consignment/canonical-json.ts';
import { alarmKey, type DecidedAlarm } from './decided-alarm.ts';

/** What is wrong with a partner's file. */
export interface FileProblem {
  readonly partner: string;
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** One alarm for each thing that is wrong with a partner's files; `open` are those that stand, which end when the file is mended. */
export function decidePartnerFileAlarms(
  problems: readonly FileProblem[],
  open: readonly DecidedAlarm[],
  now: string,
): readonly DecidedAlarm[] {
  const wrong = problems.map(
    (problem): DecidedAlarm => ({
      kind: 'PARTNER_FILE_INVALID',
      rule: 'hub/partner-file-invalid',
      subject: problem.partner,
      window: contentHash([nameOf(problem.file), problem.line, problem.reason]),
      dueAt: null,
      endedAt: null,
      equipment: null,
      places: [],
      origins: [],
      columns: { detail: `${nameOf(problem.file)}:${problem.line}: ${problem.reason}` },
    }),
  );
  const stillWrong = new Set(wrong.map(alarmKey));
  const mended = open.filter(each => !stillWrong.has(alarmKey(each))).map(each => ({ ...each, endedAt: now }));
  return [...new Map([...wrong, ...mended].map(each => [alarmKey(each), each])).values()];
}

/** Nodes may have the folder at different paths: the file's own name, below the partner's folder. */
function nameOf(file: string): string {
  return file.split(/[\\/]/).slice(-2).join('/');
}
