import type { EdgeView, ExecutionState, ExecutionStatus, StepView } from '@sluice/protocol';

export type StepStatus = StepView['status'];

/** A node in a run: all its steps taken together. */
export interface NodeRun {
  readonly status: StepStatus;
  /** Its steps by scope, in the order in which they began. */
  readonly steps: readonly StepView[];
  readonly itemsIn: number;
  readonly itemsOut: number;
  /** The sum over its steps; undefined while none has ended. */
  readonly durationUs: number | undefined;
  /** The execution that the steps are of. */
  readonly executionId: string;
  /** It did not run: what it gave out is pinned to it, or was taken over from an earlier execution. */
  readonly given: 'pinned' | 'earlier' | undefined;
}

/** A wire in a run: over all scopes, live when items passed in any. */
export interface EdgeRun {
  readonly state: 'live' | 'dead';
  readonly count: number;
}

/** A run as the canvas shows it: by node id, and by the edge's index in the document. */
export interface RunView {
  readonly executionId: string;
  readonly seq: number;
  readonly status: ExecutionStatus;
  readonly nodes: ReadonlyMap<string, NodeRun>;
  readonly edges: ReadonlyMap<number, EdgeRun>;
  /** The part of the workflow that it is a run of; undefined: the whole. */
  readonly asked: ExecutionState['asked'];
  /** The nodes that are no part of it. */
  readonly outside: ReadonlySet<string>;
}

/** Of several steps the most urgent status stands for the node: what goes on, what needs a person, what broke, what is done. */
const urgency: readonly StepStatus[] = [
  'running',
  'retrying',
  'in-doubt',
  'waiting',
  'failed',
  'cancelled',
  'completed',
  'skipped',
];

/** The status that stands for several; undefined for none. */
export function mostUrgent(statuses: Iterable<StepStatus>): StepStatus | undefined {
  const all = new Set(statuses);
  return urgency.find((status) => all.has(status));
}

/** The view of a state. Nodes and edges that are as they were in `previous` stay the same objects, so that only changed ones are drawn again. */
export function createRunView(state: ExecutionState, previous?: RunView): RunView {
  const stepsOf = Map.groupBy(state.steps, (step) => step.node);
  const edgesOf = Map.groupBy(state.edges, (edge) => edge.edge);
  const nodes = new Map(
    [...stepsOf].map(([id, steps]) => [id, keepEqual(nodeRunOf(steps, state.executionId), previous?.nodes.get(id))]),
  );
  const edges = new Map([...edgesOf].map(([index, views]) => [index, keepEqual(edgeRunOf(views), previous?.edges.get(index))]));
  return {
    executionId: state.executionId,
    seq: state.seq,
    status: state.status,
    nodes,
    edges,
    asked: state.asked,
    outside: new Set(state.asked?.outside),
  };
}

function nodeRunOf(steps: readonly StepView[], executionId: string): NodeRun {
  const durations = steps.flatMap((step) => step.durationUs ?? []);
  return {
    status: mostUrgent(steps.map((step) => step.status)) ?? 'completed',
    steps,
    itemsIn: sum(steps.flatMap((step) => Object.values(step.inputs))),
    itemsOut: sum(steps.flatMap((step) => Object.values(step.outputs))),
    durationUs: durations.length === 0 ? undefined : sum(durations),
    executionId,
    given: givenOf(steps),
  };
}

function givenOf(steps: readonly StepView[]): NodeRun['given'] {
  const given = steps.find((step) => step.given !== undefined)?.given;
  return given && (given.executionId === null ? 'pinned' : 'earlier');
}

function edgeRunOf(views: readonly EdgeView[]): EdgeRun {
  return { state: views.some((view) => view.state === 'live') ? 'live' : 'dead', count: sum(views.map((view) => view.count)) };
}

function keepEqual<T>(next: T, previous: T | undefined): T {
  return previous !== undefined && JSON.stringify(previous) === JSON.stringify(next) ? previous : next;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
