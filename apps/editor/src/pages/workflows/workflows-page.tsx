import { Button, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconSearch, IconSitemap } from '../../parts/icons.ts';
import { Page } from '../../parts/page.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { VirtualList } from '../../parts/virtual-list.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { useWorkflows } from '../../queries/use-workflows.ts';
import { ImportButton } from './import-button.tsx';
import { TemplateGallery } from './template-gallery.tsx';
import { useListUpdates } from './use-list-updates.ts';
import { WorkflowRow } from './workflow-row.tsx';
import classes from './workflows-page.module.css';

const ROW_HEIGHT = 65;

/** Home: the workflows with what starts them and how they last ran, and the samples to begin with. */
export function WorkflowsPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 200);
  const workflows = useWorkflows(wanted);
  useListUpdates();
  const items = workflows.data?.pages.flatMap((page) => page.items) ?? [];
  const isFresh = workflows.isSuccess && items.length === 0 && wanted === '';

  const failure = blockingError(workflows);
  return (
    <Page title={t('workflows.title')} subtitle={t('workflows.subtitle')} actions={<ImportButton />}>
      {failure !== undefined && <ProblemPanel error={failure} onRetry={() => workflows.refetch()} />}
      {!isFresh && (
        <TextInput
          className={classes['search'] ?? ''}
          placeholder={t('workflows.search')}
          aria-label={t('workflows.search')}
          leftSection={<IconSearch size={16} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {workflows.isPending && <Skeleton height={ROW_HEIGHT * 3} radius="lg" />}
      {items.length > 0 && (
        <div className={classes['list']}>
          <VirtualList
            items={items}
            rowHeight={ROW_HEIGHT}
            keyOf={(workflow) => workflow.id}
            renderRow={(workflow) => <WorkflowRow workflow={workflow} />}
            label={t('workflows.title')}
            onEnd={() => workflows.hasNextPage && !workflows.isFetchingNextPage && workflows.fetchNextPage()}
          />
        </div>
      )}
      {workflows.isSuccess && items.length === 0 && wanted !== '' && (
        <EmptyState
          icon={<IconSearch size={24} />}
          title={t('workflows.noMatch')}
          text={t('workflows.noMatchText', { search: wanted })}
        >
          <Button variant="default" onClick={() => setSearch('')}>
            {t('workflows.clearSearch')}
          </Button>
        </EmptyState>
      )}
      {isFresh && <EmptyState icon={<IconSitemap size={24} />} title={t('workflows.empty')} text={t('workflows.emptyText')} />}
      {wanted === '' && <TemplateGallery isFirst={isFresh} />}
    </Page>
  );
}
