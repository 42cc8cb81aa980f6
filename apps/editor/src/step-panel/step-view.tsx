import { ActionIcon, Modal, Tooltip } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import type { StepView as Step, WorkflowDocument } from '@sluice/protocol';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { runAction } from '../actions/action-store.ts';
import { nodeTitle } from '../canvas/read-steps.ts';
import { scopeLabel } from '../format/scope-label.ts';
import { IconArrowDown, IconArrowUp, IconX } from '../parts/icons.ts';
import { NodeIcon } from '../parts/node-icon.tsx';
import { PageSelect } from '../parts/page-select.tsx';
import { StatusBadge } from '../parts/status-badge.tsx';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { ColumnResizer } from './column-resizer.tsx';
import { neighboursIn } from './node-order.ts';
import classes from './step-view.module.css';
import { showStepLarge } from './step-view-store.ts';

interface StepViewProps {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  readonly nodeId: string;
  readonly step: Step | undefined;
  readonly scopes: readonly string[];
  readonly onScope: (scope: string) => void;
  readonly onShow: ((nodeId: string) => void) | undefined;
  /** What stands over all columns: why the step failed, what is wrong with the node. */
  readonly notes: ReactNode;
  readonly input: ReactNode;
  readonly params: ReactNode;
  readonly output: ReactNode;
  /** Where the data is from, when it is not of the run that is shown. */
  readonly dataNote: string | undefined;
}

const wide = '(min-width: 1100px)';

/** A step looked at large: input, parameters and output side by side, each as wide as one likes. */
export function StepView(props: StepViewProps) {
  const { document, catalog, nodeId, step, scopes, onScope, onShow, notes, input, params, output, dataNote } = props;
  const { t } = useTranslation();
  const isWide = useMediaQuery(wide, true, { getInitialValueInEffect: false });
  const [widths, setWidths] = useLocalStorage({
    key: 'sluice-step-columns',
    defaultValue: { input: 30, output: 32 },
    getInitialValueInEffect: false,
  });
  const { before, after } = neighboursIn(document, nodeId);

  const take = (event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'preventDefault' | 'stopPropagation'>) => {
    if (event.key === 'Escape') showStepLarge(false);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) runAction('runStep');
    else if (event.altKey && event.key === 'ArrowUp' && before !== undefined) onShow?.(before);
    else if (event.altKey && event.key === 'ArrowDown' && after !== undefined) onShow?.(after);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  // From one node to the next the focus is nowhere for a moment; the page beneath must not get the keys then.
  useEffect(() => {
    const onLostKey = (event: globalThis.KeyboardEvent) => {
      if (event.target === window.document.body) latest.current(event);
    };
    window.addEventListener('keydown', onLostKey, { capture: true });
    return () => window.removeEventListener('keydown', onLostKey, { capture: true });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    // What lies over this view (a list, the large editor) takes its own keys, and so does what has taken one already.
    const target = event.target instanceof Element ? event.target : null;
    const isTaken = event.defaultPrevented || target?.getAttribute('data-mantine-stop-propagation') === 'true';
    if (!isTaken && event.currentTarget.contains(target)) take(event);
  };

  const node = document.nodes[nodeId];
  if (node === undefined) return null;
  const type = catalog.get(node.type);
  const title = nodeTitle(nodeId, node, type);
  return (
    <Modal.Root
      opened
      onClose={() => showStepLarge(false)}
      closeOnEscape={false}
      size="calc(100vw - 48px)"
      centered
      classNames={{ content: classes['content'] ?? '' }}
      xOffset={24}
      yOffset={24}
      transitionProps={{ transition: 'fade-up', duration: 160 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('step.label', { title })}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the view as a whole, which has the focus at first */}
        <div className={classes['body']} tabIndex={-1} data-autofocus onKeyDown={onKeyDown}>
          <header className={classes['top']}>
            <NodeIcon icon={type?.icon} category={type?.category ?? 'unknown'} size={36} />
            <div className={classes['heading']}>
              <h2 className={classes['title']}>{title}</h2>
              <p className={classes['type']}>
                {nodeId} · {node.type}
              </p>
            </div>
            {scopes.length > 1 && step !== undefined && (
              <PageSelect
                size="xs"
                w={180}
                aria-label={t('step.iteration', { count: scopes.length })}
                data={scopes.map((scope) => ({ value: scope, label: scopeLabel(scope) }))}
                value={step.scope}
                onChange={(value) => value !== null && onScope(value)}
                allowDeselect={false}
              />
            )}
            {step !== undefined && <StatusBadge status={step.status} />}
            {onShow !== undefined && (
              <>
                <Neighbour label={t('step.before')} keys="Alt ↑" icon={IconArrowUp} id={before} onShow={onShow} />
                <Neighbour label={t('step.after')} keys="Alt ↓" icon={IconArrowDown} id={after} onShow={onShow} />
              </>
            )}
            <ActionIcon variant="subtle" color="gray" onClick={() => showStepLarge(false)} aria-label={t('step.shrink')}>
              <IconX size={18} />
            </ActionIcon>
          </header>
          {notes}
          <div
            className={classes['columns']}
            style={{
              gridTemplateColumns: isWide
                ? `${widths.input}% auto minmax(0, 1fr) auto ${widths.output}%`
                : 'minmax(0, 1fr) auto minmax(0, 1.2fr) auto minmax(0, 1fr)',
            }}
          >
            <Column name={t('step.input')} note={dataNote}>
              {input}
            </Column>
            <ColumnResizer
              label={t('step.resizeInput')}
              value={widths.input}
              min={15}
              max={45}
              direction={1}
              onChange={(value) => setWidths({ ...widths, input: value })}
            />
            <div className={classes['column']}>{params}</div>
            <ColumnResizer
              label={t('step.resizeOutput')}
              value={widths.output}
              min={15}
              max={45}
              direction={-1}
              onChange={(value) => setWidths({ ...widths, output: value })}
            />
            <Column name={t('step.output')} note={dataNote}>
              {output}
            </Column>
          </div>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

function Column({
  name,
  note,
  children,
}: {
  readonly name: string;
  readonly note: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <section className={classes['column']} aria-label={name}>
      <h3 className={classes['name']}>
        {name}
        {note !== undefined && <small>{note}</small>}
      </h3>
      <div className={classes['data']}>{children}</div>
    </section>
  );
}

interface NeighbourProps {
  readonly label: string;
  readonly keys: string;
  readonly icon: typeof IconX;
  readonly id: string | undefined;
  readonly onShow: (nodeId: string) => void;
}

function Neighbour({ label, keys, icon: Icon, id, onShow }: NeighbourProps) {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={id === undefined}
        onClick={() => id !== undefined && onShow(id)}
        aria-label={label}
      >
        <Icon size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
