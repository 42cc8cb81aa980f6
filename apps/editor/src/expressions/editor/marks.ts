import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import type { EditorView } from '@codemirror/view';

/** Something wrong in a text: at a line and column (both from 1), or from one offset to another. */
export interface Mark {
  readonly message: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Underlines what is wrong; without a place, all of it. */
export function showMarks(view: EditorView, marks: readonly Mark[]): void {
  const diagnostics = marks.map((mark): Diagnostic => ({ ...rangeOf(view, mark), severity: 'error', message: mark.message }));
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

function rangeOf({ state: { doc } }: EditorView, { line, column, from, to }: Mark): { from: number; to: number } {
  if (from !== undefined && to !== undefined) return { from: clamp(from, doc.length), to: clamp(to, doc.length) };
  if (line === undefined) return { from: 0, to: doc.length };
  const place = doc.line(Math.max(1, Math.min(line, doc.lines)));
  const at = Math.min(place.to, place.from + Math.max(0, (column ?? 1) - 1));
  // One character at least, so that there is something to underline at the end of a line.
  return at === place.to
    ? { from: Math.max(place.from, at - 1), to: at }
    : { from: at, to: wordEnd(place.text, at - place.from) + place.from };
}

function wordEnd(text: string, at: number): number {
  const rest = /^[\w$]+/.exec(text.slice(at));
  return at + (rest?.[0].length ?? 1);
}

function clamp(offset: number, length: number): number {
  return Math.max(0, Math.min(offset, length));
}
