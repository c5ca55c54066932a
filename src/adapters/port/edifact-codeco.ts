import type { Adapter } from '../adapter.ts';
import { hasBoxMessages, readBoxMessages } from './edifact-box-message.ts';

/** Container gate-in/gate-out report (UN/EDIFACT CODECO, D.95B and later; ITIGG and SMDG). */
export const codecoAdapter: Adapter = {
  name: 'port/edifact-codeco',
  version: 1,
  kind: 'port',
  recognises: glance => glance.format === 'EDIFACT' && hasBoxMessages(glance, 'CODECO'),
  read: (glance, profile) => readBoxMessages(glance, 'CODECO', profile),
};
