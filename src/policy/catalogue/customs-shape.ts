import { cell, code, gathered, object, part, stated, text } from '../graph-shape.ts';
import { itemsAt, partiesInRole } from './common-shapes.ts';

const versions = stated(
  object('versions', 'DeclarationVersion', {
    function: code('function'),
    version: cell('version', 'number'),
    at: cell('at', 'instant'),
    reason: text('reason'),
    changes: cell('changes', 'part'),
    inForce: cell('inForce', 'flag'),
  }),
);

const notifications = stated(
  object('notifications', 'DeclarationNotification', {
    functionCode: code('functionCode'),
    version: cell('version', 'number'),
    at: cell('at', 'instant'),
    errors: cell('errors', 'part'),
  }),
);

const declarations = gathered(
  object('declarations', 'Declaration', {
    number: text('number'),
    localReference: text('localReference'),
    direction: code('direction'),
    country: code('country'),
    typeCode: text('typeCode'),
    status: code('status'),
    statusAt: cell('statusAt', 'instant'),
    lodgedAt: cell('lodgedAt', 'time'),
    acceptedAt: cell('acceptedAt', 'instant'),
    releasedAt: cell('releasedAt', 'instant'),
    version: cell('version', 'number'),
    procedure: text('procedure'),
    incoterm: text('incoterm'),
    office: cell('office', 'part'),
    goodsLocation: cell('goodsLocation', 'part'),
    originCountry: code('originCountry'),
    dispatchCountry: code('dispatchCountry'),
    destinationCountry: code('destinationCountry'),
    parties: partiesInRole('parties', 'DocumentParty'),
    items: itemsAt('items'),
    equipment: text('equipment.number'),
    seals: text('seals'),
    grossMass: cell('grossMass', 'mass'),
    packages: cell('packages', 'number'),
    value: cell('customsValue', 'money'),
    ucrs: text('ucrs'),
    versions,
    notifications,
    validFrom: cell('validFrom', 'instant'),
    validTo: cell('validTo', 'instant'),
    supersedes: text('supersedes'),
    supersededBy: text('supersededBy'),
    transitOf: text('transitOf'),
    events: stated(
      object('events', 'DeclarationEvent', {
        type: code('type'),
        classifier: code('classifier'),
        time: cell('eventTime', 'time'),
        on: code('on'),
      }),
      ['type', 'time'],
    ),
    itemLinks: cell('itemLinks', 'part'),
  }),
);

export const inspections = stated(
  object('inspections', 'Inspection', {
    number: text('number'),
    authority: text('authority'),
    method: code('method'),
    result: code('result'),
    performedAt: cell('performedAt', 'time'),
    place: cell('place', 'part'),
    equipment: text('equipment.number'),
    imageAvailable: cell('imageAvailable', 'flag'),
    sealApplied: text('sealApplied'),
    findings: text('findings'),
  }),
);

export const CUSTOMS_SLICE = part({ declarations, inspections });
