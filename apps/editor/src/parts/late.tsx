import { type ComponentType, lazy, Suspense, useEffect } from 'react';
import { fetchPart } from './fetch-part.ts';

/** A part of a page that is fetched when it is first shown, or before by `usePreload`. Nothing stands in its place until then. */
export type Late<Props> = ComponentType<Props> & { readonly preload: () => Promise<unknown> };

/** What comes first on a page shall not wait for what is opened on it. `load` gives the component, by a dynamic import. */
export function late<Props extends object>(load: () => Promise<ComponentType<Props>>): Late<Props> {
  const preload = () => fetchPart(load);
  const Part = lazy(async () => ({ default: await preload() }));
  // biome-ignore lint/correctness/noComponentHookFactories: called where modules begin, once per part
  function LatePart(props: Props) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    );
  }
  return Object.assign(LatePart, { preload });
}

const REST_MS = 1500;

/** Fetches late parts when the page has come to rest, so that nobody waits for them later. `parts` is read once. */
export function usePreload(...parts: readonly { readonly preload: () => Promise<unknown> }[]): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page; one that fails is asked for again when it is shown
  useEffect(() => {
    const timer = setTimeout(() => void Promise.allSettled(parts.map((part) => part.preload())), REST_MS);
    return () => clearTimeout(timer);
  }, []);
}
