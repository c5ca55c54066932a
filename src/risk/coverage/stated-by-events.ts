import { type FieldSource, words } from './field-source.ts';

/** What is reported of boxes and voyages, and what partners share. */
export const STATED_BY_EVENTS: readonly FieldSource[] = [
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
