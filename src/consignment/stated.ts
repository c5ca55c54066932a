/** What is said by one origin in one fact. */
export interface Stated {
  readonly origin: string;
  readonly fact: string;
}
