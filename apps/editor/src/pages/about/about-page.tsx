import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../format/format-duration.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { useHealth } from '../../queries/use-health.ts';
import classes from './about-page.module.css';
import { Fact } from './fact.tsx';
import { HealthCard } from './health-card.tsx';

/** Which Sluice this is, and whether its parts are well. */
export function AboutPage() {
  const { t } = useTranslation();
  const { ready, engine, descriptor } = useHealth();
  const failure = blockingError(engine, descriptor);
  return (
    <Page title={t('about.title')} subtitle={t('about.subtitle')}>
      <div className={classes['health']}>
        <HealthCard title={t('about.gateway')} isWell={ready.data === undefined ? undefined : ready.data !== null} />
        <HealthCard title={t('about.database')} isWell={ready.data?.database} />
        <HealthCard title={t('about.engine')} isWell={ready.data?.engine} />
      </div>
      {failure !== undefined && (
        <ProblemPanel error={failure} onRetry={() => Promise.all([engine.refetch(), descriptor.refetch()])} />
      )}
      {engine.isLoading && <Skeleton height={220} radius="lg" />}
      <dl className={classes['facts']}>
        {engine.data !== undefined && (
          <>
            <Fact title={t('about.version')}>{engine.data.version}</Fact>
            <Fact title={t('about.node')}>{engine.data.nodeVersion}</Fact>
            <Fact title={t('about.storage')}>{engine.data.storage}</Fact>
            <Fact title={t('about.workers')}>{engine.data.workers}</Fact>
            <Fact title={t('about.uptime')}>{formatDuration(engine.data.uptimeMs)}</Fact>
            <Fact title={t('about.executions')}>
              <Counts executions={engine.data.executions} />
            </Fact>
          </>
        )}
        {descriptor.data !== undefined && (
          <>
            <Fact title={t('about.address')}>{descriptor.data.url}</Fact>
            <Fact title={t('about.gatewayKey')}>
              <code>{descriptor.data.gateway}</code>
              <CopyButton value={descriptor.data.gateway} label={t('about.copyGatewayKey')} />
            </Fact>
            <Fact title={t('about.engineKey')}>
              <code>{descriptor.data.engine}</code>
              <CopyButton value={descriptor.data.engine} label={t('about.copyEngineKey')} />
            </Fact>
          </>
        )}
      </dl>
      <p className={classes['links']}>
        <a href="/docs">{t('about.api')}</a>
        <a href="/v1/openapi.json">openapi.json</a>
      </p>
    </Page>
  );
}

/** How many executions stand how. A status that this editor does not know yet is shown as it is called. */
function Counts({ executions }: { readonly executions: Readonly<Record<string, number>> }) {
  const { t } = useTranslation();
  const parts = Object.entries(executions)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${t(`status.${status}` as 'status.completed', { defaultValue: status })}: ${count}`);
  return parts.length === 0 ? t('about.none') : parts.join(', ');
}
