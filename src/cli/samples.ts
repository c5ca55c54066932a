import type { Command } from 'commander';
import { type Play, SampleFeed } from '../server/sample-feed.ts';
import { withIngest } from './with-ingest.ts';

export function addSamples(program: Command): void {
  const samples = program.command('samples').description('the sample messages of the partners');
  samples
    .command('play')
    .description('send the next sample message that was held back')
    .option('--all', 'send all that are left')
    .action(({ all }: { all?: boolean }) =>
      withIngest(async ({ ingest, partners, config }) => {
        const feed = new SampleFeed(ingest, partners, config.partnersDir);
        let play = await feed.play();
        show(play);
        while (all && play.remaining > 0) {
          play = await feed.play();
          show(play);
        }
      }),
    );
}

function show({ played, remaining }: Play): void {
  const line = played
    ? `${played.partner} ${played.file}: ${played.receipt.status} ${played.receipt.messageType ?? ''}, ${remaining} left`
    : 'no sample message is left';
  process.stdout.write(`${line}\n`);
}
