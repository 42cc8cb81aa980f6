import type { EditorView } from '@codemirror/view';
import { useId, useMemo, useRef } from 'react';
import { runAction } from '../actions/action-store.ts';
import { sayProblem } from '../i18n/say-problem.ts';
import { fetchPart } from '../parts/fetch-part.ts';
import { CodeField } from './code-field.tsx';
import { useComplete } from './complete/use-complete.ts';
import type { Mark } from './editor/marks.ts';
import { expressionAt } from './expression-ranges.ts';
import { useExpressionScope } from './expression-scope.tsx';
import { PreviewLine } from './preview/preview-line.tsx';
import type { Preview } from './preview/preview-messages.ts';
import { usePreview } from './preview/use-preview.ts';
import { type DataPath, toExpression } from './to-expression.ts';
import { useFieldTarget } from './use-field-target.ts';

interface ExpressionFieldProps {
  readonly kind: 'template' | 'code';
  /** A template with its `=`, or code. */
  readonly value: string;
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly isReadOnly: boolean;
  readonly isInvalid: boolean;
  readonly autoFocus?: boolean | undefined;
  readonly onChange: (value: string) => void;
}

/** A template or code: with completion from the data at hand, its errors underlined, and what it gives beneath. */
export function ExpressionField({
  kind,
  value,
  label,
  placeholder,
  isReadOnly,
  isInvalid,
  autoFocus,
  onChange,
}: ExpressionFieldProps) {
  const previewId = useId();
  const scope = useExpressionScope();
  const complete = useComplete(kind);
  const preview = usePreview(kind, value);
  const view = useRef<EditorView>(undefined);
  // The text that is edited leaves the `=` of a template out: all places are one further in the value.
  const lead = kind === 'template' ? 1 : 0;
  const text = value.slice(lead);
  const hasData = scope !== undefined && scope.data.source !== 'none';
  const marks = useMemo(() => marksOf(preview, lead, hasData), [preview, lead, hasData]);

  const sourceOf = (path: DataPath, source: string, at: number): string => {
    const expression = toExpression(path, scope?.data.inputs ?? []);
    const isInside = kind === 'code' || expressionAt(source, at) !== undefined;
    return isInside ? expression : `{{ ${expression} }}`;
  };
  const onFocus = useFieldTarget({
    title: label,
    insert: async (path) => {
      const { insertText } = await fetchPart(() => import('./editor/create-code-view.ts'));
      const current = view.current;
      if (current !== undefined) insertText(current, (at) => sourceOf(path, current.state.doc.toString(), at));
    },
  });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only remembers which field had the focus
    <div onFocus={isReadOnly ? undefined : onFocus}>
      <CodeField
        kind={kind}
        text={text}
        label={label}
        describedBy={previewId}
        placeholder={placeholder}
        isReadOnly={isReadOnly}
        isInvalid={isInvalid || (preview?.kind === 'error' && preview.code.endsWith('_syntax'))}
        autoFocus={autoFocus}
        marks={marks}
        onChange={(next) => onChange(lead === 1 ? `=${next}` : next)}
        complete={complete}
        onPath={(path, at) => sourceOf(path, view.current?.state.doc.toString() ?? text, at)}
        onUndo={() => runAction('undo')}
        onRedo={() => runAction('redo')}
        onView={(made) => {
          view.current = made;
        }}
      >
        <PreviewLine preview={preview} id={previewId} />
      </CodeField>
    </div>
  );
}

/** Without data nothing can be said of what an expression does with them. */
function marksOf(preview: Preview | undefined, lead: number, hasData: boolean): readonly Mark[] {
  if (preview?.kind !== 'error' || !(hasData || preview.code.endsWith('_syntax'))) return [];
  const { message, line, column, from, to } = preview;
  return [
    {
      message: sayProblem(message),
      line,
      column: column === undefined || line !== 1 ? column : column - lead,
      from: from === undefined ? undefined : from - lead,
      to: to === undefined ? undefined : to - lead,
    },
  ];
}
