import type { Size } from './geometry.ts';
import { type LaidOut, layOut } from './lay-out.ts';
import type { Position } from './positions-of.ts';

/** What is asked of the worker: as `layOut`, with every size told. */
export interface LayOutTask {
  readonly document: LaidOut;
  readonly sizes: ReadonlyMap<string, Size>;
  readonly ids: ReadonlySet<string>;
  readonly clusters: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The automatic layout beside the page: a large graph takes seconds, in which the page goes on. */
const scope = self as unknown as {
  onmessage: (event: MessageEvent<LayOutTask>) => void;
  postMessage(places: ReadonlyMap<string, Position>): void;
};
const NO_SIZE: Size = { width: 0, height: 0 };

scope.onmessage = ({ data: { document, sizes, ids, clusters } }) =>
  scope.postMessage(layOut(document, (id) => sizes.get(id) ?? NO_SIZE, { ids, clusters }));
