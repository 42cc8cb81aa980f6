import { edgeKeys, type WorkflowDocument } from '@sluice/protocol';
import { causes } from '../draft/issues/shown-issues.ts';
import { type GroupEntry, type NoteEntry, readGroup, readNote } from '../draft/layout-entries.ts';
import { splitPortRef } from '../draft/port-ref.ts';
import { type Box, boundsOf, HEADER_HEIGHT, NODE_WIDTH, nodeSize, portY } from './geometry.ts';
import type { LayOut } from './lay-out.ts';
import type { NodePorts, PortKind } from './node-ports.ts';
import { type Position, positionsOf } from './positions-of.ts';
import type { Step, Steps } from './read-steps.ts';
import type { Course, Point } from './wire-path.ts';

export interface StepBox extends Box {
  readonly id: string;
  readonly step: Step;
  /** The collapsed group that stands for it. */
  readonly hiddenIn: string | undefined;
}
export interface NoteBox extends Box {
  readonly id: string;
  readonly note: NoteEntry;
}
export interface GroupBox extends Box {
  readonly id: string;
  readonly group: GroupEntry;
  /** Of the nodes that are there. */
  readonly members: readonly string[];
  /** How much is wrong with the nodes that it hides. */
  readonly problems: number;
}
/** A wire as it is drawn: between two ports, or the boxes of collapsed groups. */
export interface Wire extends Course {
  /** What changes call it. */
  readonly key: string;
  /** Its place among the document's edges. */
  readonly index: number;
  readonly from: { readonly node: string; readonly port: string };
  readonly to: { readonly node: string; readonly port: string };
  readonly kind: PortKind;
}
/** The body of a loop, as a frame around its nodes. */
export interface Region extends Box {
  readonly loopId: string;
  readonly title: string;
}

/** Where everything is. In px at zoom 1. */
export interface Graph {
  readonly steps: ReadonlyMap<string, StepBox>;
  readonly wires: readonly Wire[];
  readonly notes: ReadonlyMap<string, NoteBox>;
  readonly groups: ReadonlyMap<string, GroupBox>;
  readonly regions: readonly Region[];
}

export interface PlaceOptions {
  readonly document: WorkflowDocument;
  readonly steps: Steps;
  /** By loop: the nodes of its body. */
  readonly bodies: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  readonly layOut: LayOut | undefined;
  /** Places that count instead of the document's: what is under the hand, or on its way. */
  readonly moved: ReadonlyMap<string, Position>;
  /** What did not change in it stays the same objects. */
  readonly previous: Graph | undefined;
}

const GROUP_PADDING = 20;
const GROUP_HEADER = 44;
const REGION_PADDING = 16;
const REGION_HEADER = 22;
const NO_PORTS: NodePorts = { inputs: [], outputs: [] };

/** Everything of a document at its place. */
export function placeGraph({ document, steps: read, bodies, layOut, moved, previous }: PlaceOptions): Graph {
  const sizeOf = (id: string) => nodeSize(read.get(id)?.ports ?? NO_PORTS);
  const places = positionsOf(document, sizeOf, layOut);
  const entries = Object.entries(document.layout);
  const hidden = hiddenNodes(entries);
  const steps = new Map<string, StepBox>();
  for (const [id, step] of read) {
    const { x, y } = moved.get(id) ?? places.get(id) ?? { x: 0, y: 0 };
    const before = previous?.steps.get(id);
    const hiddenIn = hidden.get(id);
    const isSame = before?.step === step && before.x === x && before.y === y && before.hiddenIn === hiddenIn;
    steps.set(id, isSame ? before : { id, step, hiddenIn, x, y, ...sizeOf(id) });
  }
  const notes = new Map<string, NoteBox>();
  const groups = new Map<string, GroupBox>();
  for (const [id, entry] of entries) {
    if (steps.has(id)) continue;
    const note = readNote(entry);
    const { x, y } = moved.get(id) ?? note ?? { x: 0, y: 0 };
    if (note !== undefined)
      notes.set(id, keep(previous?.notes.get(id), { id, note, x, y, width: note.width, height: note.height }));
    const group = readGroup(entry);
    if (group !== undefined) groups.set(id, keep(previous?.groups.get(id), placeGroup(id, group, steps, moved)));
  }
  const wires = placeWires(document, steps, groups, previous);
  return { steps, notes, groups, wires, regions: placeRegions(bodies, steps) };
}

