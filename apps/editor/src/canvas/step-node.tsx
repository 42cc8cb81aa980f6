import { Tooltip } from '@mantine/core';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNodeRun } from '../app/runs.ts';
import { IconAlertTriangle, IconPin } from '../parts/icons.ts';
import { NodeIcon } from '../parts/node-icon.tsx';
import { StatusIcon, statusTone } from '../parts/status-icon.tsx';
import { isEarlier } from '../run/find-node-run.ts';
import { useNodeMark } from './canvas-marks-context.ts';
import { useCanvasRun } from './canvas-run-context.ts';
import type { StepFlowNode } from './flow-elements.ts';
import { hasPortRows, portY } from './geometry.ts';
import type { Port } from './node-ports.ts';
import { StepCaption } from './step-caption.tsx';
import classes from './step-node.module.css';

/** A node on the canvas: what it is, its ports, what is wrong with it, and how it fares in the run that is shown. */
export const StepNode = memo(function StepNode({ id, data, selected }: NodeProps<StepFlowNode>) {
  const { t } = useTranslation();
  const executionId = useCanvasRun();
  const run = useNodeRun(executionId, id);
  const mark = useNodeMark(id);
  const { title, node, type, ports, issues, isPinned } = data;
  const withRows = hasPortRows(ports);
  return (
    <div
      className={classes['node']}
      data-selected={selected || undefined}
      data-mark={mark}
      data-status={run?.status}
      data-tone={run === undefined ? undefined : statusTone[run.status]}
      data-stub={type === undefined || undefined}
      data-disabled={node.disabled !== undefined || undefined}
      data-earlier={(run !== undefined && isEarlier(run, executionId)) || undefined}
    >
      <div className={classes['header']}>
        <NodeIcon icon={type?.icon} category={type?.category ?? 'unknown'} size={34} />
        <span className={classes['text']}>
          <span className={classes['title']}>{title}</span>
          <span className={classes['type']}>
            {type === undefined ? t('node.stub', { type: node.type }) : type.title === title ? id : type.title}
          </span>
        </span>
        {run !== undefined && <StatusIcon status={run.status} size={20} />}
      </div>
      {withRows && (
        <div className={classes['ports']}>
          <PortNames ports={ports.inputs} />
          <PortNames ports={ports.outputs} isRight />
        </div>
      )}
      {ports.inputs.map((port, index) => (
        <Handle
          key={port.name}
          type="target"
          position={Position.Left}
          id={port.name}
          className={classes['handle'] ?? ''}
          style={{ top: portY(ports.inputs.length, index) }}
        />
      ))}
      {ports.outputs.map((port, index) => (
        <Handle
          key={port.name}
          type="source"
          position={Position.Right}
          id={port.name}
          className={classes['handle'] ?? ''}
          data-port={port.name}
          style={{ top: portY(ports.outputs.length, index) }}
        />
      ))}
      {isPinned && (
        <Tooltip label={t('pin.badge')} multiline maw={280}>
          <span className={classes['pin']} role="img" aria-label={t('pin.pinned')}>
            <IconPin size={13} stroke={2.2} aria-hidden="true" />
          </span>
        </Tooltip>
      )}
      {issues.length > 0 && (
        <Tooltip label={issues.map((issue) => issue.message).join('\n')} multiline maw={320} style={{ whiteSpace: 'pre-line' }}>
          <span className={classes['issue']}>
            <IconAlertTriangle size={13} stroke={2.2} aria-hidden="true" />
            {issues.length > 1 && issues.length}
          </span>
        </Tooltip>
      )}
      {run !== undefined && <StepCaption run={run} isEarlier={isEarlier(run, executionId)} />}
    </div>
  );
});

function PortNames({ ports, isRight = false }: { readonly ports: readonly Port[]; readonly isRight?: boolean }) {
  return (
    <div className={classes['names']} data-right={isRight || undefined}>
      {ports.length > 1 && ports.map((port) => <span key={port.name}>{port.title}</span>)}
    </div>
  );
}
