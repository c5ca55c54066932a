import type { Adapter } from '../adapter.ts';
import { hasBoxMessages, readBoxMessages } from './edifact-box-message.ts';

/** Container discharge/loading report (UN/EDIFACT COARRI, D.95B and later; ITIGG and SMDG). */
export const coarriAdapter: Adapter = {
  name: 'port/edifact-coarri',
  version: 1,
  kind: 'port',
  // An interchange with both is read whole by the adapter of CODECO.
  recognises: glance =>
    glance.format === 'EDIFACT' && hasBoxMessages(glance, 'COARRI') && !hasBoxMessages(glance, 'CODECO'),
  read: (glance, profile) => readBoxMessages(glance, 'COARRI', profile),
};
