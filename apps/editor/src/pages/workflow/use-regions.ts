import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { deskStore } from '../../canvas/desk-store.ts';
import { focusNode } from '../../canvas/focus-node.ts';

/** The parts of the page between which F6 goes, in the order of the page. */
const REGIONS = '#main > div > header, [data-outline], [data-canvas], #main > div > aside, #main > div > section';
/** What in a part is worth having the focus first: a tree, the node of the graph that is selected. */
const FIRST = '[role="tree"], .react-flow__node:has([data-selected])';
const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), textarea, [tabindex="0"]';

/**
 * Keys that lead about the page, also while a text is written: F6 and Shift+F6 go from part to part, Escape leaves the panel of a step, which
 * closes it. When it is closed in any way, the focus goes back to where one came from, and is never lost.
 */
export function useRegions(openId: string | undefined, open: (id: string | undefined) => void): void {
  const lastWorked = useRef<Element | null>(null);
  const cameFrom = useRef<Element | null>(null);
  const before = useRef(openId);
  const { t } = useTranslation();
  useAction({
    id: 'next-part',
    title: t('action.nextPart'),
    group: t('palette.view'),
    shortcut: ['F6', 'Shift+F6'],
    areKeysElsewhere: true,
    run: () => goOn(document.activeElement ?? document.body, 1),
  });
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.closest('[data-canvas], [data-outline]') !== null) lastWorked.current = target;
    };
    // Asked before the list takes the key itself: by the time that it comes here, what was open is closed.
    let wasListOpen = false;
    const onKeyFirst = ({ target }: KeyboardEvent) => {
      wasListOpen = target instanceof Element && target.getAttribute('aria-expanded') === 'true';
    };
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (event.defaultPrevented || !(target instanceof Element) || target.closest('[role=dialog]') !== null) return;
      if (key === 'F6') {
        event.preventDefault();
        goOn(target, event.shiftKey ? -1 : 1);
      } else if (key === 'Escape' && target.closest('#main aside') !== null && !wasListOpen) {
        event.preventDefault();
        open(undefined);
      }
    };
    document.addEventListener('focusin', onFocus);
    window.addEventListener('keydown', onKeyFirst, { capture: true });
    window.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('focusin', onFocus);
      window.removeEventListener('keydown', onKeyFirst, { capture: true });
      window.removeEventListener('keydown', onKey);
    };
  }, [open]);
  useEffect(() => {
    const closed = openId === undefined ? before.current : undefined;
    if (openId !== undefined && before.current === undefined) cameFrom.current = lastWorked.current;
    before.current = openId;
    if (closed === undefined || document.activeElement !== document.body) return;
    const from = cameFrom.current;
    const { desk } = deskStore.getState();
    const isThere = desk?.latest().document.nodes[closed] !== undefined;
    // From the canvas as such one came by what was selected there.
    const goesBack = from instanceof HTMLElement && from.isConnected && !(isThere && from.matches('[data-canvas]'));
    if (goesBack) from.focus({ preventScroll: true });
    else if (desk !== undefined) focusNode(desk, closed);
  }, [openId]);
}

function goOn(from: Element, step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)];
  const here = regions.findIndex((region) => region.contains(from));
  for (let tries = 1; tries <= regions.length; tries += 1) {
    const region = regions[(here + step * tries + regions.length * 2) % regions.length];
    const first = region === undefined ? null : (region.querySelector<HTMLElement>(FIRST) ?? firstField(region));
    if (first === null) continue;
    first.focus({ preventScroll: region?.matches('[data-canvas]') ?? false });
    return;
  }
}

/** The first field of a form, or what can be done in it; elsewhere what comes first. */
function firstField(region: HTMLElement): HTMLElement | null {
  const param = region.querySelector<HTMLElement>('[data-param]');
  const field = param?.querySelector<HTMLElement>('input, textarea, .cm-content') ?? param?.querySelector<HTMLElement>('button');
  return field ?? region.querySelector<HTMLElement>(FOCUSABLE);
}
