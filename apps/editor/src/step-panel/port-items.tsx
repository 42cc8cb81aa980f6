import { SegmentedControl, Tooltip } from '@mantine/core';
import type { PortSpec, StepView } from '@sluice/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNodeRun } from '../app/runs.ts';
import { commonTitle } from '../canvas/node-ports.ts';
import { ItemsView } from '../data-view/items-view.tsx';
import { IconHistory, IconPin } from '../parts/icons.ts';
import { PageSelect } from '../parts/page-select.tsx';
import { ProblemPanel } from '../parts/problem-panel.tsx';
import { PinControl } from '../pins/pin-control.tsx';
import { useStepItems } from '../queries/use-step-items.ts';
import classes from './port-items.module.css';

interface PortItemsProps {
  readonly executionId: string;
  readonly step: StepView;
  readonly side: 'in' | 'out';
  readonly specs: readonly PortSpec[] | undefined;
}

/** What came in or went out of a step, port by port, fetched as it is scrolled to. */
export function PortItems({ executionId, step, side, specs }: PortItemsProps) {
  const { t } = useTranslation();
  // Of a node that the run left out it is an earlier run that has the step.
  const run = useNodeRun(executionId, step.node);
  const source = run?.steps.includes(step) === true ? run.executionId : executionId;
  const isEarlierStep = source !== executionId || (step.given !== undefined && step.given.executionId !== null);
  const counts = side === 'in' ? step.inputs : step.outputs;
  const ports = Object.keys(counts);
  const [wanted, setWanted] = useState<string>();
  const port =
    wanted !== undefined && ports.includes(wanted) ? wanted : (ports.find((name) => (counts[name] ?? 0) > 0) ?? ports[0]);
  if (port === undefined || counts[port] === undefined)
    return <p className={classes['none']}>{t(side === 'in' ? 'step.noInput' : 'step.noOutput')}</p>;
  const titleOf = (name: string) => specs?.find((spec) => spec.name === name)?.title ?? commonTitle(name);
  const options = ports.map((name) => ({ value: name, label: `${titleOf(name)} (${counts[name] ?? 0})` }));

  return (
    <Items
      key={`${source} ${step.scope} ${side} ${port}`}
      executionId={source}
      step={step}
      side={side}
      port={port}
      count={counts[port]}
    >
      {side === 'out' && <StepSource isPinned={step.given?.executionId === null} isEarlier={isEarlierStep} />}
      {options.length > 1 && options.length <= 3 && (
        <SegmentedControl size="xs" data={options} value={port} onChange={setWanted} aria-label={t('step.port')} />
      )}
      {options.length > 3 && (
        <PageSelect
          size="xs"
          w={180}
          data={options}
          value={port}
          onChange={(value) => setWanted(value ?? undefined)}
          aria-label={t('step.port')}
          allowDeselect={false}
        />
      )}
    </Items>
  );
}

/** Where an output is from, when the step did not run for it. */
function StepSource({ isPinned, isEarlier }: { readonly isPinned: boolean; readonly isEarlier: boolean }) {
  const { t } = useTranslation();
  if (!isPinned && !isEarlier) return null;
  const Icon = isPinned ? IconPin : IconHistory;
  return (
    <Tooltip label={t(isPinned ? 'pin.pinnedHelp' : 'pin.earlierHelp')} multiline maw={300}>
      <span className={classes['source']} data-kind={isPinned ? 'pinned' : 'earlier'}>
        <Icon size={13} aria-hidden="true" />
        {t(isPinned ? 'pin.pinned' : 'pin.earlier')}
      </span>
    </Tooltip>
  );
}

interface ItemsProps extends Omit<PortItemsProps, 'specs'> {
  readonly port: string;
  readonly count: number;
  readonly children: React.ReactNode;
}

function Items({ executionId, step, side, port, count, children }: ItemsProps) {
  const { t } = useTranslation();
  const { source, nodeId, error, retry } = useStepItems({
    executionId,
    node: step.node,
    scope: step.scope,
    side,
    port,
    count,
  });
  if (error !== undefined) return <ProblemPanel error={error} onRetry={retry} />;
  return (
    <ItemsView
      source={source}
      label={t(side === 'in' ? 'step.inputOf' : 'step.outputOf', { port })}
      nodeId={nodeId}
      actions={side === 'out' ? <PinControl /> : undefined}
    >
      {children}
    </ItemsView>
  );
}
