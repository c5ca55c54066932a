/**
 * What graphql-js says of a query, without the values that it was given: a name or a number of a person in a variable would stand in the
 * error, and from there in whatever keeps errors. The variable, the place in it and the type that is wanted stay.
 */
export function withoutGivenValues(message: string): string {
  const variable = /^Variable "\$\w+" got invalid value /.exec(message)?.[0];
  return variable === undefined ? cutReason(message) : ofVariable(variable, message.slice(variable.length));
}

const PATH = / at "\w+(?:\[\d+\]|\.\w+)*"(?=; )/g;

/** `Variable "$v" got invalid value <value> at "v.name"; <reason>`: of what the value may hold itself, only the last can be the message's own. */
function ofVariable(opening: string, rest: string): string {
  const path = rest.match(PATH)?.at(-1) ?? '';
  const reason = cutReason(rest.slice(rest.lastIndexOf('; ') + 2));
  const isOwn = REASONS.some(each => each.test(reason));
  return `${opening.trimEnd()}${path}${isOwn ? `; ${reason}` : '.'}`;
}

const REASONS = [
  /^Expected (non-nullable )?(type|value of type) "[\w![\]]+"( not to be null| to be an object)?\.$/,
  /^Field "\w+" of required type "[\w![\]]+" was not provided\.$/,
  /^Field "\w+" is not defined by type "\w+"\.$/,
  /^\w+ cannot represent [\w\s,-]+\.$/,
  /^The value is not an? \w+\.$/,
  /^The value does not exist in "\w+" enum\.$/,
  /^Exactly one key must be specified for OneOf type "\w+"\.$/,
];

function cutReason(reason: string): string {
  return reason
    .replace(/, found (?!End of|<EOF>)[\s\S]*$/, '.')
    .replace(/(\w+ cannot represent [a-z0-9\s,-]+?)( value)?: [\s\S]*$/, '$1$2.')
    .replace(/^[\s\S]* is not an? (\w+)\.$/, 'The value is not a $1.')
    .replace(/^Value "[\s\S]*" does not exist in "(\w+)" enum\.[\s\S]*$/, 'The value does not exist in "$1" enum.')
    .replace(/^(Field "\w+" is not defined by type "\w+"\.)[\s\S]*$/, '$1');
}
