import { type DocumentEdge, edgeKeys } from '@sluice/protocol';
import { splitPortRef } from '../draft/port-ref.ts';
import type { EntryRow } from './entry-rows.ts';

/** What the outline has to know of a node. */
export interface OutlineStep {
  readonly id: string;
  readonly isTrigger: boolean;
  readonly outputs: readonly { readonly name: string; readonly title: string; readonly kind: string }[];
}

/** Where a row stands. */
export interface RowPlace {
  /** Unique among the rows. */
  readonly key: string;
  /** 1 at the top. */
  readonly level: number;
  /** The key of the row that it lies under. */
  readonly parent: string | undefined;
}
export type StepRow = RowPlace & {
  readonly kind: 'step';
  readonly id: string;
  /** Nothing above leads to it: a trigger, or a node that nothing reaches. */
  readonly isFirst: boolean;
};
/** One way out of a node, where there are several; what it leads to lies under it. */
export type BranchRow = RowPlace & {
  readonly kind: 'branch';
  readonly id: string;
  readonly port: string;
  readonly title: string;
  /** Where a port leads to several nodes: which of them this is, from 1, and how many there are. */
  readonly way: { readonly number: number; readonly count: number } | undefined;
  /** The wire that goes this way; undefined while it leads nowhere. */
  readonly wire: string | undefined;
};
/** A wire to a node that has its row elsewhere: where ways join, and back to a loop. */
export type LinkRow = RowPlace & {
  readonly kind: 'link';
  readonly from: string;
  readonly to: string;
  readonly wire: string;
  readonly isBack: boolean;
};
export type FlowRow = StepRow | BranchRow | LinkRow;
export type OutlineRow = FlowRow | EntryRow;

interface Wire {
  readonly key: string;
  readonly from: { readonly node: string; readonly port: string };
  readonly to: { readonly node: string; readonly port: string };
}

/** A place for a sequence of steps: the top, or a branch. `later` are steps at which ways join that lie in it. */
interface Container {
  readonly owner: string | undefined;
  readonly level: number;
  readonly outer: Container | undefined;
  readonly later: string[];
}

/**
 * A workflow as a tree to be read from the top: each node once, as far up as everything that leads to it allows. What follows by the one way
 * out of a node stands beneath it at the same level; the ways of a branch, errors and the body of a loop lie under it, and `done` of a loop goes
 * on after its body. Where ways join, each ends with a link, and the node follows where all of them are over.
 */
export function outlineRows(steps: ReadonlyMap<string, OutlineStep>, edges: readonly DocumentEdge[]): readonly FlowRow[] {
  const keys = edgeKeys(edges);
  const wires = edges
    .map(({ from, to }, index): Wire => ({ key: keys[index]!, from: splitPortRef(from), to: splitPortRef(to) }))
    .filter(({ from, to }) => steps.has(from.node) && steps.has(to.node));
  return new Outliner(steps, wires).rows();
}

/** Work that hands out further work, which is done before it goes on: a graph may be deeper than the stack. */
type Task = Generator<Task, void, void>;

function run(first: Task): void {
  const stack = [first];
  for (let task = stack.at(-1); task !== undefined; task = stack.at(-1)) {
    const { done, value } = task.next();
    if (done === true) stack.pop();
    else stack.push(value as Task); // not done: what it handed out
  }
}

class Outliner {
  readonly #steps: ReadonlyMap<string, OutlineStep>;
  readonly #out: ReadonlyMap<string, readonly Wire[]>;
  /** Wires to a node that were not met yet, without those that close a loop. */
  readonly #missing = new Map<string, number>();
  readonly #arrivals = new Map<string, Container[]>();
  readonly #rows: FlowRow[] = [];
  readonly #done = new Set<string>();

