import type { OutputItem } from '@sluice/protocol';
import type { Run } from './run.ts';
import { countAtNext, readAtMain, readAtNext } from './sources.ts';
import type { Step } from './state.ts';

/** Items of a loop, and where they stand among all its input items: those of `main`, then those of `next`, iteration by iteration. */
export interface LoopItems {
  readonly items: readonly OutputItem[];
  /** The index of the first. */
  readonly offset: number;
}

/** What goes round a loop: the items that last came to `next`, or those of `main` while none have. */
export function currentItems(run: Run, loop: Step): LoopItems {
  const { wiring, reader } = run;
  const { iterations, isDry } = loop.loop!;
  const isForEach = wiring.nodes[loop.node]!.plan.kind === 'for-each';
  const last = iterations.at(isDry ? -2 : -1);
  if (isForEach || last === undefined) return { items: readAtMain(wiring, loop, reader), offset: 0 };
  return { items: readAtNext(wiring, loop, last, reader), offset: offsetOfNext(run, loop, last.index) };
}

/** Everything that came to `next`, in the order of the iterations. */
export function resultItems(run: Run, loop: Step): LoopItems {
  const { wiring, reader } = run;
  const items = loop.loop!.iterations.flatMap((iteration) => readAtNext(wiring, loop, iteration, reader));
  return { items, offset: loop.loop!.mainCount };
}

function offsetOfNext(run: Run, loop: Step, iteration: number): number {
  let offset = loop.loop!.mainCount;
  for (const earlier of loop.loop!.iterations.slice(0, iteration)) offset += countAtNext(run.wiring, loop, earlier);
  return offset;
}
