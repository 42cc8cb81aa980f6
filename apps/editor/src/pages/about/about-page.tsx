import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../format/format-duration.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { useHealth } from '../../queries/use-health.ts';
import classes from './about-page.module.css';
import { ExecutionCounts } from './execution-counts.tsx';
import { Fact } from './fact.tsx';
import { HealthCard } from './health-card.tsx';
import { HouseState } from './house-state.tsx';
import { reportOf } from './report-of.ts';

/** Which Sluice this is, and whether its parts are well. */
export function AboutPage() {
  const { t } = useTranslation();
  const { ready, engine, descriptor } = useHealth();
  const failure = blockingError(engine, descriptor);
  const { data: info } = engine;
  return (
    <Page title={t('about.title')} subtitle={t('about.subtitle')}>
      <HouseState
        readiness={ready.data}
        version={descriptor.data?.versions.sluice}
        report={reportOf({ readiness: ready.data, engine: info, descriptor: descriptor.data })}
      />
      <div className={classes['health']}>
        <HealthCard title={t('about.gateway')} isWell={ready.data === undefined ? undefined : ready.data !== null}>
          {ready.data && t('about.tookMs', { duration: formatDuration(ready.data.tookMs) })}
        </HealthCard>
        <HealthCard title={t('about.database')} isWell={ready.data?.database} />
        <HealthCard title={t('about.engine')} isWell={ready.data?.engine}>
          {info !== undefined && t('about.upFor', { duration: formatDuration(info.uptimeMs) })}
        </HealthCard>
      </div>
      {failure !== undefined && (
        <ProblemPanel error={failure} onRetry={() => Promise.all([engine.refetch(), descriptor.refetch()])} />
      )}
      {engine.isLoading && <Skeleton height={220} radius="lg" />}
      {info !== undefined && (
        <>
          <h2 className={classes['heading']}>{t('about.executions')}</h2>
          <ExecutionCounts executions={info.executions} />
          <h2 className={classes['heading']}>{t('about.engine')}</h2>
          <dl className={classes['facts']}>
            <Fact title={t('about.version')}>{info.version}</Fact>
            <Fact title={t('about.node')}>{info.nodeVersion}</Fact>
            <Fact title={t('about.storage')}>{info.storage}</Fact>
            <Fact title={t('about.workers')}>{info.workers}</Fact>
          </dl>
        </>
      )}
      {descriptor.data !== undefined && (
        <>
          <h2 className={classes['heading']}>{t('about.identity')}</h2>
          <dl className={classes['facts']}>
            <Fact title={t('about.address')}>
              {descriptor.data.url}
              <CopyButton value={descriptor.data.url} label={t('about.copyAddress')} />
            </Fact>
            <Fact title={t('about.gatewayKey')}>
              <code>{descriptor.data.gateway}</code>
              <CopyButton value={descriptor.data.gateway} label={t('about.copyGatewayKey')} />
            </Fact>
            <Fact title={t('about.engineKey')}>
              <code>{descriptor.data.engine}</code>
              <CopyButton value={descriptor.data.engine} label={t('about.copyEngineKey')} />
            </Fact>
            <Fact title={t('about.documentFormat')}>{descriptor.data.versions.document}</Fact>
            <Fact title={t('about.signatureProfile')}>{descriptor.data.versions.signature}</Fact>
          </dl>
        </>
      )}
      <p className={classes['links']}>
        <a href="/docs">{t('about.api')}</a>
        <a href="/v1/openapi.json">openapi.json</a>
        <a href="/.well-known/sluice">{t('about.descriptor')}</a>
      </p>
    </Page>
  );
}
