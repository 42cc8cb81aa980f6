import { useReactFlow, useStoreApi } from '@xyflow/react';
import { memo, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Box, boundsOf, grown } from './geometry.ts';
import classes from './mini-map.module.css';
import type { Graph } from './place-graph.ts';

const WIDTH = 148;
const HEIGHT = 92;

/** The graph in small, with what is in sight; a press or a drag in it goes there. Painted once per change, so that panning costs nothing. */
export const MiniMap = memo(function MiniMap({ graph, scheme }: { readonly graph: Graph; readonly scheme: 'light' | 'dark' }) {
  const { t } = useTranslation();
  const store = useStoreApi();
  const flow = useReactFlow();
  const canvas = useRef<HTMLCanvasElement>(null);
  const sight = useRef<HTMLSpanElement>(null);
  const scale = useMemo(() => scaleOf(graph), [graph]);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (canvas.current !== null && context) paint(context, graph, scale, getComputedStyle(canvas.current), scheme);
  }, [graph, scale, scheme]);

  useEffect(() => {
    const show = () => {
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      const [left, right] = within((-x / zoom - scale.x) * scale.by, (width / zoom) * scale.by, WIDTH);
      const [top, bottom] = within((-y / zoom - scale.y) * scale.by, (height / zoom) * scale.by, HEIGHT);
      if (sight.current === null) return;
      sight.current.style.transform = `translate(${left}px, ${top}px)`;
      sight.current.style.width = `${right - left}px`;
      sight.current.style.height = `${bottom - top}px`;
    };
    show();
    return store.subscribe(show);
  }, [store, scale]);

  const goTo = (event: React.PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const { clientLeft, clientTop } = event.currentTarget; // its border
    const x = (event.clientX - box.left - clientLeft) / scale.by + scale.x;
    const y = (event.clientY - box.top - clientTop) / scale.by + scale.y;
    void flow.setCenter(x, y, { zoom: flow.getZoom() });
  };
  return (
    <div
      className={classes['map']}
      role="img"
      aria-label={t('canvas.minimap')}
      style={{ width: WIDTH, height: HEIGHT }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(event);
      }}
    >
      <canvas ref={canvas} width={WIDTH * 2} height={HEIGHT * 2} />
      <span ref={sight} className={classes['sight']} />
    </div>
  );
});

/** The least that is seen of the frame, in px, when all that is in sight lies beyond the map. */
const LEAST = 6;

/** Where the frame begins and ends along one side: within the map, so that each of its edges is seen. */
function within(start: number, length: number, end: number): readonly [number, number] {
  const from = Math.min(Math.max(start, 0), end - LEAST);
  return [from, Math.max(Math.min(start + length, end), from + LEAST)];
}

/** Where the map's corner lies on the canvas, and how many px of the map one of the canvas is. */
function scaleOf(graph: Graph): { readonly x: number; readonly y: number; readonly by: number } {
  const all: Box[] = [...graph.steps.values(), ...graph.notes.values(), ...graph.groups.values()];
  const { x, y, width, height } = grown(boundsOf(all) ?? { x: 0, y: 0, width: 1000, height: 600 }, 200);
  const by = Math.min(WIDTH / width, HEIGHT / height);
  return { x: x - (WIDTH / by - width) / 2, y: y - (HEIGHT / by - height) / 2, by };
}

function paint(
  context: CanvasRenderingContext2D,
  graph: Graph,
  scale: ReturnType<typeof scaleOf>,
  style: CSSStyleDeclaration,
  _scheme: 'light' | 'dark',
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, WIDTH * 2, HEIGHT * 2);
  context.setTransform(2 * scale.by, 0, 0, 2 * scale.by, -2 * scale.by * scale.x, -2 * scale.by * scale.y);
  context.fillStyle = style.getPropertyValue('--sl-border');
  for (const { x, y, width, height } of [...graph.groups.values(), ...graph.notes.values()])
    context.fillRect(x, y, width, height);
  context.fillStyle = style.getPropertyValue('--sl-border-strong');
  for (const { x, y, width, height, hiddenIn } of graph.steps.values())
    if (hiddenIn === undefined) context.fillRect(x, y, width, height);
}