  constructor(steps: ReadonlyMap<string, OutlineStep>, wires: readonly Wire[]) {
    this.#steps = steps;
    this.#out = Map.groupBy(wires, ({ from }) => from.node);
    for (const wire of wires)
      if (!this.#isBack(wire)) this.#missing.set(wire.to.node, (this.#missing.get(wire.to.node) ?? 0) + 1);
  }

  rows(): readonly FlowRow[] {
    const top: Container = { owner: undefined, level: 1, outer: undefined, later: [] };
    const all = [...this.#steps.values()];
    const beginnings = [
      ...all.filter(({ isTrigger }) => isTrigger),
      ...all.filter(({ id, isTrigger }) => !isTrigger && (this.#missing.get(id) ?? 0) === 0),
      ...all, // what a circle keeps from having a beginning
    ];
    for (const { id } of beginnings) {
      if (!this.#done.has(id)) run(this.#sequence(id, top, true));
      run(this.#joins(top));
    }
    return this.#rows;
  }

  *#joins(container: Container): Task {
    for (let id = container.later.shift(); id !== undefined; id = container.later.shift()) {
      if (!this.#done.has(id)) yield this.#sequence(id, container, false);
    }
  }

  /** A step and what follows it, as long as there is one way. */
  *#sequence(first: string, container: Container, isFirst: boolean): Task {
    let id: string | undefined = first;
    while (id !== undefined) {
      this.#done.add(id);
      this.#rows.push({
        kind: 'step',
        key: id,
        id,
        level: container.level,
        parent: container.owner,
        isFirst: isFirst && id === first,
      });
      const through = this.#throughOf(id);
      yield this.#branches(id, container, through);
      const wire: Wire | undefined = through === undefined ? undefined : this.#wiresOf(id, through)[0];
      id = wire === undefined ? undefined : this.#follow(wire, container);
    }
  }

  /** The one port by which the sequence goes on. */
  #throughOf(id: string): string | undefined {
    const plain = (this.#steps.get(id)?.outputs ?? []).filter(({ kind }) => kind !== 'error');
    const main = plain.find(({ kind }) => kind === 'done') ?? (plain.length === 1 ? plain[0] : undefined);
    return main !== undefined && this.#wiresOf(id, main.name).length <= 1 ? main.name : undefined;
  }

  #wiresOf(id: string, port: string): readonly Wire[] {
    return (this.#out.get(id) ?? []).filter(({ from }) => from.port === port);
  }

  *#branches(id: string, container: Container, through: string | undefined): Task {
    for (const output of this.#steps.get(id)?.outputs ?? []) {
      if (output.name === through) continue;
      const wires = this.#wiresOf(id, output.name);
      if (wires.length === 0) yield this.#branch(id, output, container, undefined, undefined);
      for (const [index, wire] of wires.entries()) {
        const way = wires.length > 1 ? { number: index + 1, count: wires.length } : undefined;
        yield this.#branch(id, output, container, wire, way);
      }
    }
  }

  *#branch(
    id: string,
    { name: port, title }: OutlineStep['outputs'][number],
    outer: Container,
    wire: Wire | undefined,
    way: BranchRow['way'],
  ): Task {
    const key = `${id}.${port}${way === undefined ? '' : `#${way.number}`}`;
    const level = outer.level + 1;
    this.#rows.push({ kind: 'branch', key, id, port, title, way, wire: wire?.key, level, parent: id });
    if (wire === undefined) return;
    const container: Container = { owner: key, level: level + 1, outer, later: [] };
    const next = this.#follow(wire, container);
    if (next !== undefined) yield this.#sequence(next, container, false);
    yield this.#joins(container);
  }

  /** Goes along a wire: gives the step to go on with, or leaves a link where that has its row elsewhere. */
  #follow(wire: Wire, container: Container): string | undefined {
    const { node: id } = wire.to;
    const isBack = this.#isBack(wire);
    if (!isBack && !this.#done.has(id)) {
      const missing = (this.#missing.get(id) ?? 1) - 1;
      this.#missing.set(id, missing);
      const arrivals = [...(this.#arrivals.get(id) ?? []), container];
      this.#arrivals.set(id, arrivals);
      if (missing === 0) {
        const place = arrivals.reduce(commonOf);
        if (place === container) return id;
        place.later.push(id);
      }
    }
    this.#rows.push({
      kind: 'link',
      key: `>${wire.key}`,
      from: wire.from.node,
      to: id,
      wire: wire.key,
      isBack,
      level: container.level,
      parent: container.owner,
    });
    return undefined;
  }

  #isBack({ to }: Wire): boolean {
    return to.port === 'next' && (this.#steps.get(to.node)?.outputs.some(({ kind }) => kind === 'each') ?? false);
  }
}

/** The innermost place that both lie in. */
function commonOf(a: Container, b: Container): Container {
  const around = new Set<Container>();
  for (let each: Container | undefined = a; each !== undefined; each = each.outer) around.add(each);
  let each = b;
  while (!around.has(each) && each.outer !== undefined) each = each.outer;
  return each;
}
