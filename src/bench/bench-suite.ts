/** One benchmark: it measures side by side in one run, prints ratios, and asserts nothing (a shared machine's absolute times say little). */
export interface BenchSuite {
  readonly name: string;
  /** One line for `corridor bench --help`. */
  readonly measures: string;
  /** `options` are the words after the suite's name, as `key=value`. */
  run(options: ReadonlyMap<string, string>): Promise<void>;
}
