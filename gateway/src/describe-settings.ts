import type { SettingView } from '@sluice/protocol';
import type { Settings } from './settings.ts';

/** The settings in force, for people to read: of keys the public parts, never a seed. */
export function describeSettings(settings: Settings): SettingView[] {
  const { engine } = settings;
  const values: Readonly<Record<string, string>> = {
    SLUICE_HOME: settings.home,
    SLUICE_HOST: settings.host,
    SLUICE_PORT: String(settings.port),
    SLUICE_PUBLIC_URL: settings.publicOrigins.join(', '),
    SLUICE_ENGINE_URL: 'origin' in engine ? engine.origin : `unix:${engine.socketPath}`,
    SLUICE_ENGINE_DID: settings.engineDid,
    SLUICE_GATEWAY_KEY_FILE: settings.gatewayKey.did,
    SLUICE_LOCAL_KEYS: [...settings.localKeys].map(([did, role]) => `${did}:${role}`).join(', '),
    SLUICE_HOOK_RATE: String(settings.hookRate),
    SLUICE_EDITOR_DIR: settings.editorFolder,
    SLUICE_LOG: settings.logLevel,
  };
  return Object.entries(values).map(([name, value]) => ({
    name,
    value,
    source: settings.given.includes(name) ? 'environment' : 'default',
  }));
}
