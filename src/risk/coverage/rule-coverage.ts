import { feedOfField } from '../feed-of-field.ts';
import type { FieldPath } from '../field-path.ts';
import { elementType, recordFields } from '../risk-context.ts';
import type { RiskRule } from '../risk-rule.ts';
import type { FeedCatalogue } from '../rule-pack.ts';
import { covers, type FieldSource } from './field-source.ts';
import { KEPT_BY_THE_HUB } from './kept-by-the-hub.ts';
import { STATED_BY_FEEDS } from './stated-by-feeds.ts';

/** Fields that nothing states yet, by the feed that could. */
export type Unstated = ReadonlyMap<string, readonly FieldPath[]>;

export interface RuleCoverage {
  readonly rule: RiskRule;
  /** What nobody states of what it reads: while there is any, the rule can only fire by the rest of its condition. */
  readonly unstated: readonly FieldPath[];
}

/** Every leaf of the risk context, lists with `[]`. */
export function contextLeaves(type = 'RiskContext', path = ''): readonly FieldPath[] {
  return Object.entries(recordFields(type) ?? {}).flatMap(([field, fieldType]) => {
    const element = elementType(fieldType);
    const own = path === '' ? field : `${path}.${field}`;
    const record = element ?? fieldType;
    return recordFields(record) ? contextLeaves(record, element ? `${own}[]` : own) : [own];
  });
}

export function unstatedFields(feeds: FeedCatalogue): Unstated {
  const found = new Map<string, FieldPath[]>();
  for (const path of contextLeaves().filter(each => !isStated(each))) {
    const feed = feedOfField(path, feeds) ?? '';
    found.set(feed, [...(found.get(feed) ?? []), path]);
  }
  return found;
}

export function coverageOf(rule: RiskRule): RuleCoverage {
  return { rule, unstated: rule.requiredFields.filter(path => !isStated(path)) };
}

const SOURCES: readonly (readonly FieldSource[])[] = [STATED_BY_FEEDS, KEPT_BY_THE_HUB];

/** Absence by nature states a field for some goods only: it is not enough to call it stated. */
export function isStated(path: FieldPath): boolean {
  const plain = path.replace(/\[\]$/, '');
  return SOURCES.some(sources => sources.some(each => covers(each, plain) || covers(each, path)));
}
