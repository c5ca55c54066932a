import type { Adapter } from './adapter.ts';
import { asycudaSadAdapter } from './customs/asycuda-sad.ts';
import { cnDecMessageAdapter } from './customs/cn-dec-message.ts';
import { cnManifestAdapter } from './customs/cn-manifest.ts';
import { cuscarAdapter } from './customs/edifact-cuscar.ts';
import { cusresAdapter } from './customs/edifact-cusres.ts';
import { euEntrySummaryAdapter } from './customs/eu-entry-summary.ts';
import { govtalkErrorResponseAdapter } from './customs/govtalk-error-response.ts';
import { inspectionRecordAdapter } from './customs/inspection-record.ts';
import { inventoryLinkingMovementAdapter } from './customs/inventory-linking-movement.ts';
import { wcoDeclarationAdapter } from './customs/wco-declaration.ts';
import { wcoResponseAdapter } from './customs/wco-response.ts';
import { epcisEventsAdapter } from './partner/epcis-events.ts';
import { mutualSharingEnvelopeAdapter } from './partner/mutual-sharing-envelope.ts';
import { oneRecordLogisticsEventAdapter } from './partner/one-record-logistics-event.ts';
import { passedOnStatementsAdapter } from './partner/passed-on-statements.ts';
import { preferentialCertificateOfOriginAdapter } from './partner/preferential-certificate-of-origin.ts';
import { spsCertificateAdapter } from './partner/sps-certificate.ts';
import { ublGoodsCertificateAdapter } from './partner/ubl-goods-certificate.ts';
import { dcsaTrackAndTrace2Adapter } from './port/dcsa-track-and-trace-2.ts';
import { dcsaTrackAndTrace3Adapter } from './port/dcsa-track-and-trace-3.ts';
import { baplieAdapter } from './port/edifact-baplie.ts';
import { coarriAdapter } from './port/edifact-coarri.ts';
import { codecoAdapter } from './port/edifact-codeco.ts';
import { coparnAdapter } from './port/edifact-coparn.ts';
import { copinoAdapter } from './port/edifact-copino.ts';
import { coprarAdapter } from './port/edifact-coprar.ts';
import { iftstaAdapter } from './port/edifact-iftsta.ts';
import { movinsAdapter } from './port/edifact-movins.ts';
import { vermasAdapter } from './port/edifact-vermas.ts';
import { terminalOperationsCsvAdapter } from './port/terminal-operations-csv.ts';
import { terminalOperationsJsonAdapter } from './port/terminal-operations-json.ts';
import { eftiConsignmentIdentifiersAdapter } from './rail/efti-consignment-identifiers.ts';
import { smgsConsignmentNoteJsonAdapter } from './rail/smgs-consignment-note-json.ts';
import { smgsRailwayBillXmlAdapter } from './rail/smgs-railway-bill-xml.ts';
import { tafConsignmentOrderAdapter } from './rail/taf-consignment-order.ts';
import { tafTrainCompositionAdapter } from './rail/taf-train-composition.ts';
import { tafTrainRunningInformationAdapter } from './rail/taf-train-running-information.ts';
import { tafWagonNoticesAdapter } from './rail/taf-wagon-notices.ts';
import { ublTransportExecutionPlanAdapter } from './rail/ubl-transport-execution-plan.ts';
import { ublTransportationStatusAdapter } from './rail/ubl-transportation-status.ts';
import { uncefactTransportBookingAdapter } from './rail/uncefact-transport-booking.ts';
import { dcsaArrivalNoticeAdapter } from './shipping/dcsa-arrival-notice.ts';
import { dcsaBookingAdapter } from './shipping/dcsa-booking.ts';
import { dcsaCommercialSchedulesAdapter } from './shipping/dcsa-commercial-schedules.ts';
import { dcsaErrorMessageAdapter } from './shipping/dcsa-error-message.ts';
import { dcsaOperationalVesselSchedulesAdapter } from './shipping/dcsa-operational-vessel-schedules.ts';
import { dcsaPortCallAdapter } from './shipping/dcsa-port-call.ts';
import { dcsaTransportDocumentAdapter } from './shipping/dcsa-transport-document.ts';
import { iftsaiAdapter } from './shipping/edifact-iftsai.ts';

/** Every message type that Corridor reads. The first that recognises a message reads it. */
export const ALL_ADAPTERS: readonly Adapter[] = Object.freeze([
  wcoDeclarationAdapter,
  wcoResponseAdapter,
  inventoryLinkingMovementAdapter,
  cnManifestAdapter,
  codecoAdapter,
  coarriAdapter,
  coprarAdapter,
  coparnAdapter,
  copinoAdapter,
  baplieAdapter,
  movinsAdapter,
  vermasAdapter,
  iftstaAdapter,
  cuscarAdapter,
  cusresAdapter,
  dcsaTrackAndTrace2Adapter,
  dcsaTrackAndTrace3Adapter,
  dcsaOperationalVesselSchedulesAdapter,
  iftsaiAdapter,
  dcsaErrorMessageAdapter,
  tafConsignmentOrderAdapter,
  ublTransportExecutionPlanAdapter,
  uncefactTransportBookingAdapter,
  smgsConsignmentNoteJsonAdapter,
  smgsRailwayBillXmlAdapter,
  tafTrainRunningInformationAdapter,
  spsCertificateAdapter,
  mutualSharingEnvelopeAdapter,
  passedOnStatementsAdapter,
  dcsaPortCallAdapter,
  terminalOperationsCsvAdapter,
  terminalOperationsJsonAdapter,
  dcsaCommercialSchedulesAdapter,
  cnDecMessageAdapter,
  dcsaBookingAdapter,
  asycudaSadAdapter,
  euEntrySummaryAdapter,
  govtalkErrorResponseAdapter,
  tafTrainCompositionAdapter,
  dcsaTransportDocumentAdapter,
  dcsaArrivalNoticeAdapter,
  tafWagonNoticesAdapter,
  epcisEventsAdapter,
  ublTransportationStatusAdapter,
  oneRecordLogisticsEventAdapter,
  eftiConsignmentIdentifiersAdapter,
  preferentialCertificateOfOriginAdapter,
  ublGoodsCertificateAdapter,
  inspectionRecordAdapter,
]);
