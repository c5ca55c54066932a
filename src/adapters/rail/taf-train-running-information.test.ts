import { describe, expect, it } from 'vitest';
import {
  codesOf,
  expectEveryPrefixToBeRead,
  factOf,
  onlyPart,
  PROFILE,
  quotedIn,
  readWith,
} from './rail-reading.fixture.ts';
import { delayMinutes } from './taf-delay.ts';
import { tafTrainRunningInformationAdapter } from './taf-train-running-information.ts';

const TRAIN = '2180.-----0041720.00.2024.2024-06-16';

function report({ status = '03', time = '2024-06-17T04:10:00+02:00', place = '54742', more = '' } = {}): string {
  return `<TrainLocationReport>
    <Location><CountryCodeISO>PL</CountryCodeISO><LocationPrimaryCode>${place}</LocationPrimaryCode><PrimaryLocationName>Malaszewicze</PrimaryLocationName></Location>
    <LocationDateTime>${time}</LocationDateTime><TrainLocationStatus>${status}</TrainLocationStatus>${more}
  </TrainLocationReport>`;
}

function running({
  root = 'TrainRunningInformationMessage',
  messageStatus = '1',
  created = '2024-06-17T04:11:00+02:00',
  train = `<TrainOperationalIdentification><TransportOperationalIdentifiers><ObjectType>TR</ObjectType><Company>2180</Company><Core>-----0041720</Core><Variant>00</Variant><TimetableYear>2024</TimetableYear><StartDate>2024-06-16</StartDate></TransportOperationalIdentifiers></TrainOperationalIdentification>`,
  reports = report(),
} = {}): string {
  return `<?xml version="1.0"?>
<${root} xmlns="http://www.era.europa.eu/schemes/TAFTSI/3.4">
  <MessageHeader>
    <MessageReference><MessageType>4005</MessageType><MessageTypeVersion>3.4</MessageTypeVersion><MessageIdentifier>TRI-1</MessageIdentifier><MessageDateTime>${created}</MessageDateTime></MessageReference>
    <Sender>0051</Sender><Recipient>2180</Recipient>
  </MessageHeader>
  <MessageStatus>${messageStatus}</MessageStatus>
  ${train}
  <OperationalTrainNumberIdentifier><OperationalTrainNumber>41720</OperationalTrainNumber></OperationalTrainNumberIdentifier>
  <ResponsibleRU>2180</ResponsibleRU>
  ${reports}
</${root}>`;
}

const partOf = (text: string, profile = PROFILE) =>
  onlyPart(readWith(tafTrainRunningInformationAdapter, text, profile));

