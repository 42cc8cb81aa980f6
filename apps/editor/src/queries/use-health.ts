import { getDescriptor, getEngineInfo } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../app/services.ts';
import { useCan } from './use-me.ts';

const readiness = z.looseObject({ status: z.string(), database: z.boolean(), engine: z.boolean() });
export type Readiness = z.infer<typeof readiness>;

const EVERY_MS = 10_000;

/** How gateway and engine are: asked again every ten seconds while somebody looks. A gateway that does not answer is no error here, but news. */
export function useHealth() {
  const canSee = useCan('viewer');
  const ready = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => fetchReadiness(signal),
    refetchInterval: EVERY_MS,
  });
  const engine = useQuery({
    queryKey: ['engine'],
    queryFn: ({ signal }) => api(getEngineInfo, {}, { signal }),
    refetchInterval: EVERY_MS,
    enabled: canSee,
  });
  const descriptor = useQuery({ queryKey: ['descriptor'], queryFn: ({ signal }) => api(getDescriptor, {}, { signal }) });
  return { ready, engine, descriptor };
}

/** Null: the gateway does not answer. */
async function fetchReadiness(signal: AbortSignal): Promise<Readiness | null> {
  try {
    const response = await fetch('/readyz', { signal, cache: 'no-store', credentials: 'omit' });
    return readiness.parse(await response.json());
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
