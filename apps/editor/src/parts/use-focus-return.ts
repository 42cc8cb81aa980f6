import { useEffect, useState } from 'react';
import { focusPage, focusRowOf, indexOfRow, isFocusLost } from './focus.ts';

/** Where the focus was before something opened over the page. */
interface Origin {
  readonly element: HTMLElement;
  /** Its row, which may be gone when it is asked for. */
  readonly list: Element | null;
  readonly index: number;
  /** The dialog that it lies in came from somewhere, too. */
  readonly before: Origin | undefined;
}

const open: Origin[] = [];

/** Gives the focus back when what opens over the page is taken away while it has the focus: to what it was opened by, or what came in its place. */
export function useFocusReturn(): void {
  const [origin] = useState(originNow);
  useEffect(() => {
    if (origin === undefined) return;
    open.push(origin);
    return () => {
      open.splice(open.indexOf(origin), 1);
      if (isFocusLost()) goBack(origin);
    };
  }, [origin]);
}

function originNow(): Origin | undefined {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || isFocusLost()) return undefined;
  const before = element.closest('[role=dialog]') === null ? undefined : open.at(-1);
  return { element, list: element.closest('[aria-posinset]')?.parentElement ?? null, index: indexOfRow(element), before };
}

function goBack({ element, list, index, before }: Origin): void {
  if (element.isConnected) element.focus({ preventScroll: true });
  if (!isFocusLost() || (list !== null && focusRowOf(list, index))) return;
  if (before === undefined) focusPage();
  else goBack(before);
}
