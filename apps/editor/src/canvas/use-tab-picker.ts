import { useEffect } from 'react';
import { runAction } from '../actions/action-store.ts';
import type { CanvasDesk } from './canvas-desk.ts';

/**
 * Tab on the canvas as such, where nothing is selected, opens the picker, as it does with a selection. It is the page's own key everywhere else:
 * one comes by it to the nodes and past them, and leaves the canvas with Shift+Tab and F6 in any case.
 */
export function useTabPicker(desk: CanvasDesk): void {
  useEffect(() => {
    const canvas = desk.element();
    const onKey = (event: KeyboardEvent) => {
      const { selection, readOnlyReason } = desk.latest();
      const isTab = event.key === 'Tab' && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (!isTab || event.target !== canvas || selection.size > 0 || readOnlyReason !== undefined) return;
      event.preventDefault();
      runAction('add-node');
    };
    canvas?.addEventListener('keydown', onKey);
    return () => canvas?.removeEventListener('keydown', onKey);
  }, [desk]);
}
