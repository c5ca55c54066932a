import { quoteConveyance } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';

/** `company.core.variant.timetable year.start date`, the composite identifier of TAF TSI (TransportOperationalIdentifiers). */
const TAF_TRAIN_ID = /^\d{4}\.[-*0-9A-Z]{1,12}\.[0-9A-Z]{2}\.\d{4}\.\d{4}-\d{2}-\d{2}$/;

export function isTafTrainId(value: string): boolean {
  return TAF_TRAIN_ID.test(value);
}

/** A bare train number returns every day and links nothing: only the TAF identifier, which holds the day, is quoted. */
export function quoteTrain(journey: string | undefined): Reference[] {
  return journey !== undefined && isTafTrainId(journey) ? quoteConveyance({ mode: 'RAIL', journey }) : [];
}