/** By node: the collapsed group that it is hidden in. */
function hiddenNodes(entries: readonly [string, WorkflowDocument['layout'][string]][]): ReadonlyMap<string, string> {
  return new Map(
    entries.flatMap(([id, entry]) => {
      const group = readGroup(entry);
      return group?.collapsed === true ? group.members.map((member) => [member, id] as const) : [];
    }),
  );
}

function placeGroup(
  id: string,
  group: GroupEntry,
  steps: ReadonlyMap<string, StepBox>,
  moved: ReadonlyMap<string, Position>,
): GroupBox {
  const members = group.members.filter((member) => steps.has(member));
  const { x, y } = moved.get(id) ?? group;
  const inner = boundsOf(members.map((member) => steps.get(member)!));
  if (group.collapsed || inner === undefined) {
    const problems = members.reduce((count, member) => count + causes(steps.get(member)!.step.issues).length, 0);
    return { id, group, members, problems, x, y, width: NODE_WIDTH, height: HEADER_HEIGHT };
  }
  return {
    id,
    group,
    members,
    problems: 0,
    x: inner.x - GROUP_PADDING,
    y: inner.y - GROUP_HEADER,
    width: inner.width + 2 * GROUP_PADDING,
    height: inner.height + GROUP_HEADER + GROUP_PADDING,
  };
}

function keep<T extends GroupBox | NoteBox>(before: T | undefined, now: T): T {
  if (before === undefined) return now;
  const isSameBox = before.x === now.x && before.y === now.y && before.width === now.width && before.height === now.height;
  const entryOf = (box: GroupBox | NoteBox) => ('note' in box ? box.note : box.group);
  const problemsOf = (box: GroupBox | NoteBox) => ('group' in box ? box.problems : 0);
  return isSameBox && entryOf(before) === entryOf(now) && problemsOf(before) === problemsOf(now) ? before : now;
}

function placeWires(
  document: WorkflowDocument,
  steps: ReadonlyMap<string, StepBox>,
  groups: ReadonlyMap<string, GroupBox>,
  previous: Graph | undefined,
): Wire[] {
  const known = new Map(previous?.wires.map((wire) => [wire.key, wire]));
  return wireEndsOf(document.edges).flatMap(({ key, from, to }, index): Wire[] => {
    const [fromBox, toBox] = [steps.get(from.node), steps.get(to.node)];
    if (fromBox === undefined || toBox === undefined) return [];
    const before = known.get(key);
    const isStill = before?.index === index && stands(fromBox, previous) && stands(toBox, previous);
    // One that runs back goes round others, which may have moved.
    if (isStill && before.channelY === undefined) return [before];
    if (fromBox.hiddenIn !== undefined && fromBox.hiddenIn === toBox.hiddenIn) return [];
    const source = anchorOf(fromBox, groups, 'outputs', from.port);
    const target = anchorOf(toBox, groups, 'inputs', to.port);
    const kind = fromBox.step.ports.outputs.find(({ name }) => name === from.port)?.kind ?? 'main';
    const channelY = target.x < source.x ? channelBetween(steps, fromBox, toBox) : undefined;
    const wire: Wire = { key, index, from, to, kind, source, target, channelY };
    return [before !== undefined && isSameWire(before, wire) ? before : wire];
  });
}

/** A list of edges never changes, it is replaced: so it is read once. */
const ends = new WeakMap<WorkflowDocument['edges'], readonly Pick<Wire, 'key' | 'from' | 'to'>[]>();

function wireEndsOf(edges: WorkflowDocument['edges']) {
  const keys = ends.has(edges) ? [] : edgeKeys(edges);
  const read =
    ends.get(edges) ??
    edges.map(({ from, to }, index) => ({ key: keys[index]!, from: splitPortRef(from), to: splitPortRef(to) }));
  ends.set(edges, read);
  return read;
}

/** Whether a node is where it was, with the ports that it had, and is seen itself. */
function stands(box: StepBox, previous: Graph | undefined): boolean {
  const before = previous?.steps.get(box.id);
  if (before === undefined || box.hiddenIn !== undefined || before.hiddenIn !== undefined) return false;
  return before === box || (before.x === box.x && before.y === box.y && before.step.ports === box.step.ports);
}

