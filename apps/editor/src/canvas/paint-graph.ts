import { statusTone } from '../parts/status-icon.tsx';
import { findEdgeRun, isEarlierEdge, type RunEdges } from '../run/find-edge-run.ts';
import { findNodeRun } from '../run/find-node-run.ts';
import type { RunView } from '../run/run-view.ts';
import { type Box, overlaps } from './geometry.ts';
import type { Graph, StepBox, Wire } from './place-graph.ts';
import { endsOf } from './wire-ends.ts';
import { bendOf } from './wire-path.ts';

/** The colours of the scheme, as the canvas element has them. */
export type Paints = Readonly<Record<(typeof names)[number], string>>;
const names = [
  'raised',
  'canvas',
  'border-strong',
  'wire',
  'text',
  'accent',
  'failed',
  'running',
  'completed',
  'waiting',
  'doubt',
  'quiet',
  'tint-flow',
  'tint-trigger',
  'tint-data',
  'tint-text',
  'tint-network',
  'tint-code',
] as const;

export function readPaints(element: Element, _scheme: 'light' | 'dark'): Paints {
  const style = getComputedStyle(element);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--sl-${name}`)])) as Paints; // one for each name
}

export interface PaintOptions {
  readonly graph: Graph;
  readonly selection: ReadonlySet<string>;
  readonly elements: ReadonlySet<string>;
  /** The runs that are looked at, which of them is shown, and the edges of it and of those before it. */
  readonly views: Readonly<Record<string, RunView>>;
  readonly executionId: string | undefined;
  readonly runEdges: readonly RunEdges[] | undefined;
  readonly paints: Paints;
  readonly transform: readonly [number, number, number];
  /** In CSS px, and device px to one of them. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Below this zoom wires are straight and nodes have no names: neither could be made out. */
const NAMES_FROM = 0.2;

/** Paints what is in sight of a graph. */
export function paintGraph(context: CanvasRenderingContext2D, options: PaintOptions): void {
  const { graph, paints, transform, width, height, ratio, elements } = options;
  const [x, y, zoom] = transform;
  const sight: Box = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width * ratio, height * ratio);
  context.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio);
  for (const region of graph.regions) if (overlaps(region, sight)) fillBox(context, region, paints['tint-flow'], 0.08);
  for (const group of graph.groups.values()) if (overlaps(group, sight)) fillBox(context, group, paints.quiet, 0.16);
  for (const note of graph.notes.values()) if (overlaps(note, sight)) fillBox(context, note, paints.waiting, 0.25);
  paintWires(context, options, sight);
  for (const box of graph.steps.values()) {
    if (box.hiddenIn !== undefined || elements.has(box.id) || !overlaps(box, sight)) continue;
    paintStep(context, box, options);
  }
}

function fillBox(context: CanvasRenderingContext2D, { x, y, width, height }: Box, color: string, alpha: number): void {
  context.globalAlpha = alpha;
  context.fillStyle = color;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
}

/** Wires of one colour are one path: thousands of strokes cost more than one long one. */
function paintWires(
  context: CanvasRenderingContext2D,
  { graph, views, runEdges, paints, transform }: PaintOptions,
  sight: Box,
): void {
  const isStraight = transform[2] < NAMES_FROM;
  const byColor = new Map<string, Path2D>();
  for (const wire of graph.wires) {
    if (!isInSight(wire, sight)) continue;
    const color = colorOfWire(wire, views, runEdges, paints);
    const path = byColor.get(color) ?? new Path2D();
    byColor.set(color, path);
    addWire(path, wire, isStraight);
  }
  context.lineWidth = Math.max(1.75, 1 / transform[2]);
  for (const [color, path] of byColor) {
    context.strokeStyle = color;
    context.stroke(path);
  }
}

function addWire(path: Path2D, wire: Wire, isStraight: boolean): void {
  const { source, target, channelY } = wire;
  path.moveTo(source.x, source.y);
  if (channelY !== undefined) {
    path.lineTo(source.x + 28, source.y);
    path.lineTo(source.x + 28, channelY);
    path.lineTo(target.x - 28, channelY);
    path.lineTo(target.x - 28, target.y);
    path.lineTo(target.x, target.y);
  } else if (isStraight) {
    path.lineTo(target.x, target.y);
  } else {
    const bend = bendOf(wire);
    path.bezierCurveTo(source.x + bend, source.y, target.x - bend, target.y, target.x, target.y);
  }
}

function colorOfWire(wire: Wire, views: PaintOptions['views'], runEdges: PaintOptions['runEdges'], paints: Paints): string {
  const isLive = runEdges !== undefined && findEdgeRun(views, runEdges, endsOf(wire))?.state === 'live';
  if (isLive) return isEarlierEdge(views, runEdges, endsOf(wire)) ? paints.wire : paints.accent;
  return wire.kind === 'error' ? paints.failed : paints.wire;
}

function isInSight({ source, target, channelY }: Wire, sight: Box): boolean {
  const x = Math.min(source.x, target.x) - 28;
  const y = Math.min(source.y, target.y, channelY ?? source.y);
  const right = Math.max(source.x, target.x) + 28;
  const bottom = Math.max(source.y, target.y, channelY ?? source.y);
  return overlaps({ x, y, width: right - x, height: bottom - y + 1 }, sight);
}

function paintStep(
  context: CanvasRenderingContext2D,
  box: StepBox,
  { selection, views, executionId, paints, transform }: PaintOptions,
): void {
  const { id, step, x, y, width, height } = box;
  const status = findNodeRun(views, executionId, id)?.status;
  const tone = step.issues.length > 0 ? paints.failed : status === undefined ? paints['border-strong'] : toneOf(status, paints);
  const isSelected = selection.has(id);
  context.beginPath();
  context.roundRect(x, y, width, height, 12);
  context.fillStyle = status === 'skipped' || step.node.disabled !== undefined ? paints.canvas : paints.raised;
  context.fill();
  context.lineWidth = Math.max(isSelected ? 4 : 1.5, (isSelected ? 2 : 1) / transform[2]);
  context.strokeStyle = isSelected ? paints.accent : tone;
  context.stroke();
  context.fillStyle = tintOf(step.type?.category, paints);
  context.fillRect(x + 12, y + 12, 32, 32);
  if (transform[2] < NAMES_FROM) return;
  context.fillStyle = paints.text;
  context.font = "600 19px 'Inter Variable', sans-serif";
  context.textBaseline = 'middle';
  context.fillText(shorten(step.title), x + 54, y + 29, width - 62);
}

function toneOf(status: keyof typeof statusTone, paints: Paints): string {
  const tone = statusTone[status];
  return tone !== undefined && tone in paints ? paints[tone as keyof Paints] : paints.quiet;
}

function tintOf(category: string | undefined, paints: Paints): string {
  const name = `tint-${category ?? ''}`;
  return name in paints ? paints[name as keyof Paints] : paints.quiet;
}

function shorten(title: string): string {
  return title.length > 18 ? `${title.slice(0, 17)}…` : title;
}
