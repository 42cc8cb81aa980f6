import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { lazy, type RefObject, Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPressed } from '../actions/shortcut.ts';
import { useActions } from '../actions/use-actions.ts';
import type { CanvasDesk } from '../canvas/canvas-desk.ts';
import { addGroup, addNote } from '../canvas/entry-edits.ts';
import type { Steps } from '../canvas/read-steps.ts';
import { useDraft, useDraftStore } from '../draft/draft-context.tsx';
import { changeEntry } from '../draft/edits/layout-edits.ts';
import { renameNode } from '../draft/edits/node-fields.ts';
import { fetchPart } from '../parts/fetch-part.ts';
import { IconDots } from '../parts/icons.ts';
import { KeysAhead } from '../parts/keys-ahead.tsx';
import { enterStep } from '../step-panel/step-entry.ts';
import { GroupLine, MemberLine, NoteLine } from './entry-line.tsx';
import type { Asking, OutlineCommand, OutlineHands } from './outline-command.ts';
import { outlineCommands } from './outline-commands.ts';
import type { OutlineProps } from './outline-dock.tsx';
import { BranchLine, LinkLine, StepLine } from './outline-line.tsx';
import { OutlineMenu } from './outline-menu.tsx';
import { apart } from './outline-requests.ts';
import type { OutlineRow } from './outline-rows.ts';
import classes from './outline-tree.module.css';
import { nodeOfRow, visibleRows } from './visible-rows.ts';

const OutlinePicker = lazy(() => fetchPart(async () => ({ default: (await import('./outline-picker.tsx')).OutlinePicker })));
const ROW_HEIGHT = 34;

interface OutlineTreeProps extends OutlineProps {
  readonly desk: CanvasDesk;
  readonly steps: Steps;
  readonly rows: readonly OutlineRow[];
  readonly takesFocus: RefObject<boolean>;
}

