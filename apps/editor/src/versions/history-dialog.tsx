import type { WorkflowDetail } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../draft/draft-context.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { IconHistory } from '../parts/icons.ts';
import { ProblemPanel } from '../parts/problem-panel.tsx';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { useVersions } from '../queries/use-versions.ts';
import classes from './history-dialog.module.css';
import { DRAFT, VersionList } from './version-list.tsx';
import { VersionView } from './version-view.tsx';

export interface HistoryDialogProps {
  readonly workflow: WorkflowDetail;
  readonly catalog: NodeCatalog;
  /** The hash of the version that is looked at, or `draft`. */
  readonly selected: string;
  /** Why the draft may not be changed. */
  readonly readOnlyReason: string | undefined;
  readonly onSelect: (selected: string) => void;
  readonly onClose: () => void;
}

/** The versions of a workflow, what changed between any two of them, and the ways back. */
export function HistoryDialog({ workflow, catalog, selected, readOnlyReason, onSelect, onClose }: HistoryDialogProps) {
  const { t } = useTranslation();
  const versions = useVersions(workflow.id);
  const document = useDraft((state) => state.document);
  const items = versions.data;
  return (
    <Dialog
      fullScreen
      onClose={onClose}
      title={t('versions.title')}
      closeButtonProps={{ 'aria-label': t('versions.close') }}
      transitionProps={{ duration: 0 }}
      classNames={{ content: classes['content'] ?? '', header: classes['header'] ?? '', body: classes['body'] ?? '' }}
    >
      {versions.error !== null && items === undefined ? (
        <ProblemPanel error={versions.error} onRetry={() => void versions.refetch()} />
      ) : items === undefined ? null : items.length === 0 ? (
        <EmptyState icon={<IconHistory size={26} />} title={t('versions.none')} text={t('versions.noneText')} />
      ) : (
        <div className={classes['columns']}>
          <VersionList versions={items} selected={selected} onSelect={onSelect} />
          {selected === DRAFT || items.some(({ version }) => version === selected) ? (
            <VersionView
              key={selected}
              workflow={workflow}
              catalog={catalog}
              versions={items}
              selected={selected}
              draft={document}
              readOnlyReason={readOnlyReason}
              onClose={onClose}
            />
          ) : (
            <p className={classes['text']}>{t('versions.unknown')}</p>
          )}
        </div>
      )}
    </Dialog>
  );
}
