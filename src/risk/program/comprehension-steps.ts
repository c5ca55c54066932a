import { boolean } from './operator-steps.ts';
import { type Frame, NotOurs, type Step, type TypedStep } from './program-step.ts';

/** A list gone through, with the variable for its elements at a depth of the frame. */
export interface Loop {
  readonly list: TypedStep;
  readonly depth: number;
  readonly body: TypedStep;
}

export function loopStep(macro: string, loop: Loop): TypedStep {
  if (macro === 'exists') return quantifier(loop, true);
  if (macro === 'all') return quantifier(loop, false);
  if (macro === 'map') return { type: `list<${loop.body.type}>`, run: mapped(loop) };
  if (macro === 'filter') return { type: loop.list.type, run: filtered({ ...loop, body: boolean(loop.body) }) };
  throw new NotOurs(macro);
}

/** One element decides; without it an element of which nothing is known leaves the whole undecided. */
function quantifier({ list, depth, body }: Loop, deciding: boolean): TypedStep {
  const [elementsOf, holds] = [list.run, boolean(body).run];
  const run: Step = at => {
    const elements = elementsOf(at) as readonly unknown[] | undefined;
    if (elements === undefined) return undefined;
    let open = false;
    for (const element of elements) {
      at.bound[depth] = element;
      const held = holds(at);
      if (held === deciding) return deciding;
      if (held === undefined) open = true;
    }
    return open ? undefined : !deciding;
  };
  return { type: 'bool', run };
}

function mapped({ list, depth, body }: Loop): Step {
  return at => {
    const found: unknown[] = [];
    const known = eachOf(list, depth, at, () => {
      const value = body.run(at);
      found.push(value);
      return value !== undefined;
    });
    return known ? found : undefined;
  };
}

function filtered({ list, depth, body }: Loop): Step {
  return at => {
    const found: unknown[] = [];
    const known = eachOf(list, depth, at, element => {
      const held = body.run(at);
      if (held === true) found.push(element);
      return held !== undefined;
    });
    return known ? found : undefined;
  };
}

/** Whether the list is there and every element of it known. */
function eachOf(list: TypedStep, depth: number, at: Frame, visit: (element: unknown) => boolean): boolean {
  const elements = list.run(at) as readonly unknown[] | undefined;
  if (elements === undefined) return false;
  for (const element of elements) {
    at.bound[depth] = element;
    if (!visit(element)) return false;
  }
  return true;
}
