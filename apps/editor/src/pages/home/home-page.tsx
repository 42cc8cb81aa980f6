import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BulkOutcome } from '../../bulk/bulk-outcome.tsx';
import { useBulk } from '../../bulk/use-bulk.ts';
import { Page } from '../../parts/page.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { useIsGuest } from '../../queries/use-me.ts';
import { useWorkflows } from '../../queries/use-workflows.ts';
import type { ImportItem } from '../workflows/import/use-import.ts';
import { NothingShared } from '../workflows/nothing-shared.tsx';
import { useListUpdates } from '../workflows/use-list-updates.ts';
import { FailureSection } from './failure-section.tsx';
import { FirstSteps } from './first-steps.tsx';
import classes from './home-page.module.css';
import { RecentSection } from './recent-section.tsx';
import { RunningSection } from './running-section.tsx';
import { WaitingSection } from './waiting-section.tsx';

/** Where the day begins: what waits for a person, what failed, what runs now, and the workflows of late. Live. */
export function HomePage() {
  const { t } = useTranslation();
  const workflows = useWorkflows();
  const isGuest = useIsGuest();
  useListUpdates();
  const imports = useBulk<ImportItem>();
  const outcome = imports.state && <BulkOutcome bulk={imports} state={imports.state} nameOf={({ name }) => name} />;
  const items = workflows.data?.pages.flatMap((page) => page.items) ?? [];
  const failure = blockingError(workflows);
  if (workflows.isSuccess && items.length === 0 && isGuest === true) {
    return (
      <Page title={t('home.title')} subtitle={t('shared.subtitle')}>
        <NothingShared />
      </Page>
    );
  }
  if (workflows.isSuccess && items.length === 0 && isGuest === false) {
    return (
      <Page title={t('home.welcome')} subtitle={t('home.welcomeText')}>
        {outcome}
        <FirstSteps imports={imports} />
      </Page>
    );
  }
  return (
    <Page title={t('home.title')} subtitle={t('home.subtitle')} isWide>
      {outcome}
      {failure !== undefined && <ProblemPanel error={failure} onRetry={() => workflows.refetch()} />}
      {workflows.isPending && <Skeleton height={320} radius="lg" />}
      {items.length > 0 && (
        <div className={classes['columns']}>
          <div className={classes['column']}>
            <WaitingSection />
            <FailureSection />
          </div>
          <div className={classes['column']}>
            <RunningSection />
            <RecentSection workflows={items} />
          </div>
        </div>
      )}
    </Page>
  );
}
