import { EdgeLabelRenderer, type EdgeProps, getBezierPath, getSmoothStepPath } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEdgeRun } from '../app/runs.ts';
import { formatCount } from '../format/format-count.ts';
import { useEdgeMark } from './canvas-marks-context.ts';
import { useCanvasRun } from './canvas-run-context.ts';
import type { WireFlowEdge } from './flow-elements.ts';
import classes from './wire.module.css';

/** A wire: idle, live with the number of items that passed, or dead (that branch was not taken). */
export const Wire = memo(function Wire({ data, ...ends }: EdgeProps<WireFlowEdge>) {
  const { t } = useTranslation();
  const run = useEdgeRun(useCanvasRun(), data?.index ?? -1);
  const mark = useEdgeMark(data?.index ?? -1);
  const [path, labelX, labelY] =
    data?.channelY === undefined
      ? getBezierPath(ends)
      : getSmoothStepPath({ ...ends, centerY: data.channelY, borderRadius: 14, offset: 28 });
  return (
    <>
      <path d={path} className={`react-flow__edge-path ${classes['wire']}`} data-state={run?.state ?? 'idle'} data-mark={mark} />
      {run?.state === 'live' && (
        <EdgeLabelRenderer>
          <span
            className={classes['count']}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
            title={t('wire.items', { count: run.count })}
          >
            {formatCount(run.count)}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
