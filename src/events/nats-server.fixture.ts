import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's package is nats-server; .ci/run installs it. */
export const hasNats = spawnSync('nats-server', ['--version']).status === 0;

export interface NatsServer {
  readonly url: string;
  kill(): Promise<void>;
}

export async function startNats(port: number): Promise<NatsServer> {
  const store = mkdtempSync(join(tmpdir(), 'corridor-nats-'));
  const process = spawn('nats-server', ['-js', '-a', '127.0.0.1', '-p', String(port), '-sd', store], {
    stdio: 'ignore',
  });
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 200) throw new Error('nats-server does not answer');
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  return { url: `nats://127.0.0.1:${port}`, kill: () => killed(process) };
}

function killed(process: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    process.once('exit', () => resolve());
    process.kill('SIGKILL');
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
