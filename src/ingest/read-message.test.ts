import { describe, expect, it } from 'vitest';
import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import type { FeedKind } from '../messages/feed-kind.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../messages/mapping-profile.ts';
import { readMessage } from './read-message.ts';

const profile: MappingProfile = {
  sender: 'terminal',
  country: 'CN',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  allOrNothing: false,
};

const movement = `<inv:inventoryLinkingMovementRequest xmlns:inv="http://gov.uk/customs/inventoryLinking/v1">
  <inv:messageCode>EAL</inv:messageCode>
  <inv:ucrBlock><inv:ucr>6CN91120116MA00104163-A1</inv:ucr><inv:ucrType>D</inv:ucrType></inv:ucrBlock>
  <inv:goodsLocation>CNAUTXG</inv:goodsLocation>
  <inv:goodsArrivalDateTime>2026-09-05T10:00:00Z</inv:goodsArrivalDateTime>
</inv:inventoryLinkingMovementRequest>`;
const errorReport = JSON.stringify({
  httpMethod: 'GET',
  requestUri: '/v2/events',
  statusCode: 404,
  statusCodeText: 'Not Found',
  errorDateTime: '2026-09-05T10:00:00Z',
  errors: [{ errorCode: 7003, errorCodeText: 'notFound', errorCodeMessage: 'unknown booking' }],
});

const read = (text: string, feed: FeedKind, adapters = ALL_ADAPTERS) =>
  readMessage(new TextEncoder().encode(text), feed, profile, adapters);
const codes = (text: string, feed: FeedKind) => read(text, feed).outcome.issues.map(issue => issue.code);

describe('readMessage', () => {
  it('reads what it knows', () =>
    expect(read(movement, 'customs').outcome).toMatchObject({ status: 'ACCEPTED', facts: 1 }));
  it('sends a readable message to its own feed', () => expect(codes(movement, 'port')).toEqual(['NOT_FOR_THIS_FEED']));
  it('tells what is wrong with a refused message on any feed', () =>
    expect(codes(errorReport, 'partner')).toEqual(['ERROR_MESSAGE']));
  it('says what was seen of an unknown message', () => {
    const [issue] = read('<weather/>', 'port').outcome.issues;
    expect(issue).toMatchObject({ code: 'UNKNOWN_MESSAGE', severity: 'ERROR' });
    expect(issue?.message).toContain('weather');
  });
  it('a reader that throws is our bug: the message waits in quarantine', () => {
    const [first] = ALL_ADAPTERS;
    if (!first) throw new Error('no adapters');
    const broken = {
      ...first,
      recognises: () => true,
      read: () => {
        throw new TypeError('x');
      },
    };
    expect(read(movement, 'customs', [broken]).outcome).toMatchObject({ status: 'QUARANTINED', facts: 0 });
  });
});
