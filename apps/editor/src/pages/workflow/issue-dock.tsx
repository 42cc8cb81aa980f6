import { ActionIcon } from '@mantine/core';
import type { Issue } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { IconX } from '../../parts/icons.ts';
import { IssueList } from '../../step-panel/issue-list.tsx';
import classes from './issue-dock.module.css';

interface IssueDockProps {
  readonly issues: readonly Issue[];
  readonly onShow: (nodeId: string) => void;
  readonly onClose: () => void;
}

/** All that keeps the workflow from running, under the canvas. */
export function IssueDock({ issues, onShow, onClose }: IssueDockProps) {
  const { t } = useTranslation();
  return (
    <section className={classes['dock']} aria-labelledby="issues-title">
      <header className={classes['bar']}>
        <h2 id="issues-title">{t('issues.title', { count: issues.length })}</h2>
        <ActionIcon variant="subtle" color="gray" onClick={onClose} aria-label={t('issues.close')}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      <IssueList issues={issues} onShow={onShow} />
    </section>
  );
}