function isSameWire(a: Wire, b: Wire): boolean {
  const isAt = (one: Point, other: Point) => one.x === other.x && one.y === other.y;
  return (
    a.index === b.index && a.kind === b.kind && a.channelY === b.channelY && isAt(a.source, b.source) && isAt(a.target, b.target)
  );
}

/** Where a wire meets a port: at the node, or at the box of the collapsed group that stands for it. */
function anchorOf(box: StepBox, groups: ReadonlyMap<string, GroupBox>, side: 'inputs' | 'outputs', port: string): Point {
  const group = groups.get(box.hiddenIn ?? '');
  if (group !== undefined) return { x: group.x + (side === 'outputs' ? group.width : 0), y: group.y + group.height / 2 };
  return portPoint(box, side, port);
}

/** Where a port sits. */
export function portPoint(
  { step, x, y, width }: Pick<StepBox, 'x' | 'y' | 'width'> & { readonly step: Pick<Step, 'ports'> },
  side: 'inputs' | 'outputs',
  port: string,
): Point {
  const ports = step.ports[side];
  const index = ports.findIndex(({ name }) => name === port);
  return { x: side === 'outputs' ? x + width : x, y: y + portY(ports.length, Math.max(0, index)) };
}

/** Between a wire that runs back and the nodes that it passes. */
const CHANNEL_GAP = 36;

/** The nearest height at which a straight line from one node back to another touches none between them: above all, or beneath all. */
function channelBetween(steps: ReadonlyMap<string, StepBox>, from: StepBox, to: StepBox): number {
  const left = Math.min(from.x, to.x) - CHANNEL_GAP;
  const right = Math.max(from.x + from.width, to.x + to.width) + CHANNEL_GAP;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  const nearTop = Math.min(from.y, to.y) - CHANNEL_REACH;
  const nearBottom = Math.max(from.y + from.height, to.y + to.height) + CHANNEL_REACH;
  for (const box of steps.values()) {
    const isBetween = box.x < right && box.x + box.width > left && box.y < nearBottom && box.y + box.height > nearTop;
    if (!isBetween || box.hiddenIn !== undefined) continue;
    top = Math.min(top, box.y);
    bottom = Math.max(bottom, box.y + box.height);
  }
  const [above, beneath] = [top - CHANNEL_GAP, bottom + CHANNEL_GAP];
  const middle = (from.y + from.height / 2 + to.y + to.height / 2) / 2;
  return middle - above < beneath - middle ? above : beneath;
}
/** What is further away from both ends is no neighbour: the wire need not go round it. */
const CHANNEL_REACH = 400;

/** Frames around the bodies of loops; those of inner loops lie within those of outer ones. */
function placeRegions(bodies: PlaceOptions['bodies'], steps: ReadonlyMap<string, StepBox>): Region[] {
  const regions = new Map<string, Region>();
  for (const [loopId, body] of [...(bodies ?? [])].sort(([, a], [, b]) => a.size - b.size)) {
    const loop = steps.get(loopId);
    const boxes: Box[] = [...body].flatMap((id) => {
      const box = steps.get(id);
      return [box === undefined || box.hiddenIn !== undefined ? undefined : box, regions.get(id)].filter(
        (each) => each !== undefined,
      );
    });
    const inner = boundsOf(boxes);
    if (loop === undefined || inner === undefined) continue;
    regions.set(loopId, {
      loopId,
      title: loop.step.title,
      x: inner.x - REGION_PADDING,
      y: inner.y - REGION_HEADER - REGION_PADDING / 2,
      width: inner.width + 2 * REGION_PADDING,
      height: inner.height + REGION_HEADER + REGION_PADDING * 1.5,
    });
  }
  return [...regions.values()].reverse();
}

/** The box of a node, a note or a group as it is seen: of a node in a collapsed group that of the group. */
export function boxNow({ steps, notes, groups }: Graph, id: string): Box | undefined {
  const step = steps.get(id);
  if (step !== undefined) return groups.get(step.hiddenIn ?? '') ?? step;
  return notes.get(id) ?? groups.get(id);
}
