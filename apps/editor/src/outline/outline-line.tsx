import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNodeRun } from '../app/runs.ts';
import type { Step, Steps } from '../canvas/read-steps.ts';
import { sayProblem } from '../i18n/say-problem.ts';
import { IconAlertTriangle, IconChevronDown, IconChevronRight, IconPin } from '../parts/icons.ts';
import { NodeIcon } from '../parts/node-icon.tsx';
import { StatusIcon } from '../parts/status-icon.tsx';
import type { BranchRow, LinkRow } from './outline-rows.ts';
import classes from './outline-tree.module.css';
import { RenameField } from './rename-field.tsx';

/** A node: what it is, what is wrong with it, how it fares in the run. All of it in words too. */
export const StepLine = memo(function StepLine({
  step,
  executionId,
  isRenaming,
  onRename,
}: {
  readonly step: Step;
  readonly executionId: string | undefined;
  readonly isRenaming: boolean;
  readonly onRename: (id: string, name: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const run = useNodeRun(executionId, step.id);
  const { title, type, node, issues, isPinned } = step;
  const messages = issues.map(({ message }) => sayProblem(message));
  return (
    <>
      <NodeIcon icon={type?.icon} category={type?.category ?? 'unknown'} size={24} />
      {isRenaming ? (
        <RenameField
          label={t('canvas.nameOf', { title })}
          value={node.name ?? title}
          onDone={(name) => onRename(step.id, name)}
        />
      ) : (
        <span className={classes['title']} data-disabled={node.disabled}>
          {title}
        </span>
      )}
      <span className={classes['summary']}>
        {type === undefined ? t('node.stub', { type: node.type }) : type.title === title ? step.id : type.title}
      </span>
      {node.disabled !== undefined && <span className={classes['sign']}>{t(`outline.disabled.${node.disabled}`)}</span>}
      {isPinned && (
        <span className={classes['sign']} title={t('pin.pinned')}>
          <IconPin size={14} aria-hidden="true" />
          <span className={classes['words']}>{t('pin.pinned')}</span>
        </span>
      )}
      {issues.length > 0 && (
        <span className={classes['issue']} title={messages.join('\n')}>
          <IconAlertTriangle size={15} aria-hidden="true" />
          <span className={classes['words']}>{messages.join(' ')}</span>
        </span>
      )}
      {run !== undefined && (
        <span className={classes['sign']} data-status={run.status}>
          <StatusIcon status={run.status} size={18} />
          <span className={classes['words']}>{t(`status.${run.status}`)}</span>
        </span>
      )}
    </>
  );
});

/** A way out of a node. */
export function BranchLine({ row, isExpanded }: { readonly row: BranchRow; readonly isExpanded: boolean | undefined }) {
  const { t } = useTranslation();
  const Chevron = isExpanded === false ? IconChevronRight : IconChevronDown;
  return (
    <>
      <span className={classes['chevron']}>{isExpanded !== undefined && <Chevron size={14} aria-hidden="true" />}</span>
      <span className={classes['port']} data-kind={row.port === 'error' ? 'error' : undefined}>
        {row.way === undefined ? row.title : t('outline.way', { title: row.title, ...row.way })}
      </span>
      {row.wire === undefined && <span className={classes['summary']}>{t('outline.nowhere')}</span>}
    </>
  );
}

/** A wire to a node that stands elsewhere. */
export function LinkLine({ row, steps }: { readonly row: LinkRow; readonly steps: Steps }) {
  const { t } = useTranslation();
  const title = steps.get(row.to)?.title ?? row.to;
  const isNamed = steps.get(row.to)?.node.name !== undefined;
  return (
    <span className={classes['link']}>
      {t(row.isBack ? 'outline.backTo' : 'outline.goesOnAt', { title: isNamed ? title : `${title} (${row.to})` })}
    </span>
  );
}
