import { type FieldSource, words } from './field-source.ts';

/** What people keep in registers, and what the hub counts of past traffic. */
export const KEPT_BY_THE_HUB: readonly FieldSource[] = [
  { fields: words('c.randomU c.randomRate'), source: 'the sealed draw of the day, and its rate' },
  {
    fields: words(
      `p.*.tier p.*.aeoVerified p.*.suspended p.*.registeredAt p.*.businessChapters p.*.isForwarder p.*.isBank p.*.addressType p.*.addressShareCount`,
    ),
    source: 'register `ENTERPRISE`',
  },
  { fields: words(`p.*.deniedExact p.*.deniedSim`), source: 'register `WATCH`' },
  {
    fields: words(
      `c.focusListed c.whitelistMatched c.whitelistCapUsd c.whitelistExpiresAt c.whitelistHs4 targets[].* c.inspectionBatchDue`,
    ),
    source: 'registers `FOCUS`, `WHITELIST`, `INSTRUCTION`',
  },
  { fields: words(`items[].dutyRate items[].rawMaterialUsdKg items[].requiredCerts`), source: 'register `GOODS`' },
  { fields: words(`equip[].registerTareKg equip[].maxGrossKg equip[].cscExpiresAt`), source: 'register `CONTAINER`' },
  {
    fields: words(
      `equip[].yard.zoneDg equip[].yard.zoneReefer equip[].yard.supervised equip[].yard.mixedBlock equip[].yard.perimeter`,
    ),
    source: 'register `YARD_PLAN`',
  },
  { fields: words(`cfg.deMinimisUsd`), source: 'register `COUNTRY`' },
  { fields: words(`partner.inspections[].trusted`), source: 'register `RECOGNISED_CUSTOMS`' },
  {
    fields: words(
      `p.*.hist.decl7d p.*.hist.decl30d p.*.hist.decl365d p.*.hist.monthlyAvg12m p.*.hist.daysIdleBefore p.importer.hist.nightShare p.importer.hist.findings365d p.importer.hist.brokers30d p.importer.hist.cancelledAfterSelection30d p.importer.hist.benfordN p.importer.hist.benfordMad p.importer.hist.declSinceInspection p.broker.hist.errorN365d p.broker.hist.errorRate365d p.broker.hist.officeErrorMean p.pairCount365d p.brokerNewForImporter p.importer.hist.sameWeight10 p.importer.hist.underThreshold7d p.importer.hist.linkedOffenders p.exporter.hist.dgViolations36m p.exporter.hist.vgmIdentical10`,
    ),
    source: 'history of parties',
  },
  {
    fields: words(
      `items[].hist.uvN items[].hist.uvP05 items[].hist.uvP95 items[].hist.uvFair items[].hist.uvPctile items[].hist.ownN items[].hist.ownMedianUv items[].hist.ownUvCv items[].hist.laneN items[].hist.laneShare items[].hist.laneHitLb items[].hist.baseHitRate items[].hist.kgPerUnitPctile items[].hist.importerChapterCount equip[].densityPctile`,
    ),
    source: 'history of goods',
  },
  {
    fields: words(
      `c.hist.ucrOtherConsignments c.hist.similarDecl72h c.hist.similarKg72h c.hist.lastOwnInspectionConformDays bls[].hist.sameNoOtherVoyage equip[].sealReusedOn equip[].hist.concurrentConsignments equip[].hist.seizures36m`,
    ),
    source: 'history of identifiers, importers and controls',
  },
];
