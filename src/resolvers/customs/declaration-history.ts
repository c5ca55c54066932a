import type { DeclarationNotificationEntry, DeclarationVersionEntry } from '../../consignment/customs-slice.ts';
import { PartyType, sourceParty } from '../party.ts';
import { builder } from '../subgraph-builder.ts';
import { responseMeaning } from './response-meaning.ts';

type Change = DeclarationVersionEntry['changes'][number];
type NotificationError = DeclarationNotificationEntry['errors'][number];

const DeclarationFunction = builder.enumType('DeclarationFunction', {
  subGraphs: ['customs'],
  description: 'What a message of the declarant does (WCO functionCode 9, 13 or 1).',
  values: {
    ORIGINAL: { description: 'States the whole declaration.' },
    AMENDMENT: { description: 'Asks to change single data elements.' },
    CANCELLATION: { description: 'Asks to invalidate the declaration.' },
  } as const,
});

const DeclarationChangeType = builder.objectRef<Change>('DeclarationChange').implement({
  subGraphs: ['customs'],
  description: 'One data element that an amendment changes.',
  fields: t => ({
    pointer: t.string({
      nullable: true,
      description:
        'Path of the element as the message points at it, by WCO document section codes (42A/67A/68A) or names.',
      resolve: change => change.pointer,
    }),
    value: t.string({
      nullable: true,
      description: 'Its new value, where given.',
      resolve: change => change.value ?? null,
    }),
  }),
});

export const DeclarationVersionType = builder.objectRef<DeclarationVersionEntry>('DeclarationVersion').implement({
  subGraphs: ['customs'],
  description:
    'One message of the declarant about a declaration. The version in force is the highest that customs did not reject.',
  fields: t => ({
    function: t.field({
      type: DeclarationFunction,
      nullable: true,
      description: 'What it does.',
      resolve: each => each.function,
    }),
    version: t.int({
      nullable: true,
      description: 'Version number (WCO VersionID), where stated.',
      resolve: each => each.version,
    }),
    at: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was lodged or sent.',
      resolve: each => each.at,
    }),
    reason: t.string({
      nullable: true,
      description: 'Why it is amended or cancelled, as stated.',
      resolve: each => each.reason,
    }),
    changes: t.field({
      type: [DeclarationChangeType],
      nullable: true,
      description: 'What an amendment changes.',
      resolve: each => [...each.changes],
    }),
    inForce: t.boolean({
      nullable: true,
      description: 'Whether it is the version in force.',
      resolve: each => each.inForce,
    }),
    source: t.field({
      type: PartyType,
      nullable: true,
      description: 'The partner that sent it.',
      resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
    }),
  }),
});

const NotificationErrorType = builder.objectRef<NotificationError>('DeclarationError').implement({
  subGraphs: ['customs'],
  description: 'What customs objects to in a declaration.',
  fields: t => ({
    code: t.string({
      nullable: true,
      description: 'Validation code of the customs, such as CDS12056.',
      resolve: each => each.code,
    }),
    pointer: t.string({
      nullable: true,
      description: 'Path of the data element objected to.',
      resolve: each => each.pointer ?? null,
    }),
    text: t.string({ nullable: true, description: 'Explanation, as written.', resolve: each => each.text ?? null }),
  }),
});

export const DeclarationNotificationType = builder
  .objectRef<DeclarationNotificationEntry>('DeclarationNotification')
  .implement({
    subGraphs: ['customs'],
    description: 'What customs answered about a declaration (WCO response).',
    fields: t => ({
      functionCode: t.string({
        nullable: true,
        description: 'WCO response function code, two digits: 01 accepted, 05 under control, 08 released, 09 cleared …',
        resolve: each => each.functionCode,
      }),
      meaning: t.string({
        nullable: true,
        description: 'The code in words; null for a code that is in no list.',
        resolve: each => responseMeaning(each.functionCode) ?? null,
      }),
      version: t.int({
        nullable: true,
        description: 'Version of the declaration that it answers.',
        resolve: each => each.version,
      }),
      at: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When customs issued it.',
        resolve: each => each.at,
      }),
      errors: t.field({
        type: [NotificationErrorType],
        nullable: true,
        description: 'Objections, with a rejection.',
        resolve: each => [...each.errors],
      }),
      source: t.field({
        type: PartyType,
        nullable: true,
        description: 'The customs that sent it.',
        resolve: ({ origin }, _args, { partners }) => sourceParty(origin, partners.get(origin)),
      }),
    }),
  });
