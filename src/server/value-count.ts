import { CorridorError } from '../errors.ts';

/** No filter needs longer lists, and no input more values. */
const LONGEST_LIST = 1_000;
const MOST_VALUES = 5_000;

/** Why the variables of a request are refused unread: lists of ten thousand cost more to check and to ask the database than to send. */
export function oversizedVariables(variables: unknown): CorridorError | undefined {
  let values = 0;
  const isTooLarge = (value: unknown): boolean => {
    if (++values > MOST_VALUES) return true;
    if (typeof value !== 'object' || value === null) return false;
    if (Array.isArray(value) && value.length > LONGEST_LIST) return true;
    return Object.values(value).some(isTooLarge);
  };
  if (!isTooLarge(variables)) return undefined;
  const message = `The variables have a list longer than ${LONGEST_LIST}, or more than ${MOST_VALUES} values.`;
  return new CorridorError('QUERY_TOO_COMPLEX', 'fix-query', message, { limit: 'variables', allowed: MOST_VALUES });
}
