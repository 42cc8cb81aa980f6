import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isWriting } from '../actions/shortcut.ts';
import { useActions } from '../actions/use-actions.ts';
import type { CanvasDesk } from '../canvas/canvas-desk.ts';
import type { PickRequest } from '../canvas/canvas-store.ts';
import { removeNodes, withMembers } from '../draft/edits/remove-nodes.ts';
import { announce } from '../parts/announce.ts';
import { IconClipboard, IconCopy, IconScissors } from '../parts/icons.ts';
import { copyFragment } from './copy-fragment.ts';
import type { Fragment } from './fragment.ts';
import { pasteAt } from './paste-at.ts';
import { followPointer } from './pointer.ts';
import { readClipboard } from './read-clipboard.ts';
import { showRemarks } from './show-remarks.ts';

/** Where keys and events of the clipboard mean nodes. */
const WITHIN = '[data-canvas], [data-outline]';

/** What this page put on the clipboard last, with the names of its own secrets: they go nowhere else. */
let last: { readonly text: string; readonly whole: Fragment } | undefined;

interface ClipboardOptions {
  /** Ids of what is selected. */
  readonly selection: ReadonlySet<string>;
  readonly readOnlyReason: string | undefined;
}

/**
 * Copy, cut and paste on canvas and outline: by the browser's own events, which need no permission, and as actions, which ask for it.
 */
export function useClipboard(desk: CanvasDesk, { selection, readOnlyReason }: ClipboardOptions): void {
  const { t } = useTranslation();
  const copy = useCallback(() => {
    const { document, catalog, selection: ids, graph } = desk.latest();
    const placeOf = (id: string) => {
      const box = graph.steps.get(id);
      return box === undefined ? undefined : { x: Math.round(box.x), y: Math.round(box.y) };
    };
    const copied = copyFragment({ document, ids, catalog, placeOf });
    if (copied === undefined) return undefined;
    last = { text: copied.text, whole: copied.whole };
    announce(t('clipboard.copied', { count: copied.count, what: desk.nameOf(ids).what }));
    if (copied.left.length > 0) showRemarks(t, [{ key: 'clipboard.stripped', values: { what: copied.left.join(', ') } }]);
    return copied.text;
  }, [desk, t]);

  const cut = useCallback(() => {
    const { readOnlyReason: reason, selection: ids } = desk.latest();
    if (reason !== undefined) {
      desk.refuse(reason);
      return undefined;
    }
    const text = copy();
    if (text !== undefined) {
      const names = desk.nameOf(ids);
      desk.edit(t('edit.cutNodes', names), (document) => removeNodes(document, withMembers(document, ids), { heal: true }));
      if (!(document.activeElement instanceof HTMLElement) || document.activeElement.closest('[data-outline]') === null)
        desk.element()?.focus({ preventScroll: true });
    }
    return text;
  }, [copy, desk, t]);

  const paste = useCallback(
    (text: string, spot?: PickRequest['client']) => {
      const reason = desk.latest().readOnlyReason;
      if (reason !== undefined) {
        desk.refuse(reason);
        return;
      }
      const isOwn = last !== undefined && text.replaceAll('\r\n', '\n') === last.text;
      const reading = isOwn && last !== undefined ? { fragment: last.whole, remarks: [] } : readClipboard(text);
      if (reading.fragment === undefined) {
        showRemarks(t, [reading.refusal], 'red');
        return;
      }
      pasteAt(desk, reading.fragment, t, spot);
      showRemarks(t, reading.remarks);
    },
    [desk, t],
  );

  useEffect(() => followPointer(), []);
  useEffect(() => {
    const isMeant = ({ target, defaultPrevented }: ClipboardEvent) => {
      if (defaultPrevented || isWriting(target) || !(target instanceof Element)) return false;
      return target === document.body || target.closest(WITHIN) !== null;
    };
    const give = (event: ClipboardEvent, text: () => string | undefined) => {
      // A text that was marked with the mouse is meant then.
      if (!isMeant(event) || window.getSelection()?.isCollapsed === false) return;
      const copied = text();
      if (copied === undefined) return;
      event.clipboardData?.setData('text/plain', copied);
      event.preventDefault();
    };
    const onCopy = (event: ClipboardEvent) => give(event, copy);
    const onCut = (event: ClipboardEvent) => give(event, cut);
    const onPaste = (event: ClipboardEvent) => {
      if (!isMeant(event)) return;
      event.preventDefault();
      paste(event.clipboardData?.getData('text/plain') ?? '');
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCut);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCut);
      document.removeEventListener('paste', onPaste);
    };
  }, [copy, cut, paste]);

  const write = (text: string | undefined) => {
    if (text !== undefined) writeText(text).catch(() => showRemarks(t, [{ key: 'clipboard.notWritten' }], 'red'));
  };
  const read = () => {
    const { spot } = desk.store.getState();
    readText().then(
      (text) => paste(text, spot),
      () => showRemarks(t, [{ key: 'clipboard.notRead' }], 'red'),
    );
  };
  const nothing = useMemo(() => (selection.size === 0 ? t('clipboard.nothing') : undefined), [selection, t]);
  const common = { group: t('palette.edit'), areKeysElsewhere: true } as const;
  // Who may not paste is told so by the key: with nothing to paste there is no event.
  const changing = readOnlyReason === undefined ? common : { group: common.group, within: WITHIN, lack: readOnlyReason };
  useActions([
    {
      ...common,
      id: 'copy',
      title: t('action.copy'),
      shortcut: 'Mod+C',
      icon: IconCopy,
      disabled: nothing,
      run: () => write(copy()),
    },
    {
      ...changing,
      id: 'cut',
      title: t('action.cut'),
      shortcut: 'Mod+X',
      icon: IconScissors,
      disabled: readOnlyReason ?? nothing,
      run: () => write(cut()),
    },
    {
      ...changing,
      id: 'paste',
      title: t('action.paste'),
      shortcut: 'Mod+V',
      icon: IconClipboard,
      disabled: readOnlyReason,
      run: read,
    },
  ]);
}

/** A page that was not loaded over TLS or from this machine has no clipboard at all: that, too, is a refusal. */
async function writeText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}

async function readText(): Promise<string> {
  return navigator.clipboard.readText();
}
