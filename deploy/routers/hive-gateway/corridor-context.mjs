/**
 * A plugin of Hive Gateway for Corridor's subgraphs: exchanges the client's access token for a context of the hub, once a request
 * (RFC 8693), shows that to the subgraphs in its place, and gathers what they withheld. Errors lose what they tell of the subgraph.
 */
import { GraphQLError } from 'graphql';

const INNER = ['request', 'response', 'serviceName', 'stacktrace'];
const TOLD = ['withheld', 'transformed'];

export function corridorContext({ hub, secret }) {
  const basic = Buffer.from(`gateway:${encodeURIComponent(secret)}`).toString('base64');
  const contexts = new WeakMap();
  const told = new WeakMap();

  async function exchange(headers) {
    const subject = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (!subject) throw refusal('UNAUTHENTICATED', 'fix-credentials', 'this needs an access token');
    const viewAs = headers['corridor-view-as'];
    const response = await fetch(new URL('/oauth/token', hub), {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, ...(viewAs && { 'corridor-view-as': viewAs }) },
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        audience: 'corridor-subgraph',
        subject_token: subject,
        subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      }),
    });
    const answer = await response.json();
    if (answer.access_token) return { token: answer.access_token, until: Date.now() + (answer.expires_in - 5) * 1000 };
    throw refusal(answer.code ?? 'SOURCE_UNAVAILABLE', answer.remedy ?? 'retry-later', answer.error_description ?? '');
  }

  /** A stream outlives its context: it asks for another. */
  async function contextOf(context) {
    const known = await contexts.get(context);
    if (known && known.until > Date.now()) return known;
    const asked = exchange(context.headers ?? {});
    contexts.set(context, asked);
    return asked;
  }

  return {
    async onFetch({ context, executionRequest, options, setOptions }) {
      const client = executionRequest?.context ?? context;
      if (!client?.headers) return;
      const { token } = await contextOf(client);
      setOptions({ ...options, headers: { ...options.headers, authorization: `Bearer ${token}` } });
    },
    onSubgraphExecute({ executionRequest }) {
      const { context } = executionRequest;
      return ({ result }) => {
        if (!context || !result || Symbol.asyncIterator in result) return;
        const known = told.get(context) ?? new Map(TOLD.map(kind => [kind, new Map()]));
        told.set(context, known);
        for (const kind of TOLD)
          for (const each of result.extensions?.[kind] ?? []) known.get(kind).set(Object.values(each).join(' '), each);
      };
    },
    onExecute({ args }) {
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          setResult(shown(result, told.get(args.contextValue)));
        },
      };
    },
    onSubscribe() {
      return {
        onSubscribeResult({ result, setResult }) {
          if (!(Symbol.asyncIterator in result)) return setResult(shown(result));
          return { onNext: ({ result: delivery, setResult: setDelivery }) => setDelivery(shown(delivery)) };
        },
      };
    },
  };
}

function refusal(code, remedy, message) {
  return new GraphQLError(message, { extensions: { code, remedy } });
}

function shown({ errors, extensions, ...result }, told) {
  const gathered = [...(told ?? [])].flatMap(([kind, each]) =>
    each.size > 0 ? [[kind, [...each].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)]] : [],
  );
  const all = { ...extensions, ...Object.fromEntries(gathered) };
  return {
    ...result,
    ...(errors && { errors: errors.map(withoutInner) }),
    ...(Object.keys(all).length > 0 && { extensions: all }),
  };
}

function withoutInner({ message, path, extensions = {} }) {
  const kept = Object.entries(extensions).filter(([key]) => !INNER.includes(key));
  return new GraphQLError(message, { path, extensions: Object.fromEntries(kept) });
}
