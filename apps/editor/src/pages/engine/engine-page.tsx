import { Skeleton } from '@mantine/core';
import { listModules } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/services.ts';
import { Page } from '../../parts/page.tsx';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { blockingError } from '../../queries/blocking-error.ts';
import { inOwnWords } from '../../queries/use-catalog.ts';
import { useEngineSettings } from '../../queries/use-engine-settings.ts';
import { useCan } from '../../queries/use-me.ts';
import { EngineSection } from './engine-section.tsx';
import { LimitTable } from './limit-table.tsx';
import { ModuleList } from './module-list.tsx';
import { SettingTable } from './setting-table.tsx';

/** How this installation is set up: read, not changed, since it is read from the environment at the start. */
export function EnginePage() {
  const { t } = useTranslation();
  const canSee = useCan('builder');
  const { engine, gateway } = useEngineSettings();
  const modules = useQuery({
    queryKey: ['modules', 'manifests'],
    queryFn: async ({ signal }) => {
      const { modules: all } = await api(listModules, {}, { signal });
      return { modules: await Promise.all(all.map(async (module) => ({ ...module, nodes: await inOwnWords(module.nodes) }))) };
    },
    staleTime: 300_000,
  });
  const failure = blockingError(engine, gateway, modules);
  const retry = () => Promise.all([engine.refetch(), gateway.refetch(), modules.refetch()]);
  return (
    <Page title={t('engine.title')} subtitle={t('engine.subtitle')}>
      {failure !== undefined && <ProblemPanel error={failure} onRetry={retry} />}
      {((canSee && engine.isPending && failure === undefined) || modules.isPending) && <Skeleton height={320} radius="lg" />}
      {!canSee && <EngineSection title={t('engine.settings')} text={t('engine.refused')} />}
      {engine.data !== undefined && (
        <>
          <EngineSection title={t('engine.limits')} text={t('engine.limitsHelp')}>
            <LimitTable limits={engine.data.limits} />
          </EngineSection>
          <EngineSection title={t('engine.settings')} text={t('engine.settingsHelp')}>
            <SettingTable settings={engine.data.settings} label={t('engine.settings')} />
          </EngineSection>
        </>
      )}
      {gateway.data !== undefined && (
        <EngineSection title={t('engine.gateway')} text={t('engine.settingsHelp')}>
          <SettingTable settings={gateway.data.settings} label={t('engine.gateway')} />
        </EngineSection>
      )}
      {modules.data !== undefined && (
        <EngineSection title={t('engine.modules')} text={t('engine.modulesHelp')}>
          <ModuleList modules={modules.data.modules} />
        </EngineSection>
      )}
    </Page>
  );
}
