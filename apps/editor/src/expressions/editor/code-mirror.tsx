import type { EditorView } from '@codemirror/view';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { type CodeViewOptions, createCodeView, syncText } from './create-code-view.ts';
import { type Mark, showMarks } from './marks.ts';

export interface CodeMirrorProps extends CodeViewOptions {
  readonly marks: readonly Mark[];
  /** Told of the view while it is there: what inserts a field needs it. */
  readonly onView?: ((view: EditorView | undefined) => void) | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** The editor of texts with syntax. Its module is large: import it lazily, by `CodeField`. */
export function CodeMirror({ text, marks, onView, autoFocus = false, ...options }: CodeMirrorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(options);
  latest.current = options;
  const { kind, label, describedBy, placeholder, isReadOnly } = options;

  // Before anything is painted: no key that is pressed meanwhile may go elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text begins the view; later texts are synced into it.
  useLayoutEffect(() => {
    if (parent.current === null) return;
    const made = createCodeView(parent.current, {
      kind,
      label,
      describedBy,
      placeholder,
      isReadOnly,
      text,
      onChange: (next) => latest.current.onChange(next),
      complete: (source, at) => latest.current.complete(source, at),
      onPath: (path, at) => latest.current.onPath(path, at),
      onUndo: () => latest.current.onUndo(),
      onRedo: () => latest.current.onRedo(),
      onLeave: () => latest.current.onLeave(),
    });
    view.current = made;
    onView?.(made);
    if (autoFocus) {
      made.dispatch({ selection: { anchor: made.state.doc.length } });
      made.focus();
    }
    return () => {
      onView?.(undefined);
      made.destroy();
    };
  }, [kind, label, describedBy, placeholder, isReadOnly]);

  // With the drawing, and not after it: a key that is pressed in between would be taken back and written again behind the cursor.
  useLayoutEffect(() => {
    if (view.current !== undefined) syncText(view.current, text);
  }, [text]);
  useEffect(() => {
    if (view.current !== undefined) showMarks(view.current, marks);
  }, [marks]);

  return <div ref={parent} style={{ height: '100%' }} />;
}
