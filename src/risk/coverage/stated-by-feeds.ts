import { type FieldSource, words } from './field-source.ts';

/** What the graph of a consignment says, and from which messages. */
export const STATED_BY_FEEDS: readonly FieldSource[] = [
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
    fields: words(`equip[].no equip[].ownerCode equip[].typeGroup equip[].laden`),
    source: 'the box, its ISO 6346 type, full or empty',
    messages: 'CODECO, COARRI, DCSA, China manifests, SMGS',
  },
  {
    fields: words(`equip[].load`),
    source: 'full container load or less, code 8 or 7 of UN/EDIFACT 8169',
    messages: 'China manifests, CODECO, COARRI',
  },
  {
    fields: words(`equip[].shipperOwned`),
    source: 'who supplied the box, UN/EDIFACT 8077',
    messages: 'China manifests, CODECO, COARRI',
  },
  {
    fields: words(`equip[].tareKg`),
    source: 'the tare on papers and in reports, else that of the register',
    messages: 'COARRI and CODECO (MEA T), SMGS, DCSA bookings, China declarations',
  },
  {
    fields: words(`equip[].sealsDeclared`),
    source: 'seals on papers',
    messages: 'WCO declarations, China manifests, SMGS, SPS certificates',
  },
  {
    fields: words(`equip[].sealAffixedAt`),
    source: 'stuffed or resealed with a seal that was not on the box before',
    messages: 'DCSA Track & Trace',
  },
  {
    fields: words(`equip[].sealReads[].no equip[].sealReads[].at equip[].sealReads[].loc equip[].sealReads[].intact`),
    source: 'seals in events; intact where no damage is reported (UN/EDIFACT 4517)',
    messages: 'CODECO, COARRI, DCSA',
  },
  {
    fields: words(
      `equip[].sealChanges[].oldNo equip[].sealChanges[].newNo equip[].sealChanges[].at equip[].sealChanges[].loc equip[].sealChanges[].official`,
    ),
    source:
      'seals that a control applied; undeclared seals that replace those read before, official where customs or quarantine applied them',
    messages: 'shared inspection results, CODECO, COARRI',
  },
  {
    fields: words(`equip[].vgmKg equip[].vgmPresent`),
    source: 'verified gross mass, where a message has it',
    messages: 'CODECO, COARRI (MEA VGM)',
  },
  {
    fields: words(
      `equip[].weights[].kg equip[].weights[].at equip[].weights[].source equip[].weighGainKg equip[].weighLossKg`,
    ),
    source:
      'masses in events of the laden box, or of one that is empty all along: CRANE, GATE, WEIGHBRIDGE; and the VGM',
    messages: 'CODECO, COARRI',
  },
  {
    fields: words(`equip[].declaredCargoKg`),
    source: 'declared gross mass of the only box, or of the items in it',
    messages: 'WCO declarations',
  },
  {
    fields: words(`equip[].dgClass equip[].unNos`),
    source: 'dangerous goods of the items in the box',
    messages: 'WCO declarations, China manifests (UN numbers); DCSA bookings, CUSCAR, SMGS (classes)',
  },
  {
    fields: words(`equip[].gateInAt equip[].dischargedAt equip[].pickupAt`),
    source: 'laden gate-in; landing; laden gate-out after it',
    messages: 'CODECO, COARRI, DCSA',
  },
  {
    fields: words(
      `equip[].yard.pos equip[].yard.known equip[].yard.since equip[].moves[].kind equip[].moves[].minutes`,
    ),
    source: 'yard position since the box came in; discharge to stack',
    messages: 'CODECO stack reports, COARRI',
  },
  {
    fields: words(`events[].type events[].equipment events[].loc events[].vesselImo events[].at events[].gapHours`),
    source: 'effective actual events of the boxes; the vessel by IMO number, or by call sign and schedule',
    messages: 'CODECO, COARRI, DCSA',
  },
  {
    fields: words(
      `voyage.no voyage.imo voyage.known voyage.eta voyage.ata voyage.atd voyage.calls[].loc voyage.calls[].declared voyage.calls[].at voyage.transitDaysActual voyage.transitDaysPublished`,
    ),
    source:
      'the last sea leg and its schedule; calls reported outside a rotation of three or more ports are undeclared',
    messages: 'DCSA vessel schedules, IFTSAI, DCSA Track & Trace',
  },
  {
    fields: words(`voyage.manifestContainers voyage.dischargeList voyage.stowContainers`),
    source: "of the vessel's lists, this consignment's boxes: manifested; loaded, once the vessel sailed",
    messages: 'China manifests, COARRI',
  },
  {
    fields: words(`voyage.hoursSinceDischargeComplete`),
    source: 'since the vessel left the port of discharge',
    messages: 'DCSA, vessel schedules',
  },
  {
    fields: words(
      `booking.bookedAt booking.cutoffAt booking.gateInDeadlineMissedH booking.rolled booking.amendments[].at booking.plannedTranship booking.actualTranship`,
    ),
    source: "ocean booking and the carrier's plans of it",
    messages: 'DCSA and UN/CEFACT bookings, DCSA Track & Trace',
  },
  { fields: words(`booking.description`), source: 'goods as they were booked', messages: 'DCSA bookings' },
  {
    fields: words(
      `rail.active rail.noteKind rail.grossKg rail.containers rail.borderPlanned rail.borderActual rail.dueAt rail.closed rail.swapHoursBeforeDeparture rail.reissueDescSim rail.reissueGrossKg rail.sealChangedAtGauge rail.sealChangeOfficial rail.dgOnTrain`,
    ),
    source:
      'rail booking, note, crossing and arrival; of a second note its mass and likeness of text; seals changed on the way',
    messages: 'UBL plans, TAF orders and train reports, SMGS',
  },
  {
    fields: words(
      `partner.laneSubscribed partner.exportFound partner.valueUsd partner.netKg partner.packages partner.hs6 partner.origin partner.destination partner.consigneeName partner.sealsAtExit partner.hoursSinceDeparture`,
    ),
    source: 'the export declaration of the other side, else what its customs shared of it',
    messages: 'WCO declarations, shared declarations',
  },
  {
    fields: words(
      `partner.inspections[].customs partner.inspections[].container partner.inspections[].kind partner.inspections[].result partner.inspections[].at partner.inspections[].sealAfter partner.inspections[].imageAvailable`,
    ),
    source: 'controls that a partner shared',
    messages: 'shared inspection results',
  },
  {
    fields: words(`partner.alerts[].about partner.alerts[].active`),
    source: 'quarantine notices; requests for assistance until their deadline',
    messages: 'shared records',
  },
  {
    fields: words(`certs[].type certs[].no certs[].status certs[].issuedAt certs[].qtyKg certs[].containers`),
    source: 'certificates in force; those withdrawn or rejected as REVOKED; SPS_PLANT, SPS_ANIMAL, SPS_FOOD, CO',
    messages: 'SPS certificates',
  },
];
