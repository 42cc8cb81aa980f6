import { getEngineSettings } from '@sluice/protocol';
import { describeSettings } from '../describe-settings.ts';
import { engineLimits } from '../engine-limits.ts';
import { route } from './route.ts';

export const getEngineSettingsRoute = route(getEngineSettings, ({ services }) => ({
  settings: describeSettings(services.settings),
  limits: engineLimits(services.settings),
}));
