import type { Json } from '@sluice/protocol';
import { type DragEvent, useState } from 'react';
import { useExpressionScope } from '../expressions/expression-scope.tsx';
import { isTemplate, toTemplate } from '../expressions/template-text.ts';
import { type DataPath, PATH_MEDIA_TYPE, readDataPath, toExpression, withExpression } from '../expressions/to-expression.ts';
import { useFieldTarget } from '../expressions/use-field-target.ts';

interface DropTargetOptions {
  readonly title: string;
  readonly value: Json | undefined;
  readonly isEnabled: boolean;
  readonly onChange: (value: Json) => void;
}

/** Lets a field of the data be dropped on a parameter that is no expression yet, or be inserted into it: it becomes one. */
export function useDropTarget({ title, value, isEnabled, onChange }: DropTargetOptions) {
  const scope = useExpressionScope();
  const [isOver, setOver] = useState(false);
  const insert = (path: DataPath) => {
    const expression = toExpression(path, scope?.data.inputs ?? []);
    // Words that are there already stay; any other value gives way.
    const words = isTemplate(value) ? value : typeof value === 'string' && value !== '' ? toTemplate(value) : '=';
    onChange(withExpression(words, expression));
  };
  const onFocus = useFieldTarget({ title, insert });
  if (!isEnabled) return {};
  return {
    'data-over': isOver || undefined,
    onFocus,
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(PATH_MEDIA_TYPE)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      const path = readDataPath(event.dataTransfer.getData(PATH_MEDIA_TYPE));
      // What the editor of an expression within has taken is not taken again.
      if (path === undefined || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      insert(path);
    },
  };
}
