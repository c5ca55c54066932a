import type { ConsignmentSlice } from './consignment-slice.ts';
import type { CustomsSlice } from './customs-slice.ts';
import type { PartnerSlice } from './partner-slice.ts';
import type { PortSlice } from './port-slice.ts';
import type { RailSlice } from './rail-slice.ts';
import type { ShippingSlice } from './shipping-slice.ts';

/** The fold's result: one document a consignment and subgraph slice, stored as it is (law 1.3). */
export interface ConsignmentDocument {
  readonly consignment: ConsignmentSlice;
  readonly customs: CustomsSlice;
  readonly port: PortSlice;
  readonly shipping: ShippingSlice;
  readonly rail: RailSlice;
  readonly partner: PartnerSlice;
}

export const SLICES = ['consignment', 'customs', 'port', 'shipping', 'rail', 'partner'] as const;

export type SliceName = (typeof SLICES)[number];
