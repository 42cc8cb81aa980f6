import { BLOB_THRESHOLD_BYTES, type getEngineSettings, type ResponseOf } from '@sluice/protocol';
import { defaultLimits } from './sandbox/sandbox-limits.ts';
import type { EngineSettings } from './settings.ts';

type Limit = ResponseOf<typeof getEngineSettings>['limits'][number];

/** The walls that every run meets, for people to read. */
export function engineLimits(settings: EngineSettings): Limit[] {
  return [
    { name: 'stepTimeout', value: defaultLimits.stepTimeoutMs, unit: 'ms' },
    { name: 'stepMemory', value: defaultLimits.memoryBytes, unit: 'bytes' },
    { name: 'stepStack', value: defaultLimits.stackBytes, unit: 'bytes' },
    { name: 'stepOutput', value: defaultLimits.outputBytes, unit: 'bytes' },
    { name: 'inlineItems', value: BLOB_THRESHOLD_BYTES, unit: 'bytes' },
    { name: 'liveExecutions', value: settings.maxLive, unit: 'count' },
    { name: 'retention', value: settings.retentionMs, unit: 'ms' },
  ];
}
