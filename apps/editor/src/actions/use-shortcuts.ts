import { useEffect } from 'react';
import { currentActions } from './action-store.ts';
import { isPressed, isWriting } from './shortcut.ts';

/** Does what a pressed shortcut stands for, unless a text is being written or something else has taken the key. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isWriting(event.target) || isInDialog(event.target)) return;
      const action = currentActions().find(
        ({ shortcut = [], disabled, within, areKeysElsewhere }) =>
          disabled === undefined &&
          areKeysElsewhere !== true &&
          isMeant(event, within) &&
          [shortcut].flat().some((each) => isPressed(each, event)),
      );
      if (action === undefined) return;
      event.preventDefault();
      action.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** What stands over the page has keys of its own. */
function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog], [role=menu], [role=listbox]') !== null;
}

/**
 * Whether keys pressed there are meant for what lies `within`. A button that has the focus is pressed with Enter and Space itself, but not
 * with Ctrl+Enter and its like.
 */
function isMeant({ target, key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent, within: string | undefined): boolean {
  if (!(target instanceof Element)) return within === undefined;
  const isPress = (key === 'Enter' || key === ' ') && !ctrlKey && !metaKey && !altKey && !shiftKey;
  if (isPress && target.closest('button, a, summary, [role=button]') !== null) return false;
  return within === undefined || target === document.body || target.closest(within) !== null;
}
