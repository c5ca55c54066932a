/** What a hub does besides answering. Every node starts all of it; the database lets one at a time do what must be done once. */
export interface BackgroundTask {
  start(): Promise<void>;
  /** Resolves when nothing of it touches the database any more. */
  stop(): Promise<void>;
}
