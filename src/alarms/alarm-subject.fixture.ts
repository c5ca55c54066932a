import type { ConsignmentDocument } from '../consignment/consignment-document.ts';
import { at, known, refs } from '../consignment/fact.fixture.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import { placed } from '../consignment/place-facts.fixture.ts';
import { projectConsignment } from '../consignment/project-consignment.ts';
import type { EquipmentClaim } from '../messages/claims.ts';
import type { Fact, YardPositionFact } from '../messages/fact.ts';
import { alarmRules, type PartnerAlarmRules } from './alarm-rules.ts';
import { decideAlarms } from './decide-alarms.ts';
import type { DecidedAlarm, Decision } from './decided-alarm.ts';

export const TERMINAL = 'terminal';

export function rulesOf(given: object, partner = TERMINAL): readonly PartnerAlarmRules[] {
  return [{ partner, rules: alarmRules.parse(given) }];
}

export function documentOf(...facts: readonly (Fact | KnownFact)[]): ConsignmentDocument {
  return projectConsignment(
    placed(...facts.map(fact => ('known' in fact || 'fact' in fact ? fact : known(fact, TERMINAL)))),
  );
}

/** `2026-03-01T10:00`, in UTC, as the instant of a decision. */
export function moment(text: string): string {
  return at(text).instant;
}

export function decide(rules: object, now: string, ...facts: readonly (Fact | KnownFact)[]): Decision {
  return decideAlarms({ document: documentOf(...facts), journeys: [] }, rulesOf(rules), moment(now));
}

export function yard(position: string, time: string, equipment: EquipmentClaim): YardPositionFact {
  return {
    kind: 'YARD_POSITION',
    position: { kind: 'MESSAGE' },
    references: refs(`CONTAINER ${equipment.number}`),
    equipment,
    place: { codes: [{ scheme: 'YARD', value: position }] },
    time: at(time),
  };
}

export function shown({ kind, window, endedAt }: DecidedAlarm): readonly unknown[] {
  return [kind, window, endedAt];
}
