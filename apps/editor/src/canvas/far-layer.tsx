import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { runStore } from '../app/runs.ts';
import type { RunEdges } from '../run/find-edge-run.ts';
import { useCanvasRun } from './canvas-context.ts';
import classes from './far-layer.module.css';
import { paintGraph, readPaints } from './paint-graph.ts';
import type { Graph } from './place-graph.ts';

interface FarLayerProps {
  readonly graph: Graph;
  readonly selection: ReadonlySet<string>;
  /** What is drawn as an element at the moment is left out of the picture. */
  readonly elements: ReadonlySet<string>;
  readonly runEdges: readonly RunEdges[] | undefined;
  readonly scheme: 'light' | 'dark';
}

/** A large graph from far away, painted in one picture: thousands of elements could not follow the hand. */
export function FarLayer({ graph, selection, elements, runEdges, scheme }: FarLayerProps) {
  const store = useStoreApi();
  const canvas = useRef<HTMLCanvasElement>(null);
  const executionId = useCanvasRun();
  useEffect(() => {
    const picture = canvas.current;
    const context = picture?.getContext('2d');
    if (picture === null || context === null || context === undefined) return;
    const paints = readPaints(picture, scheme);
    let frame = 0;
    const paint = () => {
      frame = 0;
      const { transform, width, height } = store.getState();
      const ratio = Math.min(2, window.devicePixelRatio);
      const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (picture.width !== w || picture.height !== h) [picture.width, picture.height] = [w, h];
      const { views } = runStore.getState();
      paintGraph(context, { graph, selection, elements, views, executionId, runEdges, paints, transform, width, height, ratio });
    };
    const ask = () => {
      frame ||= requestAnimationFrame(paint);
    };
    paint();
    const stops = [store.subscribe(ask), runStore.subscribe(ask)];
    return () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
    };
  }, [store, graph, selection, elements, runEdges, scheme, executionId]);
  return <canvas ref={canvas} className={classes['picture']} />;
}
