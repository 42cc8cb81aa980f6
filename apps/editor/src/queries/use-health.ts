import { getDescriptor, getEngineInfo, type ResponseOf } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../app/services.ts';
import { useIsKnownAs } from './use-me.ts';

const readiness = z.looseObject({ status: z.string(), database: z.boolean(), engine: z.boolean() });
/** `tookMs`: from the question to the answer, as this browser sees it. */
type Readiness = z.infer<typeof readiness> & { readonly tookMs: number };

export type EngineInfo = ResponseOf<typeof getEngineInfo>;
export type Descriptor = ResponseOf<typeof getDescriptor>;

const EVERY_MS = 10_000;

/** How gateway and engine are: asked again every ten seconds while somebody looks. A gateway that does not answer is no error here, but news. */
export function useHealth() {
  const canSee = useIsKnownAs('viewer');
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
    const asked = performance.now();
    const response = await fetch('/readyz', { signal, cache: 'no-store', credentials: 'omit' });
    const answer = readiness.parse(await response.json());
    return { ...answer, tookMs: performance.now() - asked };
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
