/** What a partner said last of each thing that it was asked, with the time; the oldest go when there are too many. */
export class LastAnswers {
  readonly #most: number;
  readonly #answers = new Map<string, { readonly value: unknown; readonly at: number }>();

  constructor(most = 5_000) {
    this.#most = most;
  }

  put(key: string, value: unknown, at: number): void {
    this.#answers.delete(key);
    this.#answers.set(key, { value, at });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.#most && oldest !== undefined) this.#answers.delete(oldest);
  }

  /** What was said at most so long ago. */
  within(
    key: string,
    seconds: number,
    now: number,
  ): { readonly value: unknown; readonly ageSeconds: number } | undefined {
    const found = this.#answers.get(key);
    if (!found || now - found.at > seconds * 1000) return undefined;
    return { value: found.value, ageSeconds: Math.round((now - found.at) / 1000) };
  }
}
