import { expect, test } from 'vitest';
import { expectUnshaken, jsonGlance, readParts } from '../formats/json-hostile.fixture.ts';
import { dcsaErrorMessageAdapter as adapter } from './dcsa-error-message.ts';

const answer = {
  httpMethod: 'GET',
  requestUri: '/v2/bookings/ABC',
  statusCode: 404,
  statusCodeText: 'Not Found',
  statusCodeMessage: 'booking reference not found',
  providerCorrelationReference: '4426d965',
  errorDateTime: '2024-11-12T07:41:00+08:00',
  errors: [{ errorCode: 7006, errorCodeText: 'not found', errorCodeMessage: 'no booking ABC' }],
};

test('an error answer is refused with what it says', () => {
  expect(readParts(adapter, answer)).toEqual([
    {
      reference: '4426d965',
      facts: [],
      issues: [
        {
          code: 'ERROR_MESSAGE',
          severity: 'ERROR',
          position: { kind: 'POINTER', pointer: '' },
          message:
            "an error report of the sender's system, no trade data: 404 Not Found booking reference not found to GET /v2/bookings/ABC; 7006 not found no booking ABC",
          remedy: 'Mend what the report names and send the data that was asked for.',
        },
      ],
    },
  ]);
});

test('so is the feedback of Track & Trace 3.0 where it comes without events', () => {
  const [part] = readParts(adapter, {
    feedbackElements: [{ severity: 'ERROR', message: 'the facility does not match', propertyPath: '$.events[2]' }],
  });
  expect(part?.issues[0]?.message).toMatch(/ERROR \$\.events\[2\] the facility does not match$/);
  expect(adapter.recognises(jsonGlance({ events: [], feedbackElements: [] }))).toBe(false);
});

test('no hostile value shakes it', () => {
  expectUnshaken(adapter, answer);
});
