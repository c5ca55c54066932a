import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { Adapter, ReadPart } from '../adapter.ts';
import { elementsAt, hasMember, stringAt } from '../formats/json-pointer.ts';

/**
 * The error answer of DCSA's APIs (ErrorResponse; in Track & Trace 3.0 feedbackElements), posted as if it were data. It is
 * refused with what it says, so that a person sees why the partner's system sent no trade data.
 */
export const dcsaErrorMessageAdapter: Adapter = {
  name: 'shipping/dcsa-error-message',
  version: 1,
  kind: 'shipping',
  recognises: ({ format, json }) => format === 'JSON' && (isErrorResponse(json) || isFeedback(json)),
  read: ({ json }) => ({ messageType: 'DCSA error message', parts: [readError(json)] }),
};

function isErrorResponse(document: unknown): boolean {
  return hasMember(document, 'statusCode') && hasMember(document, 'httpMethod') && hasMember(document, 'errors');
}

function isFeedback(document: unknown): boolean {
  return hasMember(document, 'feedbackElements') && !hasMember(document, 'events');
}

function readError(document: unknown): ReadPart {
  const reference = stringAt(document, '/providerCorrelationReference');
  return { ...(reference && { reference }), facts: [], issues: [refusal(document)] };
}

function refusal(document: unknown): FeedIssue {
  const said = isFeedback(document) ? feedbackOf(document) : errorsOf(document);
  return {
    code: 'ERROR_MESSAGE',
    severity: 'ERROR',
    position: { kind: 'POINTER', pointer: '' },
    message: `an error report of the sender's system, no trade data: ${said || 'it gives no reason'}`,
    remedy: 'Mend what the report names and send the data that was asked for.',
  };
}

const MOST_SAID = 5;

function errorsOf(document: unknown): string {
  const request = words(document, ['/httpMethod', '/requestUri']).join(' ');
  const status = words(document, ['/statusCode', '/statusCodeText', '/statusCodeMessage']).join(' ');
  const errors = elementsAt(document, '/errors')
    .slice(0, MOST_SAID)
    .map(({ value }) =>
      words(value, ['/errorCode', '/property', '/jsonPath', '/errorCodeText', '/errorCodeMessage']).join(' '),
    );
  return [`${status}${request && ` to ${request}`}`, ...errors].filter(text => text !== '').join('; ');
}

function feedbackOf(document: unknown): string {
  return elementsAt(document, '/feedbackElements')
    .slice(0, MOST_SAID)
    .map(({ value }) => words(value, ['/severity', '/propertyPath', '/message']).join(' '))
    .join('; ');
}

function words(document: unknown, pointers: readonly string[]): readonly string[] {
  return pointers.flatMap(pointer => stringAt(document, pointer)?.slice(0, 200) ?? []);
}
