/**
 * Fields of the graph that can show something about a natural person: what messages say of parties and in free words (personal-data.ts), every
 * field that shows a value of any kind, and who did something here. None of their values reaches a log, a metric, an error or a receipt.
 */
export const PERSONAL_FIELDS: ReadonlySet<string> = new Set([
  // Parties: a sole trader is one too.
  ...['Party.name', 'Party.address', 'PartyIdentifier.value'],
  // What people write.
  ...[
    'PartnerRecord.text',
    'PartnerRecord.subject',
    'Inspection.findings',
    'DeclarationError.text',
    'DeclarationVersion.reason',
  ],
  ...[
    'ConsignmentEvent.remarks',
    'ConsignmentEvent.reason',
    'CallTimestamp.reason',
    'EtaAssertion.reason',
    'QuarantineFlag.reason',
  ],
  ...[
    'QuarantineFlag.measures',
    'AssistanceCase.question',
    'AssistanceCase.subject',
    'AssistanceCase.closeReason',
    'AssistanceAnswer.text',
  ],
  ...[
    'Alarm.explanation',
    'Alarm.closeReason',
    'AlarmStep.reason',
    'ChannelOrder.text',
    'RegistryEntry.reason',
    'QuarantineAction.reason',
  ],
  // Whatever a message says, shown as it stands.
  ...[
    'Claim.value',
    'Claim.entry',
    'FieldChange.before',
    'FieldChange.after',
    'DeclarationChange.value',
    'MessageExcerpt.text',
  ],
  ...[
    'ImportDraftField.value',
    'RuleEvidence.value',
    'StoredRiskAssessment.inputs',
    'AlarmCell.value',
    'FeedIssue.message',
    'Issue.message',
  ],
  ...[
    'QuarantinedMessage.fileName',
    'RegistryEntry.body',
    'RegistryEntry.key',
    'RegistryEntry.subject',
    'IndicatorRow.label',
  ],
  // Who did it, and with which vehicle.
  ...[
    'Alarm.explainedBy',
    'Alarm.closedBy',
    'AlarmStep.by',
    'ChannelOrder.orderedBy',
    'Disclosure.person',
    'QuarantineAction.actor',
  ],
  ...['RegistryEntry.decidedBy', 'RegistryEntry.proposedBy', 'LaneDecision.plate'],
]);

/** Fields whose names sound like a person's data, and what they are instead. */
export const NOT_PERSONAL: Readonly<Record<string, string>> = {
  'Alarm.currentNodeText': 'a node of the trail in words',
  'Alarm.previousNodeText': 'a node of the trail in words',
  'Alarm.subject': 'the number of a box, a voyage or a message',
  'Alarm.text': 'made of a template, a node and times',
  'EquipmentUse.closedBy': 'a kind of event',
  'EquipmentUse.openedBy': 'a kind of event',
  'GroupValue.by': 'a dimension of a count',
  'ImportDraftField.name': 'of a data element',
  'Place.name': 'of a place',
  'Place.otherNames': 'of a place',
  'PlaceCode.value': 'of a place, which some messages name in words',
  'RiskPack.name': 'of a set of rules',
  'TransportMovement.conveyanceName': 'of a vessel',
  'Vessel.name': 'of a vessel',
  'Disclosure.operationName': 'of a query',
  'StoredRiskAssessment.contextHash': 'a digest',
};
