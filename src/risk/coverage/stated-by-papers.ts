import { type FieldSource, words } from './field-source.ts';

/** What papers say of a consignment, its goods and its parties. */
export const STATED_BY_PAPERS: readonly FieldSource[] = [
  { fields: words(`now`), source: 'given by the caller: the fold has no clock', messages: '' },
  {
    fields: words(`c.id c.ucr`),
    source: 'hub id; identifier of scheme UCR_D',
    messages: 'all; WCO declarations, China manifests, shared records',
  },
  {
    fields: words(`c.mode`),
    source: 'modes of the legs, rail notes, sea bills',
    messages: 'China manifests, COARRI, DCSA Track & Trace, SMGS, TAF train reports',
  },
  {
    fields: words(`c.direction c.dispatchCountry c.destCountry`),
    source: 'countries of the declarations, else of origin and destination',
    messages: 'WCO declarations, China manifests, rail bookings and notes',
  },
  { fields: words(`c.cargoKind`), source: 'CONTAINER where there is a box', messages: 'any message that names one' },
  {
    fields: words(
      `c.pol c.pod c.plannedRoute c.legs[].loc c.legs[].country c.legs[].mode c.legs[].arrive c.legs[].depart`,
    ),
    source: 'places of loading and discharge; ends of the legs, by what happened before what was billed',
    messages: 'China manifests, COARRI, DCSA, SMGS, rail bookings, TAF train reports',
  },
  {
    fields: words(`c.podChangedAfterDeparture`),
    source: 'imported in a port that no bill names; false where bills name one port',
    messages: 'China manifests, COARRI',
  },
  { fields: words(`c.releasedAt`), source: 'answer 08 or 09 to the declaration', messages: 'WCO responses' },
  {
    fields: words(`c.collected`),
    source: 'left the port after landing; for exports, loaded',
    messages: 'CODECO, COARRI, DCSA, TAF train reports',
  },
  {
    fields: words(`c.joinConflicts`),
    source: 'ambiguous links of the consignment',
    messages: 'any message that names two candidates',
  },
  {
    fields: words(`c.hist.relodgedOtherOffice`),
    source: 'declarations of the same goods that another office rejected, or that were taken back there',
    messages: 'WCO declarations and responses',
  },
  {
    fields: words(
      `bls[].no bls[].kind bls[].vesselImo bls[].description bls[].packages bls[].grossKg bls[].containers bls[].dgUnNos`,
    ),
    source: 'transport documents that a manifest listed',
    messages: 'China manifests MT1101, MT2101',
  },
  {
    fields: words(`bls[].toOrder bls[].hasNotify`),
    source: 'consignee and notify party of the bill',
    messages: 'China manifests',
  },
  {
    fields: words(`bls[].switched`),
    source: 'the bill took the place of another',
    messages: 'DCSA transport documents',
  },
  {
    fields: words(`bls[].amendments[].at`),
    source: 'manifest lodged again for the same line; what changed is not kept',
    messages: 'China manifests',
  },
  {
    fields: words(`bls[].housesGrossKg`),
    source: "the bill's own mass: a bill with houses is never of one consignment",
    messages: 'China manifests',
  },
  {
    fields: words(
      `decl.no decl.kind decl.procedure decl.incoterm decl.lodgedAt decl.lodgedHour decl.packages decl.grossKg decl.netKg decl.valueUsd decl.invoiceTotalUsd decl.containers decl.fullLodged`,
    ),
    source: 'the declaration in force with its amendments; `decl.no` is "" for goods that stand in the port undeclared',
    messages: 'WCO declarations',
  },
  {
    fields: words(`decl.blNo`),
    source: 'the one bill that the declaration quotes; absent where it covers several',
    messages: 'WCO declarations',
  },
  {
    fields: words(
      `decl.amendments[].field decl.amendments[].at decl.amendments[].afterSelection decl.amendments[].newText`,
    ),
    source: 'amendments, by their WCO pointers, before or after answer 05 or 06',
    messages: 'WCO declarations (13), WCO responses',
  },
  {
    fields: words(`decl.summaryGrossKg decl.summaryChapters decl.summaryAt`),
    source:
      'of a declaration in one step, its own figures; of a supplementary one (IMX) those of the simplified one (IMC) before it',
    messages: 'WCO declarations',
  },
  {
    fields: words(`decl.transportEntryAt`),
    source: "the vessel's arrival, else the first landing",
    messages: 'schedules, DCSA, COARRI',
  },
  {
    fields: words(`ens.filedAt ens.loadAt ens.description ens.hs6 ens.consigneeName ens.buyerName ens.sellerName`),
    source: 'the entry summary declaration, the first loading; buyer and seller where the form asks for either',
    messages: 'ICS entry summaries CC315A and CC313A, COARRI, DCSA',
  },
  {
    fields: words(
      `items[].hs6 items[].hs4 items[].chapter items[].description items[].origin items[].unNo items[].dgClass items[].qty items[].netKg items[].valueUsd items[].unitValueUsdKg`,
    ),
    source: 'items of the declaration with its amendments, else of the mirror, else of the best source',
    messages: 'WCO declarations, China manifests, SMGS',
  },
  {
    fields: words(
      `p.importer.id p.importer.name p.importer.country p.importer.aeoClaimed p.exporter.id p.exporter.name p.exporter.country p.exporter.aeoClaimed p.consignee.id p.consignee.name p.consignee.country p.consignee.aeoClaimed p.broker.id p.broker.name p.broker.country p.broker.aeoClaimed p.distinctCountries`,
    ),
    source: 'parties of the declaration, else the best claim of the role',
    messages: 'WCO declarations, China manifests, SPS certificates',
  },
  {
    fields: words(`p.importer.addressKeys p.exporter.addressKeys p.consignee.addressKeys p.broker.addressKeys`),
    source: 'a hash of each address that is stated of the party',
    messages: 'WCO declarations, China manifests',
  },
];
