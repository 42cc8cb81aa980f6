import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { fetchPart } from './fetch-part.ts';
import { KeysAhead } from './keys-ahead.tsx';

/** A part of a page that is fetched when it is first shown, or before by `usePreload`. Nothing stands in its place until then. */
export type Late<Props> = ComponentType<Props> & {
  readonly preload: () => Promise<unknown>;
  /** The same for whoever shows something else until it is there: it suspends. */
  readonly Part: ComponentType<Props>;
};

interface LateOptions {
  /** It is opened by keys and takes the focus: what is pressed until it is there is meant for it. */
  readonly takesKeys?: true;
}

/** What comes first on a page shall not wait for what is opened on it. `load` gives the component, by a dynamic import. */
export function late<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { takesKeys }: LateOptions = {},
): Late<Props> {
  const preload = () => fetchPart(load);
  const Part = lazy(async () => ({ default: await preload() }));
  // biome-ignore lint/correctness/noComponentHookFactories: called where modules begin, once per part
  function LatePart(props: Props) {
    return (
      <Suspense fallback={takesKeys && <KeysAhead />}>
        <Part {...props} />
      </Suspense>
    );
  }
  return Object.assign(LatePart, { preload, Part: Part as ComponentType<Props> }); // a lazy component takes the props of what it loads
}

const REST_MS = 1500;

/** True once the page has come to rest: what nobody waits for comes then. */
export function useRest(): boolean {
  const [isAtRest, setAtRest] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAtRest(true), REST_MS);
    return () => clearTimeout(timer);
  }, []);
  return isAtRest;
}

/** Fetches late parts when the page has come to rest, so that nobody waits for them later. `parts` is read once. */
export function usePreload(...parts: readonly { readonly preload: () => Promise<unknown> }[]): void {
  const isAtRest = useRest();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page; one that fails is asked for again when it is shown
  useEffect(() => {
    if (isAtRest) void Promise.allSettled(parts.map((part) => part.preload()));
  }, [isAtRest]);
}
