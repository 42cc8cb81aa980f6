import { useEffect, useRef } from 'react';
import { type Action, registerAction } from './action-store.ts';

/** Offers actions for as long as the caller is mounted. Their `run` may be other functions at each drawing. */
export function useActions(actions: readonly Action[]): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const shown = JSON.stringify(actions.map(({ icon: _icon, run: _run, ...rest }) => rest));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown of the actions says when they are others
  useEffect(() => {
    const stops = latest.current.map((action) => {
      const run = (isByKey?: boolean) => latest.current.find(({ id }) => id === action.id)?.run(isByKey);
      return registerAction({ ...action, run });
    });
    return () => {
      for (const stop of stops) stop();
    };
  }, [shown]);
}
