import { useEffect, useRef } from 'react';
import { type Action, registerAction } from './action-store.ts';

/** Offers an action for as long as the caller is mounted. `run` may be another function at each drawing. */
export function useAction({ id, title, group, shortcut, areKeysElsewhere, isOfCanvas, icon, disabled, lack, run }: Action): void {
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
        ...(isOfCanvas === undefined ? {} : { isOfCanvas }),
        ...(areKeysElsewhere === undefined ? {} : { areKeysElsewhere }),
        ...(icon === undefined ? {} : { icon }),
        disabled,
        lack,
        run: (isByKey) => latest.current(isByKey),
      }),
    [id, title, group, shortcuts, areKeysElsewhere, isOfCanvas, icon, disabled, lack],
  );
}
