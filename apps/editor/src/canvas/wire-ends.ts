import type { EdgeEnds } from '../run/find-edge-run.ts';
import type { Wire } from './place-graph.ts';

/** What runs know a wire by. */
export function endsOf({ from, to }: Pick<Wire, 'from' | 'to'>): EdgeEnds {
  return { name: `${from.node}.${from.port}>${to.node}.${to.port}`, from: from.node };
}
