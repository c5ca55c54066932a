/**
 * What postgres.js 3.4.9 does wrong when a connection is lost, mended in its installed text (porsager/postgres issues 1066, 1154, 1208 and
 * the open pull requests 1168, 1209). Without this a cut of the network or a restart of the database ends the process, leaves connections
 * of the pool that never write again, or runs the rest of a lost transaction on a connection that somebody else has by then.
 * An install whose text is another fails loudly: look whether the driver was mended, and take out what is not needed any more.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MARK = '// mended by Corridor\n';
const MENDS = {
  'connection.js': [
    // A write that was put off finds no socket: its queries are refused, where a throw would end the process.
    [
      '  function nextWrite(fn) {\n',
      `  function nextWrite(fn) {
    if (socket === null) {
      clearImmediate(nextWriteTimer)
      lose(Errors.connection('CONNECTION_CLOSED', options, socket))
      return false
    }
`,
    ],
    // Types that cannot be read because the connection is gone are read on the next one.
    ['return fetchArrayTypes()\n', 'return fetchArrayTypes().catch(noop)\n'],
    ['    clearImmediate(nextWriteTimer)\n    if (socket) {\n', '    forgetWrites()\n    if (socket) {\n'],
    // What a lost connection was about must not be there when it is opened anew: half a message, a query without an answer.
    [
      `    socket = null

    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    closedTime = performance.now()
    hadError && options.shared.retries++
    delay = (typeof backoff === 'function' ? backoff(options.shared.retries) : backoff) * 1000
`,
      `    socket = null
    closedTime = performance.now()
    hadError && options.shared.retries++
    delay = (typeof backoff === 'function' ? backoff(options.shared.retries) : backoff) * 1000
    lose(Errors.connection('CONNECTION_CLOSED', options, socket))
    ended && (ended(), ending = ended = null)

    if (initial)
      return reconnect()

`,
    ],
    [
      '  /* Handlers */\n',
      `  function forgetWrites() {
    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
  }

  function lose(err) {
    forgetWrites()
    stream && (stream.destroy(err), stream = null)
    query && queryError(query, err)
    while (sent.length)
      queryError(sent.shift(), err)
    query = results = errorResponse = null
    result = new Result()
  }

  /* Handlers */
`,
    ],
  ],
  'index.js': [
    // A transaction or a reservation whose connection is gone says so at each further query, and gives nothing back to the pool.
    [
      '    move(c, reserved)\n    c.reserved = () => queue.length\n',
      '    let lost = null\n    c.onclose = e => lost = e\n    move(c, reserved)\n    c.reserved = () => queue.length\n',
    ],
    ['    sql.release = () => {\n', '    sql.release = () => {\n      if (lost) return\n      c.onclose = null\n'],
    [
      '    function handler(q) {\n      c.queue === full\n        ? queue.push(q)\n',
      '    function handler(q) {\n      if (lost) return q.reject(lost)\n      c.queue === full\n        ? queue.push(q)\n',
    ],
    ['    let savepoints = 0\n', '    let savepoints = 0\n      , lost = null\n'],
    [
      'new Promise((_, reject) => connection.onclose = reject)\n',
      'new Promise((_, reject) => connection.onclose = e => (lost = e, reject(e)))\n',
    ],
    [
      '        q.catch(e => uncaughtError || (uncaughtError = e))\n',
      '        q.catch(e => uncaughtError || (uncaughtError = e))\n        if (lost) return q.reject(lost)\n',
    ],
  ],
};

const source = dirname(fileURLToPath(import.meta.resolve('postgres')));
for (const [name, mends] of Object.entries(MENDS)) {
  const path = join(source, name);
  const before = readFileSync(path, 'utf8');
  if (before.startsWith(MARK)) continue;
  let text = before;
  for (const [from, to] of mends) {
    if (text.split(from).length !== 2)
      throw new Error(`${path} is not the text of postgres.js 3.4.9 at: ${from.trim()}`);
    text = text.replace(from, () => to);
  }
  // A new file: other checkouts may share the old one by a hard link.
  writeFileSync(`${path}.mended`, MARK + text);
  renameSync(`${path}.mended`, path);
}
