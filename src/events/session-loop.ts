import type { Sql } from '../store/database.ts';
import { openSession } from '../store/session.ts';
import { WakeSignal } from './wake-signal.ts';

/** What a loop does with its session. */
export interface SessionWork {
  /** Once on each new session: what falls with a connection is set up here. */
  begin(session: Sql): Promise<void>;
  /** Says for how many milliseconds to sleep, unless woken. */
  turn(session: Sql): Promise<number>;
}

const RETRY_MS = 250;
const GOODBYE_S = 1;

/** Work that goes on for as long as the process does, on a database connection that may be lost and is then opened anew. */
export class SessionLoop {
  readonly #sql: Sql;
  readonly #work: SessionWork;
  readonly #onError: (error: unknown) => void;
  readonly #signal = new WakeSignal();
  #session: Sql | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(sql: Sql, work: SessionWork, onError: (error: unknown) => void) {
    this.#sql = sql;
    this.#work = work;
    this.#onError = onError;
  }

  /** Resolves after the first turn; what fails there fails the start. */
  async start(): Promise<void> {
    try {
      await this.#turn();
    } catch (error) {
      await this.stop();
      throw error;
    }
    this.#running = this.#run();
  }

  /** Lets the next turn begin now. */
  wake(): void {
    this.#signal.wake();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#signal.wake();
    await Promise.all([this.#drop(), this.#running]);
  }

  async #run(): Promise<void> {
    let pause = 0;
    while (!this.#stopped) {
      await this.#signal.sleep(pause);
      pause = await this.#turnOrRetry();
    }
    await this.#drop();
  }

  async #turnOrRetry(): Promise<number> {
    if (this.#stopped) return 0;
    try {
      return await this.#turn();
    } catch (error) {
      if (!this.#stopped) this.#onError(error);
      await this.#drop();
      return RETRY_MS;
    }
  }

  async #turn(): Promise<number> {
    return this.#work.turn(this.#session ?? (await this.#open()));
  }

  async #open(): Promise<Sql> {
    const session: Sql = openSession(this.#sql, {
      onNotify: () => this.#signal.wake(),
      onLost: () => {
        if (this.#session !== session) return;
        this.#session = undefined;
        this.#signal.wake();
        void session.end({ timeout: 0 });
      },
    });
    this.#session = session;
    await this.#work.begin(session);
    return session;
  }

  async #drop(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.end({ timeout: GOODBYE_S });
  }
}
