/** RFC 9457 problem details, as the hub answers outside GraphQL. */
interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly remedy?: string;
}

async function problemText(response: Response): Promise<string> {
  const problem = (await response.json().catch(() => ({}))) as Problem;
  const text = problem.detail ?? problem.title ?? `the hub answered ${response.status} ${response.statusText}`;
  return problem.code === undefined ? text : `${text} (${problem.code}, ${problem.remedy ?? 'no remedy given'})`;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A request that does not come through fails in the browser's own words, which help nobody. */
export async function reachHub(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch {
    throw new Error('the hub cannot be reached');
  }
}

/** JSON from the hub's own routes. Anything but success is thrown with the hub's words. */
export async function hubRequest<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await reachHub(path, { ...init, headers: { accept: 'application/json', ...init.headers } });
  if (!response.ok) throw new Error(await problemText(response));
  return (await response.json()) as T;
}
