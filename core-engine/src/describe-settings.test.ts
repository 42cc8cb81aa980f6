import { describe, expect, it } from 'vitest';
import { describeSettings } from './describe-settings.ts';
import { readSettings } from './settings.ts';

describe('the settings, described', () => {
  it('say what is in force and whether somebody set it', () => {
    const described = describeSettings(
      readSettings({ SLUICE_WORKERS: '3', SLUICE_RETENTION_DAYS: '7', SLUICE_ENGINE_LISTEN: 'unix:/run/e.sock', SLUICE_LOG: '' }),
    );
    const of = (name: string) => described.find((setting) => setting.name === name);
    expect(of('SLUICE_WORKERS')).toEqual({ name: 'SLUICE_WORKERS', value: '3', source: 'environment' });
    expect(of('SLUICE_RETENTION_DAYS')).toMatchObject({ value: '7', source: 'environment' });
    expect(of('SLUICE_ENGINE_LISTEN')).toMatchObject({ value: 'unix:/run/e.sock' });
    expect(of('SLUICE_LOG')).toEqual({ name: 'SLUICE_LOG', value: 'warn', source: 'default' });
    expect(of('SLUICE_MAX_LIVE')).toMatchObject({ value: '20000', source: 'default' });
  });
});
