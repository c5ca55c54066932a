import { numberAt } from '../formats/json-pointer.ts';
import { each, inside, type JsonReading, readText } from '../formats/json-reading.ts';

const IOT_EVENTS = new Map([
  ['DRC', 'door closed'],
  ['DRO', 'door opened'],
  ['LOC', 'location update'],
]);

const PARAMETERS = [
  ['o2Percentage', 'O2', '%'],
  ['co2Percentage', 'CO2', '%'],
  ['humidityPercentage', 'humidity', '%'],
  ['airExchangeValue', 'air exchange', ''],
] as const;

/** What a sensor or a reefer of Track & Trace 3.0 reported, in words, for people: nothing is decided by it. */
export function describeCondition(event: JsonReading): string | undefined {
  const said = [
    ...describeIot(inside(event, '/iotDetails')),
    ...describeReefer(inside(event, '/reeferDetails')),
    ...describePosition(inside(event, '/eventLocation/geoCoordinate')),
  ];
  return said.length > 0 ? said.join(', ') : undefined;
}

function describeIot(details: JsonReading): readonly string[] {
  const code = readText(details, '/iotEventCode');
  return code === undefined ? [] : [IOT_EVENTS.get(code) ?? code];
}

function describeReefer(details: JsonReading): readonly string[] {
  const unit = readText(details, '/temperatureUnit') ?? '';
  const degrees = (label: string, reading: JsonReading, pointer: string) => {
    const value = readNumber(reading, pointer);
    return value === undefined ? [] : [`${label} ${value} ${unit}`.trim()];
  };
  return [
    ...degrees('setpoint', details, '/internalSetpointTemperature'),
    ...degrees('ambient', details, '/ambientMeasuredTemperature'),
    ...each(details, '/temperatureProbeMeasurements').flatMap((probe, index) => {
      const label = readText(probe, '/probeLabel', '/COAProbeUDMKey', '/USDAProbeNumber') ?? String(index + 1);
      return degrees(`probe ${label}`, probe, '/measuredTemperatureValue');
    }),
    ...describeParameters('set', inside(details, '/setpointParameters')),
    ...describeParameters('measured', inside(details, '/measuredParameters')),
  ];
}

function describeParameters(kind: string, parameters: JsonReading): readonly string[] {
  return PARAMETERS.flatMap(([member, label, unit]) => {
    const value = readNumber(parameters, `/${member}`);
    return value === undefined ? [] : [`${kind} ${label} ${value}${unit}`];
  });
}

function describePosition(coordinate: JsonReading): readonly string[] {
  const latitude = readText(coordinate, '/latitude');
  const longitude = readText(coordinate, '/longitude');
  return latitude && longitude ? [`at ${latitude}, ${longitude}`] : [];
}

/** Zero is a temperature, though many partners write "0" for nothing in identifiers. */
function readNumber(reading: JsonReading, pointer: string): number | undefined {
  return numberAt(reading.value, pointer);
}
