import { parentPort, workerData } from 'node:worker_threads';
import { playRound, type ReconnectRound } from './reconnect-round.ts';

/** The clients' thread: plays each round that it is told of. */
const { url } = workerData as { url: string };
parentPort?.on('message', (round: ReconnectRound) => {
  void playRound(url, round).then(count => parentPort?.postMessage(count));
});
