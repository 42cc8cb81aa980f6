import type { RunView, StepStatus } from './run-view.ts';

const wanted: Readonly<Partial<Record<RunView['status'], readonly StepStatus[]>>> = {
  failed: ['failed'],
  waiting: ['in-doubt', 'waiting', 'retrying'],
  'in-doubt': ['in-doubt'],
};

/** The node that a run is looked at for: where it failed, or where it waits. */
export function nodeInNeed({ status, nodes }: Pick<RunView, 'status' | 'nodes'>): string | undefined {
  for (const each of wanted[status] ?? []) for (const [id, run] of nodes) if (run.status === each) return id;
  return undefined;
}