describe('TAF TrainRunningInformationMessage', () => {
  it('becomes an event of the train, where and when it was', () => {
    const more = '<TrainDelay><AgainstBooked>+0012</AgainstBooked></TrainDelay>';
    const part = partOf(running({ reports: report({ more }) }));
    expect(codesOf(part)).toEqual([]);
    const event = factOf(part, 'EVENT');
    expect(event).toMatchObject({
      type: 'ARRIVAL',
      classifier: 'ACT',
      subject: 'TRANSPORT',
      time: { instant: '2024-06-17T02:10:00.000Z' },
      place: { codes: [{ scheme: 'TAF', value: 'PL54742' }], name: 'Malaszewicze' },
      conveyance: { mode: 'RAIL', journey: TRAIN, name: '41720', carrier: '2180' },
      rawCode: '03',
      remarks: '12 min late against the booked time',
      revision: 1,
      updatedAt: { instant: '2024-06-17T02:11:00.000Z' },
      position: { kind: 'XPATH', path: '/TrainRunningInformationMessage/TrainLocationReport' },
    });
    expect(quotedIn(event)).toEqual([`TRAIN ${TRAIN}`]);
  });

  it.each([
    ['01', 'ARRIVAL'],
    ['02', 'DEPARTURE'],
    ['03', 'ARRIVAL'],
    ['04', 'DEPARTURE'],
    ['05', 'PASS_THROUGH'],
  ])('TrainLocationStatus %s is %s', (status, type) => {
    expect(factOf(partOf(running({ reports: report({ status }) })), 'EVENT').type).toBe(type);
  });

  it('takes a forecast for an estimate, one part a reporting point', () => {
    const root = 'TrainRunningForecastMessage';
    const reports = report() + report({ status: '01', place: '12' }) + report({ status: '00' });
    const { parts, messageType } = readWith(tafTrainRunningInformationAdapter, running({ root, reports }));
    expect(messageType).toBe('TAF TSI TrainRunningForecast 3.4');
    expect(parts.map(part => codesOf(part))).toEqual([[], [], ['ERROR CODE_UNKNOWN']]);
    expect(parts.flatMap(({ facts }) => facts).map(fact => fact.kind === 'EVENT' && fact.classifier)).toEqual([
      'EST',
      'EST',
    ]);
  });

  it('quotes the wagons of the train where they are stated', () => {
    const reports = `${report()}<WagonNumberFreight>378449651234</WagonNumberFreight>`;
    expect(quotedIn(factOf(partOf(running({ reports })), 'EVENT'))).toContain('WAGON 378449651234');
  });

  it('corrects under the same key, later', () => {
    const first = factOf(partOf(running()), 'EVENT');
    const later = running({
      messageStatus: '2',
      created: '2024-06-17T05:00:00+02:00',
      reports: report({ time: '2024-06-17T04:20:00+02:00' }),
    });
    const second = factOf(partOf(later), 'EVENT');
    expect(second.key).toBe(first.key);
    expect(second.revision).toBe(2);
    expect((second.updatedAt?.instant ?? '') > (first.updatedAt?.instant ?? '')).toBe(true);
  });

  it('retracts by the key of what was reported', () => {
    const event = factOf(partOf(running()), 'EVENT');
    const part = partOf(running({ messageStatus: '3' }));
    expect(part.facts.map(({ kind }) => kind)).toEqual(['RETRACTION']);
    const retraction = factOf(part, 'RETRACTION');
    expect(retraction.target).toEqual({ key: event.key });
    expect(retraction.references).toEqual(event.references);
  });

  it('does not let a forecast be corrected or retracted by the actual report', () => {
    const estimate = factOf(partOf(running({ root: 'TrainRunningForecastMessage' })), 'EVENT');
    expect(estimate.key).not.toBe(factOf(partOf(running()), 'EVENT').key);
  });

  it('refuses a header without a report, and names what is missing', () => {
    const part = partOf(running({ train: '', reports: '' }).replace(/<OperationalTrainNumberIdentifier>.*/, ''));
    expect(part.facts).toEqual([]);
    expect(part.issues).toMatchObject([
      { code: 'STRUCTURE', severity: 'ERROR', position: { kind: 'XPATH', path: '/TrainRunningInformationMessage' } },
    ]);
    expect(part.issues[0]?.message).toMatch(/TrainOperationalIdentification.*TrainLocationReport/);
  });

  it('links nothing by a bare train number, and says so', () => {
    const part = partOf(running({ train: '' }));
    expect(codesOf(part)).toEqual(['WARNING STRUCTURE']);
    expect(factOf(part, 'EVENT').references).toEqual([]);
  });

  it('refuses a report that says neither what happened nor when', () => {
    expect(codesOf(partOf(running({ reports: report({ status: '00' }) })))).toEqual(['ERROR CODE_UNKNOWN']);
    expect(codesOf(partOf(running({ reports: report({ time: 'noon' }) })))).toContain('ERROR VALUE');
    expect(codesOf(partOf(running({ messageStatus: 'X' })))).toEqual(['ERROR CODE_UNKNOWN']);
  });

  it('maps the codes that a partner adds', () => {
    const codes = { trainLocationStatus: { '06': 'PASS_THROUGH' } };
    expect(factOf(partOf(running({ reports: report({ status: '06' }) }), { ...PROFILE, codes }), 'EVENT').type).toBe(
      'PASS_THROUGH',
    );
  });

  it('reads or refuses whatever a broken transfer leaves', () => {
    expectEveryPrefixToBeRead(tafTrainRunningInformationAdapter, running());
  });
});

describe('delayMinutes', () => {
  it.each([
    ['+0012', 12],
    ['-0003', -3],
    ['0000', 0],
    ['PT0M', 0],
    ['PT1H5M', 65],
    ['-PT7M', -7],
    ['late', undefined],
  ])('%s', (raw, minutes) => {
    expect(delayMinutes(raw)).toBe(minutes);
  });
});
