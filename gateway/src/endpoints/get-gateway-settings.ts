import { getGatewaySettings } from '@sluice/protocol';
import { describeSettings } from '../describe-settings.ts';
import { gatewayRoute } from './gateway-route.ts';

export const getGatewaySettingsRoute = gatewayRoute(getGatewaySettings, async ({ services }) => ({
  version: services.version,
  nodeVersion: process.version,
  settings: describeSettings(services.settings),
}));
