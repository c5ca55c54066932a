/** Lets one loop sleep until somebody has news for it, or a time is over. News that come while it is awake are kept. */
export class WakeSignal {
  #news = false;
  #wakeUp: (() => void) | undefined;

  wake(): void {
    this.#news = true;
    this.#wakeUp?.();
  }

  async sleep(ms: number): Promise<void> {
    if (!this.#news) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, ms);
        this.#wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wakeUp = undefined;
    this.#news = false;
  }
}
