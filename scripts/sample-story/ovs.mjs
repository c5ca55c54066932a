/** DCSA Operational Vessel Schedules 3.0. */
import { callReference, json, stay } from './dcsa.mjs';
import { PLACES } from './places.mjs';
import { iso, MINUTE } from './times.mjs';
import { CARRIER } from './voyages.mjs';

/**
 * One vessel's schedule: what is past at `at` is ACT, the rest PLN or EST, with `delays` in hours by place.
 * @param {{at: number, voyages: object[], classifier?: 'PLN'|'EST', delays?: Record<string, {hours: number, reason: string, remark: string}>, status?: Record<string, string>}} s
 */
export function vesselSchedule(s) {
  const [first] = s.voyages;
  return json([
    {
      carrierServiceName: first.service === 'TSX' ? 'Tianjin Singapore Express' : 'Gulf of Tonkin Express',
      carrierServiceCode: first.service,
      universalServiceReference: first.service === 'TSX' ? 'SR70011A' : 'SR70023H',
      vesselSchedules: [
        {
          vesselOperatorSMDGLinerCode: CARRIER.smdg,
          vesselIMONumber: first.vessel.imo,
          vesselName: first.vessel.name,
          vesselCallSign: first.vessel.callSign,
          isDummyVessel: false,
          transportCalls: stays(s.voyages).map(entry => transportCall(entry, s)),
        },
      ],
    },
  ]);
}

/** The call that ends one voyage and begins the next is one stay. */
function stays(voyages) {
  const all = voyages.flatMap(voyage => voyage.calls.map(stop => ({ voyage, stop })));
  return all.filter(
    (entry, i) =>
      !all.slice(0, i).some(({ stop }) => stop.place === entry.stop.place && stop.arrival === entry.stop.arrival),
  );
}

function transportCall({ voyage, stop }, s) {
  const { importVoyage, exportVoyage } = stay(voyage, stop.place);
  const delay = s.delays?.[stop.place];
  const shift = (delay?.hours ?? 0) * 60 * MINUTE;
  const stamp = (eventTypeCode, time) => {
    const classifier = time + shift <= s.at ? 'ACT' : (s.classifier ?? 'PLN');
    return {
      eventTypeCode,
      eventClassifierCode: classifier,
      eventDateTime: iso(time + shift),
      ...(delay ? { delayReasonCode: delay.reason, changeRemark: delay.remark } : {}),
    };
  };
  return {
    portVisitReference: `${stop.place}${voyage.vessel.imo}${iso(stop.arrival).slice(5, 10).replace('-', '')}`,
    transportCallReference: callReference(voyage, stop.place),
    carrierImportVoyageNumber: importVoyage,
    carrierExportVoyageNumber: exportVoyage,
    location: {
      locationName: PLACES[stop.place].name,
      locationType: 'FACS',
      UNLocationCode: stop.place,
      facilitySMDGCode: PLACES[stop.place].terminal,
    },
    ...(s.status?.[stop.place] ? { statusCode: s.status[stop.place] } : {}),
    timestamps: [stamp('ARRI', stop.arrival), stamp('DEPA', stop.departure)],
  };
}
