import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { type Command, drawSelection, EditorView, keymap, lineNumbers, placeholder, tooltips } from '@codemirror/view';
import { PATH_MEDIA_TYPE, readDataPath } from '../to-expression.ts';
import { type Complete, completionSource } from './completion-source.ts';
import { editorTheme } from './editor-theme.ts';
import { templateSupport } from './template-language.ts';

export type CodeKind = 'template' | 'code' | 'json';

export interface CodeViewOptions {
  readonly kind: CodeKind;
  readonly text: string;
  /** Names it to screen readers. */
  readonly label: string;
  readonly describedBy?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly isReadOnly: boolean;
  readonly onChange: (text: string) => void;
  readonly complete: Complete;
  /** A field was dropped: the text for it at that offset. */
  readonly onPath: (path: NonNullable<ReturnType<typeof readDataPath>>, at: number) => string;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  /** Escape, when nothing of the editor's own is open that it closes. */
  readonly onLeave: () => void;
}

const languages: Readonly<Record<CodeKind, () => Extension>> = {
  template: () => templateSupport,
  code: () => [javascript(), lineNumbers(), indentOnInput()],
  json: () => json(),
};

/**
 * A CodeMirror view. Undo is not its own: what is typed here is part of the document's history, so that one Ctrl+Z means the same
 * everywhere.
 */
export function createCodeView(parent: HTMLElement, options: CodeViewOptions): EditorView {
  const { kind, text, label, describedBy, isReadOnly } = options;
  const isExpression = kind !== 'json';
  const extensions: Extension[] = [
    languages[kind](),
    editorTheme,
    EditorView.lineWrapping,
    drawSelection(),
    bracketMatching(),
    indentUnit.of('  '),
    tooltips({ position: 'fixed', parent: document.body }),
    search({ top: true }),
    EditorState.readOnly.of(isReadOnly),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-multiline': 'true',
      ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
      ...(isReadOnly ? { 'aria-readonly': 'true' } : {}),
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.some((each) => each.isUserEvent('sync')))
        options.onChange(update.state.doc.toString());
    }),
    ...(options.placeholder === undefined ? [] : [placeholder(options.placeholder)]),
    ...(isReadOnly ? [] : [closeBrackets(), dropPaths(options)]),
    ...(isExpression && !isReadOnly ? [completing(options.complete)] : []),
    keymap.of([
      { key: 'Mod-z', run: taken(options.onUndo) },
      { key: 'Mod-Shift-z', run: taken(options.onRedo) },
      { key: 'Mod-y', run: taken(options.onRedo) },
      // These belong to the panel around it.
      { key: 'Mod-Enter', run: () => false },
      { key: 'Alt-ArrowUp', run: () => false },
      { key: 'Alt-ArrowDown', run: () => false },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      { key: 'Escape', run: leaving(options.onLeave) },
      ...defaultKeymap.filter(({ key }) => !['Mod-Enter', 'Alt-ArrowUp', 'Alt-ArrowDown'].includes(key ?? '')),
    ]),
  ];
  return new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
}

/** A command that always takes its key. */
function taken(act: () => void): () => boolean {
  return () => {
    act();
    return true;
  };
}

/** Several cursors become one first. */
function leaving(leave: () => void): Command {
  return ({ state }) => {
    if (state.selection.ranges.length > 1) return false;
    leave();
    return true;
  };
}

/** Completions come as one types, and at once where a dot, a `$` or a quote asks for them. */
function completing(complete: Complete): Extension {
  return [
    autocompletion({ override: [completionSource(complete)], icons: false, activateOnTyping: true }),
    EditorView.updateListener.of(({ transactions, view }) => {
      const isTyped = transactions.some((each) => each.isUserEvent('input.type'));
      const before = view.state.sliceDoc(Math.max(0, view.state.selection.main.head - 1), view.state.selection.main.head);
      if (isTyped && /[.$'"]/.test(before)) queueMicrotask(() => startCompletion(view));
    }),
  ];
}

function dropPaths({ onPath }: CodeViewOptions): Extension {
  return EditorView.domEventHandlers({
    drop: (event, view) => {
      const path = readDataPath(event.dataTransfer?.getData(PATH_MEDIA_TYPE) ?? '');
      if (path === undefined) return false;
      event.preventDefault();
      insertText(
        view,
        (at) => onPath(path, at),
        view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length,
      );
      return true;
    },
  });
}

/** Writes a text at an offset, by default where the cursor is, and puts the cursor behind it. */
export function insertText(view: EditorView, textAt: (at: number) => string, at: number = view.state.selection.main.head): void {
  const insert = textAt(at);
  view.dispatch({ changes: { from: at, insert }, selection: { anchor: at + insert.length }, userEvent: 'input.drop' });
  view.focus();
}

/** The document's text came to be another one by other means than typing here: undo, a colleague. */
export function syncText(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return;
  const head = Math.min(view.state.selection.main.head, text.length);
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: head },
    userEvent: 'sync',
  });
}
