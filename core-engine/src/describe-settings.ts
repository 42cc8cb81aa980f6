import type { SettingView } from '@sluice/protocol';
import type { EngineSettings, ListenAddress } from './settings.ts';

const DAY_MS = 86_400_000;

/** The settings in force, for people to read. Of keys it names files and public parts only. */
export function describeSettings(settings: EngineSettings): SettingView[] {
  const values: Readonly<Record<string, string>> = {
    SLUICE_HOME: settings.home,
    SLUICE_ENGINE_LISTEN: addressText(settings.listen),
    SLUICE_ENGINE_KEY_FILE: settings.keyFile,
    SLUICE_TRUSTED_GATEWAYS: settings.trustedGateways.join(', '),
    SLUICE_PUBLIC_URL: settings.publicUrl,
    SLUICE_WORKERS: String(settings.workers),
    SLUICE_MAX_LIVE: String(settings.maxLive),
    SLUICE_RETENTION_DAYS: String(settings.retentionMs / DAY_MS),
    SLUICE_EGRESS_ALLOW: settings.egressAllow,
    SLUICE_MODULES: settings.modulesFolder ?? '',
    SLUICE_LOG: settings.logLevel,
  };
  return Object.entries(values).map(([name, value]) => ({
    name,
    value,
    source: settings.given.includes(name) ? 'environment' : 'default',
  }));
}

function addressText(address: ListenAddress): string {
  return address.kind === 'unix' ? `unix:${address.path}` : `${address.host}:${address.port}`;
}
