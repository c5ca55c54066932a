import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from '../../store/database.ts';
import { LIMIT_SQL, limitParameters } from './limit-sql.ts';
import type { QueryName } from './read-queries.ts';

// The limit as a process: bare node:http, one statement, its bytes passed through. Nobody is asked who they are.
const [url = ''] = process.argv.slice(2);
const sql = connect(url, { max: 16 });
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', async () => {
    const query = request.url?.slice(1) as QueryName;
    const parameters = limitParameters(query, JSON.parse(Buffer.concat(chunks).toString('utf8')));
    const [row] = await sql.unsafe<{ j: string }[]>(LIMIT_SQL[query], parameters as never[], { prepare: true });
    const body = Buffer.from(`{"data":${row?.j ?? 'null'}}`);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`));
