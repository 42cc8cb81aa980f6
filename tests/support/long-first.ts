// The order in which test files start: those that take minutes first, so that none of them is left to run alone at the end.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Path parts, the longest-running first. What matches none of them follows in the runner's own order. */
const LONG_FIRST = ['/tests/kill/', '/tests/e2e/', '/hostile/', '/tests/cli/', '/tests/engine/'];

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const inOwnOrder = await super.sort(files);
    return inOwnOrder.toSorted((one, other) => rank(one.moduleId) - rank(other.moduleId));
  }
}

function rank(moduleId: string): number {
  const index = LONG_FIRST.findIndex((part) => moduleId.includes(part));
  return index === -1 ? LONG_FIRST.length : index;
}
