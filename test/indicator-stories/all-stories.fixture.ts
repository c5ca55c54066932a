import { BOX_STORIES } from './box-stories.fixture.ts';
import { GOODS } from './goods.fixture.ts';
import { HISTORY_STORIES } from './history-stories.fixture.ts';
import { PAPER_STORIES } from './paper-stories.fixture.ts';
import { PARTY_STORIES } from './party-stories.fixture.ts';
import { type Story, tradeStory } from './story.fixture.ts';
import { COMMON_VOYAGE, VOYAGE_STORIES } from './voyage-stories.fixture.ts';
import { YARD_STORIES } from './yard-stories.fixture.ts';

export const STORIES: readonly Story[] = [
  { name: 'the common voyage', messages: COMMON_VOYAGE, fires: [] },
  tradeStory(
    100,
    'a clean trade',
    {
      importer: { id: '9112CLEAN100', name: 'Tanggu Plastics Imports Co Ltd', country: 'CN' },
      goods: [{ ...GOODS, hs: '390230' }],
      exported: {},
      stacked: {},
    },
    [],
  ),
  ...PAPER_STORIES,
  ...BOX_STORIES,
  ...YARD_STORIES,
  ...VOYAGE_STORIES,
  ...PARTY_STORIES,
  ...HISTORY_STORIES,
];
