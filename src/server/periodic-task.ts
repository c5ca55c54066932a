import type { BackgroundTask } from './background-task.ts';

export interface PeriodicTaskOptions {
  readonly everyMs: number;
  readonly work: () => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

/** Work that is done at the start, for what no hub was there to do, and then every so often; never twice at a time on a node. */
export class PeriodicTask implements BackgroundTask {
  readonly #options: PeriodicTaskOptions;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<unknown> = Promise.resolve();

  constructor(options: PeriodicTaskOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#work();
    this.#timer = setInterval(() => this.#work(), this.#options.everyMs).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
  }

  #work(): void {
    const { work, onError } = this.#options;
    this.#working = this.#working.then(work).catch(onError);
  }
}
