import { getEngineSettings, getGatewaySettings } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { api } from '../app/services.ts';
import { useIsKnownAs } from './use-me.ts';

/** What engine and gateway are configured with; for builders. */
export function useEngineSettings() {
  const isEnabled = useIsKnownAs('builder');
  const engine = useQuery({
    queryKey: ['engine', 'settings'],
    queryFn: ({ signal }) => api(getEngineSettings, {}, { signal }),
    enabled: isEnabled,
  });
  const gateway = useQuery({
    queryKey: ['gateway', 'settings'],
    queryFn: ({ signal }) => api(getGatewaySettings, {}, { signal }),
    enabled: isEnabled,
  });
  return { engine, gateway };
}
