/** Where a consignment stands, by its effective actual events. `docs/status.md` gives every transition with its source. */
export const CONSIGNMENT_STATUSES = [
  'ANNOUNCED',
  'BOOKED',
  'DECLARED',
  'UNDER_CONTROL',
  'RELEASED',
  'AT_ORIGIN',
  'IN_TRANSIT',
  'AT_TRANSHIPMENT',
  'ARRIVED',
  'DELIVERED',
  'CANCELLED',
] as const;

export type ConsignmentStatus = (typeof CONSIGNMENT_STATUSES)[number];
