import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { BulkOutcome } from '../../bulk/bulk-outcome.tsx';
import { useBulk } from '../../bulk/use-bulk.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconArchive, IconFolder, IconSearch, IconSitemap } from '../../parts/icons.ts';
import { late, useRest } from '../../parts/late.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { useCan, useIsGuest } from '../../queries/use-me.ts';
import { useWorkflows, type WorkflowSummary } from '../../queries/use-workflows.ts';
import { FolderNav } from './folders/folder-nav.tsx';
import { DropZone } from './import/drop-zone.tsx';
import { type ImportItem, useImport } from './import/use-import.ts';
import { ImportButton } from './import-button.tsx';
import { NewWorkflowButton } from './new-workflow-button.tsx';
import { NothingShared } from './nothing-shared.tsx';
import { useListUpdates } from './use-list-updates.ts';
import { useWorkflowActions } from './use-workflow-actions.tsx';
import { WorkflowList } from './workflow-list.tsx';
import classes from './workflows-page.module.css';

/** Below a list of workflows it comes when the page has come to rest: who has some looks for one of them. */
const TemplateGallery = late(async () => (await import('./template-gallery.tsx')).TemplateGallery);

/** The workflows with what starts them and how they last ran, by folder and tag; and the samples to begin with. The filter stands in the address. */
export function WorkflowsPage() {
  const { t } = useTranslation();
  const filter = useSearch({ from: '/house/workflows' });
  const navigate = useNavigate({ from: '/workflows' });
  const workflows = useWorkflows(filter);
  const isGuest = useIsGuest();
  const canBuild = useCan('builder');
  const isAtRest = useRest();
  useListUpdates();
  const bulk = useBulk<WorkflowSummary>();
  const imports = useBulk<ImportItem>();
  const { actions, dialog } = useWorkflowActions(bulk);
  const importFiles = useImport({ bulk: imports, folder: filter.folder ?? '' });
  const takeFiles = useCallback((files: readonly File[]) => void importFiles(files), [importFiles]);

  const applySearch = (search: string) => {
    const { search: _, ...rest } = filter;
    void navigate({ search: search === '' ? rest : { ...rest, search }, replace: true });
  };
  const searchField = useRef<HTMLInputElement>(null);
  useAction({
    id: 'workflows.search',
    title: t('workflows.search'),
    group: t('workflows.title'),
    shortcut: '/',
    icon: IconSearch,
    run: () => searchField.current?.focus(),
  });

  const isEmpty = workflows.isSuccess && workflows.data.pages.every(({ items }) => items.length === 0);
  const isFiltered = Object.keys(filter).length > 0;
  const isFresh = isEmpty && !isFiltered;
  const isArchiveEmpty = filter.archived === true && filter.search === undefined;
  const failure = blockingError(workflows);
  return (
    <Page
      title={filter.folder ?? filter.tag ?? t(filter.archived ? 'folders.archive' : 'workflows.title')}
      subtitle={t(isGuest === true ? 'shared.subtitle' : 'workflows.subtitle')}
      isWide
      actions={
        <>
          <ImportButton onFiles={takeFiles} isBusy={imports.state !== undefined && imports.state.result === undefined} />
          <NewWorkflowButton folder={filter.folder ?? ''} />
        </>
      }
    >
      <DropZone onFiles={takeFiles} disabled={canBuild ? undefined : t('role.mayNotBuild')} />
      {failure !== undefined && <ProblemPanel error={failure} onRetry={() => workflows.refetch()} />}
      <div className={classes['columns']} data-alone={isFresh || isGuest === true || undefined}>
        {!isFresh && isGuest === false && <FolderNav filter={filter} />}
        <div className={classes['column']}>
          {!isFresh && (
            <SearchField
              ref={searchField}
              className={classes['search'] ?? ''}
              label={t('workflows.search')}
              leftSection={<IconSearch size={16} />}
              value={filter.search ?? ''}
              pauseMs={200}
              onSearch={applySearch}
            />
          )}
          {imports.state !== undefined && <BulkOutcome bulk={imports} state={imports.state} nameOf={({ name }) => name} />}
          <WorkflowList key={JSON.stringify(filter)} filter={filter} workflows={workflows} bulk={bulk} actions={actions} />
          {isEmpty && isFiltered && (
            <EmptyState
              icon={
                filter.archived ? <IconArchive size={24} /> : filter.folder ? <IconFolder size={24} /> : <IconSearch size={24} />
              }
              title={t(isArchiveEmpty ? 'workflows.noArchive' : 'workflows.noMatch')}
              text={t(isArchiveEmpty ? 'workflows.noArchiveText' : 'workflows.noMatchText')}
            >
              <Button variant="default" onClick={() => navigate({ search: {} })}>
                {t('workflows.showAll')}
              </Button>
            </EmptyState>
          )}
          {isFresh && isGuest === true && <NothingShared />}
          {isFresh && isGuest === false && (
            <EmptyState icon={<IconSitemap size={24} />} title={t('workflows.empty')} text={t('workflows.emptyText')} />
          )}
        </div>
      </div>
      {!isFiltered && isGuest === false && (isFresh || isAtRest) && <TemplateGallery isFirst={isFresh} />}
      {dialog}
    </Page>
  );
}
