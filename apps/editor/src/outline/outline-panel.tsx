import { ActionIcon } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { deskStore } from '../canvas/desk-store.ts';
import { IconX } from '../parts/icons.ts';
import type { OutlineProps } from './outline-dock.tsx';
import classes from './outline-panel.module.css';
import { OutlineTree } from './outline-tree.tsx';
import { useOutlineSteps } from './use-outline-steps.ts';

interface OutlinePanelProps extends OutlineProps {
  /** Whether the tree takes the focus when it comes. */
  readonly takesFocus: RefObject<boolean>;
  readonly onClose: () => void;
}

/** The workflow as text: every node on a line, what follows beneath it, what belongs to a way or a loop under that. */
export function OutlinePanel({ takesFocus, onClose, ...outline }: OutlinePanelProps) {
  const { t } = useTranslation();
  const desk = useStore(deskStore, (state) => state.desk);
  const { steps, rows } = useOutlineSteps(outline.document, outline.catalog, outline.issues);
  return (
    <div className={classes['panel']} data-outline>
      <header className={classes['header']}>
        <h2 id="outline-title">{t('outline.title')}</h2>
        <span className={classes['count']}>{t('outline.count', { count: steps.size })}</span>
        <ActionIcon variant="subtle" color="gray" onClick={onClose} aria-label={t('action.outlineClose')}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      {desk !== undefined && <OutlineTree {...outline} desk={desk} steps={steps} rows={rows} takesFocus={takesFocus} />}
    </div>
  );
}
