/** The longest wait of a timer; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Calls back at a moment, however far; answers how to call it off. Never keeps the process alive. */
export function callAt(moment: Date, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const arm = () => {
    const wait = moment.getTime() - Date.now();
    timer = setTimeout(wait > LONGEST_MS ? arm : callback, Math.min(Math.max(wait, 0), LONGEST_MS));
    timer.unref();
  };
  arm();
  return () => clearTimeout(timer);
}
