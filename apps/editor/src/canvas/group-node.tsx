import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useGroupStatus } from '../app/runs.ts';
import { IconAlertTriangle, IconChevronDown, IconChevronRight } from '../parts/icons.ts';
import { StatusIcon } from '../parts/status-icon.tsx';
import { useCanvasHands, useCanvasRun, useCanvasState } from './canvas-context.ts';
import classes from './group-node.module.css';
import { NameField } from './name-field.tsx';
import type { GroupBox } from './place-graph.ts';

const NOBODY: readonly string[] = [];

export type GroupFlowNode = Node<{ readonly box: GroupBox; readonly isSelected: boolean }, 'group'>;

/** A group: a frame around its nodes, or while it is collapsed one box that stands for them. It is dragged, selected and opened by its heading. */
export const GroupNode = memo(
  function GroupNode({ id, data: { box, isSelected } }: NodeProps<GroupFlowNode>) {
    const { t } = useTranslation();
    const hands = useCanvasHands();
    const isRenaming = useCanvasState((state) => state.renaming === id);
    const { title, color, collapsed } = box.group;
    const status = useGroupStatus(useCanvasRun(), collapsed ? box.members : NOBODY);
    const name = title === '' ? t('group.untitled') : title;
    const isReadOnly = hands.readOnlyReason() !== undefined;
    return (
      <div
        className={classes['group']}
        data-color={color}
        data-collapsed={collapsed || undefined}
        data-selected={isSelected || undefined}
        data-status={status}
      >
        <div className={`${classes['heading']} group-heading`}>
          <button
            type="button"
            className={`${classes['fold']} nodrag`}
            aria-expanded={!collapsed}
            aria-label={collapsed ? t('group.expand', { title: name }) : t('group.collapse', { title: name })}
            disabled={isReadOnly}
            title={hands.readOnlyReason()}
            onClick={(event) => {
              event.stopPropagation();
              hands.fold(id);
            }}
          >
            {collapsed ? <IconChevronRight size={16} /> : <IconChevronDown size={16} />}
          </button>
          {isRenaming ? (
            <NameField label={t('canvas.nameOf', { title: name })} value={title} onDone={(text) => hands.rename(id, text)} />
          ) : (
            <span className={classes['title']}>{name}</span>
          )}
          <span className={classes['count']}>{t('group.count', { count: box.members.length })}</span>
          {status !== undefined && <StatusIcon status={status} size={20} />}
          {box.problems > 0 && (
            <span className={classes['problems']} role="img" aria-label={t('issues.title', { count: box.problems })}>
              <IconAlertTriangle size={13} stroke={2.2} aria-hidden="true" />
              {box.problems}
            </span>
          )}
        </div>
      </div>
    );
  },
  (before, now) => before.id === now.id && before.data === now.data,
);
