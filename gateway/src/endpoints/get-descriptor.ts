import { getDescriptor } from '@sluice/protocol';
import { gatewayRoute } from './gateway-route.ts';

export const getDescriptorRoute = gatewayRoute(getDescriptor, ({ services }) => services.describe());
