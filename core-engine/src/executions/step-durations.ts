import type { StoredSegment } from '../storage/ports/execution-store.ts';

interface StepPlace {
  readonly node: string;
  readonly scope: string;
  readonly attempt: number;
}

/** How long steps took in the guest, from the measurements that lie beside the journal. */
export interface StepDurations {
  /** In microseconds, all calls of the attempt together. */
  find(step: StepPlace): number | undefined;
}

export function durationsOf(segments: readonly StoredSegment[]): StepDurations {
  const totals = new Map<string, number>();
  for (const { perf } of segments) {
    // As `execution-change.ts` wrote them: [node, scope, attempt, microseconds].
    for (const [node, scope, attempt, us] of (perf ?? []) as [string, string, number, number][]) {
      const key = keyOf({ node, scope, attempt });
      totals.set(key, (totals.get(key) ?? 0) + us);
    }
  }
  return { find: (step) => totals.get(keyOf(step)) };
}

function keyOf({ node, scope, attempt }: StepPlace): string {
  return `${node}\n${scope}\n${attempt}`;
}