/** The rows, of which one is active: the focus stays on the tree, which names it. Everything that can be done with it has a key. */
export function OutlineTree({ desk, steps, rows, takesFocus, executionId, openId, onOpen, readOnlyReason }: OutlineTreeProps) {
  const { t } = useTranslation();
  const store = useDraftStore();
  const selection = useDraft((state) => state.selection);
  const tree = useRef<HTMLDivElement>(null);
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const visible = useMemo(() => visibleRows(rows, collapsed), [rows, collapsed]);
  const [active, setActive] = useState<{ readonly key: string; readonly index: number }>({ key: '', index: 0 });
  const [asking, setAsking] = useState<Asking>();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [renaming, setRenaming] = useState<string>();

  const found = visible.findIndex(({ row }) => row.key === active.key);
  // What is gone leaves its place to what follows.
  const current = found >= 0 ? found : Math.max(0, Math.min(active.index, visible.length - 1));
  const currentRow = visible[current]?.row;
  const virtualizer = useVirtualizer({
    count: visible.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => tree.current,
    overscan: 10,
    // The active row has to be there, wherever the list was scrolled to: the tree names it.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), current])].filter((index) => index < visible.length),
  });
  const idOf = (index: number) => `outline-row-${index}`;
  const focus = useCallback(() => tree.current?.focus({ preventScroll: true }), []);

  const activate = useCallback(
    (index: number, extend = false) => {
      const row = visible[index]?.row;
      if (row === undefined) return;
      setActive({ key: row.key, index });
      const id = nodeOfRow(row);
      store.select(extend ? [...store.getState().selection, id] : [id]);
      if (openId !== undefined && row.kind === 'step' && !extend) onOpen(id);
      desk.reveal([id]);
    },
    [visible, store, desk, openId, onOpen],
  );
  const goTo = useCallback(
    (id: string) => {
      const parents = new Map(rows.map((row) => [row.key, row.parent]));
      const around = new Set<string>();
      for (let key = parents.get(id); key !== undefined; key = parents.get(key)) around.add(key);
      setCollapsed((before) => new Set([...before].filter((key) => !around.has(key))));
      setActive({ key: id, index: 0 });
      store.select([id]);
      desk.reveal([id]);
    },
    [rows, store, desk],
  );

  useLayoutEffect(() => {
    if (visible.length > 0) virtualizer.scrollToIndex(current);
  }, [virtualizer, current, visible.length]);
  // In step with the canvas: what is selected there is the active row here.
  useEffect(() => {
    const [only] = selection.size === 1 ? selection : [];
    if (only === undefined || !rows.some(({ key }) => key === only)) return;
    const row = rows.find(({ key }) => key === active.key);
    if (row === undefined || nodeOfRow(row) !== only) setActive({ key: only, index: current });
  }, [selection, rows, active.key, current]);
  useEffect(() => {
    if (takesFocus.current) focus();
  }, [takesFocus, focus]);

  const rowBox = () => tree.current?.querySelector(`#${idOf(current)}`)?.getBoundingClientRect();
  const besides = () => {
    const box = rowBox() ?? tree.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 320, 80);
    return { x: box.left + 40, y: box.bottom + 22 };
  };
  const atEnd = () => {
    const box = rowBox() ?? new DOMRect(0, 0, 320, 80);
    return { x: box.right - 8, y: box.top };
  };
  const hands: OutlineHands = {
    desk,
    t,
    targets: () => {
      const own = currentRow === undefined ? [] : [nodeOfRow(currentRow)];
      const chosen = [...store.getState().selection].filter((id) => steps.has(id));
      return chosen.length > 1 && chosen.includes(own[0] ?? '') ? chosen : own;
    },
    client: besides,
    ask: setAsking,
    rename: setRenaming,
    open: (id) => {
      enterStep(id);
      onOpen(id);
    },
    goTo,
    select: (ids) => store.select(ids),
    addNote: () => {
      const id = addNote(desk, t);
      if (id === undefined) return;
      goTo(id);
      setAsking({ what: 'text', id });
    },
    addGroup: (ids) => {
      const id = addGroup(desk, t, ids);
      if (id === undefined) return;
      goTo(id);
      setRenaming(id);
    },
  };
  const commands = () => (currentRow === undefined ? [] : outlineCommands(currentRow, hands));
  const run = (command: OutlineCommand) => {
    const reason = command.isEdit ? (readOnlyReason ?? command.reason) : command.reason;
    if (reason === undefined) command.run();
    else desk.refuse(reason);
  };
  // In the palette as well: what the menu of the row has.
  useActions(
    commands().map((command) => ({
      id: `outline.${command.id}`,
      title: command.title,
      group: t('outline.row'),
      shortcut: command.shortcut,
      areKeysElsewhere: true as const,
      disabled: command.isEdit ? (readOnlyReason ?? command.reason) : command.reason,
      run: command.run,
    })),
  );
  const fold = (key: string, isOpen: boolean) =>
    setCollapsed((before) => new Set(isOpen ? [...before].filter((each) => each !== key) : [...before, key]));

  /** Moves through the tree; says whether the key was one for it. */
  const move = (event: React.KeyboardEvent): boolean => {
    const at = visible[current];
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: visible.length - 1 }[event.key];
    if (to !== undefined) {
      activate(Math.max(0, Math.min(visible.length - 1, to)), event.shiftKey && event.key.startsWith('Arrow'));
      return true;
    }
    if (event.shiftKey || at === undefined) return false;
    if (event.key === 'ArrowRight') {
      if (at.isExpanded === false) fold(at.row.key, true);
      else if (at.isExpanded === true) activate(current + 1);
      return true;
    }
    if (event.key === 'ArrowLeft') {
      if (at.isExpanded === true) fold(at.row.key, false);
      else activate(visible.findIndex(({ row }) => row.key === at.row.parent));
      return true;
    }
    return false;
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.target !== tree.current) return;
    const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    if (move(event)) event.preventDefault();
    else if (isMenuKey) {
      event.preventDefault();
      setMenuOpen(true);
    } else if (event.key === 'Escape' && openId !== undefined) {
      event.preventDefault();
      onOpen(undefined);
    } else if (currentRow === undefined && (isPressed('A', event.nativeEvent) || event.key === 'Enter')) {
      event.preventDefault();
      addFirst();
    } else {
      const command = commands().find(({ shortcut }) => [shortcut].flat().some((each) => isPressed(each, event.nativeEvent)));
      if (command === undefined) return;
      event.preventDefault();
      run(command);
    }
  };
  const addFirst = () => {
    if (readOnlyReason === undefined) setAsking({ what: 'node', request: apart(desk.latest().graph, besides()) });
    else desk.refuse(readOnlyReason);
  };
  const done = (id?: string) => {
    setAsking(undefined);
    if (id !== undefined) {
      setActive({ key: id, index: current });
      store.select([id]);
      requestAnimationFrame(() => desk.reveal([id]));
    }
    focus();
  };
  const rename = useCallback(
    (id: string, name: string | undefined) => {
      setRenaming(undefined);
      focus();
      const { layout, nodes } = desk.latest().document;
      const { what } = desk.nameOf([id]);
      if (name === undefined) return;
      if (nodes[id] === undefined) {
        if (layout[id]?.['title'] !== name)
          desk.edit(t('edit.rename', { what: name }), (document) => changeEntry(document, id, { title: name }));
      } else if (name.trim() !== what) desk.edit(t('edit.rename', { what }), (document) => renameNode(document, id, name));
    },
    [desk, focus, t],
  );

  return (
    <>
      {visible.length === 0 && (
        <div className={classes['empty']}>
          <p>{t('outline.empty')}</p>
          <button type="button" onClick={addFirst}>
            {t('outline.addFirst')}
          </button>
        </div>
      )}
      <div
        ref={tree}
        className={classes['tree']}
        role="tree"
        tabIndex={0}
        aria-label={t('outline.label')}
        aria-multiselectable="true"
        aria-activedescendant={currentRow === undefined ? undefined : idOf(current)}
        onKeyDown={onKeyDown}
      >
        <div role="none" style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const { row, position, siblings, isExpanded } = visible[item.index]!;
            const step = row.kind === 'step' ? steps.get(row.id) : undefined;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keys are those of the tree
              <div
                key={row.key}
                id={idOf(item.index)}
                className={classes['row']}
                role="treeitem"
                aria-level={row.level}
                aria-posinset={position}
                aria-setsize={siblings}
                aria-expanded={isExpanded}
                aria-selected={(row.kind === 'step' || row.kind === 'group' || row.kind === 'note') && selection.has(row.id)}
                data-row={row.key}
                data-active={item.index === current || undefined}
                data-first={('isFirst' in row && row.isFirst && item.index > 0) || undefined}
                style={{
                  height: item.size,
                  transform: `translateY(${item.start}px)`,
                  paddingInlineStart: 8 + (row.level - 1) * 14,
                }}
                onClick={(event) => {
                  focus();
                  activate(item.index, event.shiftKey || event.ctrlKey || event.metaKey);
                  const hasChevron = row.kind === 'branch' || row.kind === 'group';
                  if (hasChevron && isExpanded !== undefined) fold(row.key, !isExpanded);
                  if (row.kind === 'link') goTo(row.to);
                }}
                onDoubleClick={() => {
                  if (row.kind === 'step') onOpen(row.id);
                  if (row.kind === 'member') goTo(row.id);
                  if (row.kind === 'note' && readOnlyReason === undefined) setAsking({ what: 'text', id: row.id });
                }}
                onContextMenu={(event) => {
                  event.preventDefault();
                  activate(item.index);
                  setMenuOpen(true);
                }}
              >
                {step !== undefined && (
                  <StepLine step={step} executionId={executionId} isRenaming={renaming === step.id} onRename={rename} />
                )}
                {row.kind === 'branch' && <BranchLine row={row} isExpanded={isExpanded} />}
                {row.kind === 'link' && <LinkLine row={row} steps={steps} />}
                {row.kind === 'group' && (
                  <GroupLine row={row} isExpanded={isExpanded} isRenaming={renaming === row.id} onRename={rename} />
                )}
                {row.kind === 'member' && <MemberLine row={row} steps={steps} />}
                {row.kind === 'note' && <NoteLine row={row} />}
                <button
                  type="button"
                  className={classes['more']}
                  tabIndex={-1}
                  aria-hidden // for the pointer; the row is named by its text alone, and has a key for it
                  onClick={(event) => {
                    event.stopPropagation();
                    activate(item.index);
                    setMenuOpen(true);
                  }}
                >
                  <IconDots size={16} aria-hidden="true" />
                </button>
              </div>
            );
          })}
        </div>
      </div>
      {isMenuOpen && (
        <OutlineMenu
          commands={commands()}
          readOnlyReason={readOnlyReason}
          at={atEnd()}
          onClose={() => {
            setMenuOpen(false);
            focus();
          }}
          onRun={(command, isByKey) => {
            setMenuOpen(false);
            focus();
            command.run();
            if (!isByKey) enterStep(undefined);
          }}
        />
      )}
      <Suspense fallback={<KeysAhead />}>
        {asking !== undefined && <OutlinePicker desk={desk} asking={asking} at={besides()} onDone={done} />}
      </Suspense>
    </>
  );
}
