import { ActionIcon } from '@mantine/core';
import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { nodeTitle } from '../../canvas/read-steps.ts';
import { IconX } from '../../parts/icons.ts';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import { IssueList } from '../../step-panel/issue-list.tsx';
import classes from './issue-dock.module.css';

interface IssueDockProps {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  readonly issues: readonly Issue[];
  readonly onShow: (issue: Issue) => void;
  readonly onClose: () => void;
}

/** All that keeps the workflow from running, under the canvas. */
export function IssueDock({ document, catalog, issues, onShow, onClose }: IssueDockProps) {
  const { t } = useTranslation();
  const titleOf = (nodeId: string) => {
    const node = document.nodes[nodeId];
    return node === undefined ? nodeId : nodeTitle(nodeId, node, catalog.get(node.type));
  };
  return (
    <section className={classes['dock']} aria-labelledby="issues-title">
      <header className={classes['bar']}>
        <h2 id="issues-title">{t('issues.title', { count: issues.length })}</h2>
        <ActionIcon variant="subtle" color="gray" onClick={onClose} aria-label={t('issues.close')}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      <IssueList issues={issues} titleOf={titleOf} onShow={onShow} />
    </section>
  );
}
