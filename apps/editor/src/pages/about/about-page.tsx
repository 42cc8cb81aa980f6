import { Skeleton } from '@mantine/core';
import { getEngineInfo } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/services.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { Page } from '../../parts/page.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import classes from './about-page.module.css';

/** Which engine this is and how it is doing. */
export function AboutPage() {
  const { t } = useTranslation();
  const info = useQuery({
    queryKey: ['engine'],
    queryFn: ({ signal }) => api(getEngineInfo, {}, { signal }),
    refetchInterval: 10_000,
  });
  const failure = blockingError(info);
  return (
    <Page title={t('about.title')} subtitle={t('about.subtitle')}>
      {failure !== undefined && <ProblemPanel error={failure} onRetry={() => info.refetch()} />}
      {info.isPending && <Skeleton height={220} radius="lg" />}
      {info.data !== undefined && (
        <dl className={classes['facts']}>
          <Fact title={t('about.version')} value={info.data.version} />
          <Fact title={t('about.node')} value={info.data.nodeVersion} />
          <Fact title={t('about.storage')} value={info.data.storage} />
          <Fact title={t('about.workers')} value={String(info.data.workers)} />
          <Fact title={t('about.uptime')} value={formatDuration(info.data.uptimeMs)} />
          <Fact title={t('about.executions')} value={executionsText(info.data.executions, t('about.none'))} />
        </dl>
      )}
      <p className={classes['links']}>
        <a href="/docs">{t('about.api')}</a>
        <a href="/v1/openapi.json">openapi.json</a>
      </p>
    </Page>
  );
}

function Fact({ title, value }: { readonly title: string; readonly value: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function executionsText(executions: Readonly<Record<string, number>>, none: string): string {
  const parts = Object.entries(executions).filter(([, count]) => count > 0);
  return parts.length === 0 ? none : parts.map(([status, count]) => `${count} ${status}`).join(', ');
}
