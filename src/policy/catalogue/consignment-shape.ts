import { cell, claimed, code, gathered, listed, object, part, stated, text } from '../graph-shape.ts';
import { itemsAt } from './common-shapes.ts';

const conveyance = part({
  journey: text('journeyNumber'),
  name: text('conveyanceName'),
  imo: text('imo'),
  callSign: text('callSign'),
  carrier: text('carrier'),
});

/** An event without its type, its classifier or its time is none: where one of them cannot be shown, the event is not there. */
export const eventsAt = (path: string) =>
  stated(
    object(path, 'ConsignmentEvent', {
      type: code('type'),
      classifier: code('classifier'),
      time: cell('eventTime', 'time'),
      place: cell('place', 'part'),
      equipment: text('equipment.number'),
      fullness: code('fullness'),
      movement: code('movement'),
      direct: cell('direct', 'flag'),
      rawCode: text('rawCode'),
      reason: text('reason'),
      remarks: text('remarks'),
      conveyance: cell('conveyance', 'part'),
      references: text('references'),
    }),
    ['type', 'classifier', 'time'],
    true,
  );

const transportDocuments = gathered(
  object('transportDocuments', 'TransportDocument', {
    number: text('number'),
    issuer: text('issuer'),
    type: code('type'),
    master: cell('masterNumber', 'part'),
    status: claimed(text('status')),
    issuedAt: claimed(cell('issuedAt', 'time')),
    placeOfLoading: claimed(cell('placeOfLoading', 'part')),
    placeOfDischarge: claimed(cell('placeOfDischarge', 'part')),
    grossMass: claimed(cell('grossMass', 'mass')),
    packages: claimed(cell('packages', 'number')),
    relations: stated(
      object('relations', 'DocumentRelation', { type: code('type'), number: text('number'), issuer: text('issuer') }),
      ['type', 'number'],
    ),
  }),
  'number',
);

const sealCustody = stated(
  object('sealCustody', 'SealAction', {
    action: code('action'),
    number: text('number'),
    party: code('party'),
    condition: code('condition'),
    at: cell('at', 'time'),
    replaces: text('replaces'),
  }),
  ['action'],
);

const equipmentUses = gathered(
  object('equipmentUses', 'EquipmentUse', {
    number: text('equipment.number'),
    from: cell('from', 'instant'),
    to: cell('to', 'instant'),
    sizeType: claimed(text('sizeType')),
    fullness: claimed(code('fullness')),
    load: claimed(code('load')),
    supplier: claimed(code('supplier')),
    seals: claimed(cell('seals', 'part')),
    grossMass: claimed(cell('grossMass', 'mass')),
    verifiedGrossMass: claimed(cell('verifiedGrossMass', 'mass')),
    tareMass: claimed(cell('tareMass', 'mass')),
    wagon: claimed(text('wagon')),
    dangerous: claimed(cell('dangerous', 'flag')),
    reefer: claimed(cell('reefer', 'flag')),
    opened: cell('opened', 'part'),
    closed: cell('closed', 'part'),
    sealCustody,
  }),
  'number',
);

const legs = gathered(
  object('legs', 'TransportMovement', {
    conveyance: claimed(conveyance),
    from: claimed(cell('from', 'part')),
    to: claimed(cell('to', 'part')),
    departedAt: claimed(cell('departedAt', 'time')),
    arrivedAt: claimed(cell('arrivedAt', 'time')),
  }),
);

const issues = stated(
  object('issues', 'Issue', {
    code: code('code'),
    severity: code('severity'),
    message: text('message'),
    remedy: text('remedy'),
    position: cell('position', 'part'),
  }),
  ['code'],
  true,
);

const links = stated(
  object('links', 'Link', {
    rule: code('rule'),
    confidence: code('confidence'),
    on: text('on'),
    kind: code('kind'),
    messageId: text('messageId'),
  }),
  ['rule', 'confidence'],
  true,
);

export const CONSIGNMENT_SLICE = part({
  goodsDescription: claimed(text('goodsDescription')),
  origin: claimed(cell('origin', 'part')),
  destination: claimed(cell('destination', 'part')),
  placeOfLoading: claimed(cell('placeOfLoading', 'part')),
  placeOfDischarge: claimed(cell('placeOfDischarge', 'part')),
  grossMass: claimed(cell('grossMass', 'mass')),
  packages: claimed(cell('packages', 'number')),
  parties: listed(
    object('parties', 'ConsignmentParty', {
      claims: claimed(
        object('party', 'Party', {
          name: text('name'),
          country: code('country'),
          address: text('address'),
          identifiers: cell('identifiers', 'part'),
        }),
      ),
    }),
  ),
  items: claimed(itemsAt('items')),
  transportDocuments,
  equipmentUses,
  legs,
  events: eventsAt('events'),
  issues,
  links,
});
