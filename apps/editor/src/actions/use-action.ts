import { useEffect, useRef } from 'react';
import { type Action, registerAction } from './action-store.ts';

/** Offers an action for as long as the caller is mounted. `run` may be another function at each drawing. */
export function useAction({ id, title, group, shortcut, areKeysElsewhere, icon, disabled, run }: Action): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const shortcuts = typeof shortcut === 'string' ? shortcut : shortcut?.join(' ');
  useEffect(
    () =>
      registerAction({
        id,
        title,
        group,
        ...(shortcuts === undefined ? {} : { shortcut: shortcuts.split(' ') }),
        ...(areKeysElsewhere === undefined ? {} : { areKeysElsewhere }),
        ...(icon === undefined ? {} : { icon }),
        disabled,
        run: () => latest.current(),
      }),
    [id, title, group, shortcuts, areKeysElsewhere, icon, disabled],
  );
}
