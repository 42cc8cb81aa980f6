import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNodeRun } from '../app/runs.ts';
import { IconArrowRight, IconBan, IconPin } from '../parts/icons.ts';
import { late } from '../parts/late.tsx';
import { NodeIcon } from '../parts/node-icon.tsx';
import { StatusIcon, statusTone } from '../parts/status-icon.tsx';
import { isEarlier } from '../run/find-node-run.ts';
import { useCanvasHands, useCanvasRun, useCanvasState } from './canvas-context.ts';
import { useNodeMark } from './canvas-marks-context.ts';
import { hasPortRows, portY } from './geometry.ts';
import { NameField } from './name-field.tsx';
import type { Port } from './node-ports.ts';
import type { Step } from './read-steps.ts';
import { StepCaption } from './step-caption.tsx';
import classes from './step-node.module.css';

const IssueBadge = late(async () => (await import('./issue-badge.tsx')).IssueBadge);

export type StepFlowNode = Node<{ readonly step: Step; readonly isSelected: boolean }, 'step'>;

/** A node on the canvas: what it is, its ports, what is wrong with it, and how it fares in the run that is shown. Drawn again only when one of these changed, not when it moves. */
export const StepNode = memo(
  function StepNode({ id, data: { step, isSelected } }: NodeProps<StepFlowNode>) {
    const { t } = useTranslation();
    const executionId = useCanvasRun();
    const run = useNodeRun(executionId, id);
    const mark = useNodeMark(id);
    const hands = useCanvasHands();
    const isRenaming = useCanvasState((state) => state.renaming === id);
    const { title, node, type, ports, issues, isPinned } = step;
    return (
      <div
        className={classes['node']}
        data-selected={isSelected || undefined}
        data-mark={mark}
        data-status={run?.status}
        data-tone={run === undefined ? undefined : statusTone[run.status]}
        data-stub={type === undefined || undefined}
        data-disabled={node.disabled}
        data-earlier={(run !== undefined && isEarlier(run, executionId)) || undefined}
        data-issues={issues.length > 0 || undefined}
      >
        <div className={classes['header']}>
          <NodeIcon icon={type?.icon} category={type?.category ?? 'unknown'} size={34} />
          <span className={classes['text']}>
            {isRenaming ? (
              <NameField
                label={t('canvas.nameOf', { title })}
                value={node.name ?? title}
                onDone={(name) => hands.rename(id, name)}
              />
            ) : (
              <span className={classes['title']}>{title}</span>
            )}
            <span className={classes['type']}>
              {type === undefined ? t('node.stub', { type: node.type }) : type.title === title ? id : type.title}
            </span>
          </span>
          {node.disabled !== undefined && (
            <span className={classes['sign']} title={t(`node.disabled.${node.disabled}`)}>
              {node.disabled === 'pass' ? <IconArrowRight size={16} /> : <IconBan size={16} />}
            </span>
          )}
          {run !== undefined && <StatusIcon status={run.status} size={20} />}
        </div>
        {hasPortRows(ports) && (
          <div className={classes['ports']}>
            <PortNames ports={ports.inputs} />
            <PortNames ports={ports.outputs} isRight />
          </div>
        )}
        <Ports node={id} side="inputs" ports={ports.inputs} />
        <Ports node={id} side="outputs" ports={ports.outputs} />
        {isPinned && (
          <span className={classes['pin']} role="img" aria-label={t('pin.pinned')} title={t('pin.badge')}>
            <IconPin size={13} stroke={2.2} aria-hidden="true" />
          </span>
        )}
        {issues.length > 0 && <IssueBadge issues={issues} />}
        {run !== undefined && <StepCaption run={run} isEarlier={isEarlier(run, executionId)} />}
      </div>
    );
  },
  (before, now) => before.id === now.id && before.data === now.data,
);

interface PortsProps {
  readonly node: string;
  readonly side: 'inputs' | 'outputs';
  readonly ports: readonly Port[];
}

/** Where wires begin and end. What one is for is told by its title; wires are drawn from it with a hand, or to it with C. */
function Ports({ node, side, ports }: PortsProps) {
  const hands = useCanvasHands();
  return ports.map(({ name, title, kind }, index) => (
    <span
      key={name}
      className={`${classes['port']} nodrag nopan`}
      data-side={side}
      data-kind={kind}
      data-port={name}
      title={title}
      style={{ top: portY(ports.length, index) }}
      onPointerDown={(event) => hands.startWire({ node, side, port: name }, event)}
    />
  ));
}

function PortNames({ ports, isRight = false }: { readonly ports: readonly Port[]; readonly isRight?: boolean }) {
  return (
    <div className={classes['names']} data-right={isRight || undefined}>
      {ports.length > 1 && ports.map((port) => <span key={port.name}>{port.title}</span>)}
    </div>
  );
}
