import { useEffect } from 'react';
import { refuse } from '../parts/refuse.ts';
import { currentActions } from './action-store.ts';
import { areKeysHeld, holdKey } from './held-keys.ts';
import { isPressed, isWriting } from './shortcut.ts';

/**
 * Does what a pressed shortcut stands for, unless a text is being written or something else has taken the key. What the role does not allow says
 * so; Tab leads on then, so that who may only look is not held on the canvas.
 */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isWriting(event.target) || isInDialog(event.target)) return;
      const named = currentActions().filter(
        ({ shortcut = [], within, isOfCanvas }) =>
          isMeant(event, within) &&
          !(isOfCanvas === true && isInPanel(event.target)) &&
          [shortcut].flat().some((each) => isPressed(each, event)),
      );
      if (areKeysHeld() && !named.some(({ areKeysElsewhere }) => areKeysElsewhere === true)) {
        holdKey(event); // in its turn
        if (named.length > 0 && event.key !== 'Tab') event.preventDefault();
        return;
      }
      const pressed = named.filter(({ areKeysElsewhere }) => areKeysElsewhere !== true);
      const action = pressed.find(({ disabled }) => disabled === undefined);
      const lack = pressed.find((each) => each.lack !== undefined && each.disabled === each.lack)?.lack;
      if (action === undefined && lack === undefined) {
        // Who takes such a key elsewhere has taken it.
        if (named.length === 0) holdKey(event);
        return;
      }
      if (action !== undefined || event.key !== 'Tab') event.preventDefault();
      if (action !== undefined) action.run(true);
      else if (lack !== undefined) refuse(lack);
    };
    const listeners = new AbortController();
    const { signal } = listeners;
    window.addEventListener('keydown', onKey, { signal });
    window.addEventListener('focusin', noteHand, { signal });
    window.addEventListener('pointerdown', noteHand, { signal, capture: true });
    return () => listeners.abort();
  }, []);
}

/** What is written in beside the canvas. */
const PANEL = 'aside';
let wasInPanel = false;

/** What has the focus can be taken away by what is done with it: its panel is still where the next key is meant to go. */
function noteHand({ target }: Event): void {
  if (target instanceof Element && target !== document.body) wasInPanel = target.closest(PANEL) !== null;
}

function isInPanel(target: EventTarget | null): boolean {
  if (target !== document.body) return target instanceof Element && target.closest(PANEL) !== null;
  return wasInPanel && document.querySelector(PANEL) !== null;
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
