import { cell, code, object, part, stated, text } from '../graph-shape.ts';
import { itemsAt, partiesInRole } from './common-shapes.ts';
import { inspections } from './customs-shape.ts';

const certificates = stated(
  object('certificates', 'Certificate', {
    number: text('number'),
    type: code('type'),
    typeCode: text('typeCode'),
    status: code('status'),
    statusCode: text('statusCode'),
    replaces: text('replaces'),
    issuer: text('issuer'),
    issuedAt: cell('issuedAt', 'time'),
    exportCountry: code('exportCountry'),
    importCountry: code('importCountry'),
    parties: partiesInRole('parties', 'DocumentParty'),
    items: itemsAt('items'),
    equipment: text('equipment.number'),
    seals: text('seals'),
  }),
);

const partnerRecords = stated(
  object('partnerRecords', 'PartnerRecord', {
    recordKind: code('kind'),
    number: text('number'),
    issuedAt: cell('issuedAt', 'time'),
    subject: text('subject'),
    text: text('text'),
    declaration: object('declaration', 'SharedDeclaration', {
      number: text('number'),
      direction: code('direction'),
      grossMass: cell('grossMass', 'mass'),
      packages: cell('packages', 'number'),
      value: cell('value', 'money'),
      hsCodes: text('hsCodes'),
    }),
    vessel: cell('vessel', 'part'),
    deadline: cell('deadline', 'time'),
    confidential: cell('confidential', 'flag'),
    signed: code('signed'),
  }),
  ['recordKind'],
);

export const PARTNER_SLICE = part({ certificates, partnerRecords, inspections });
