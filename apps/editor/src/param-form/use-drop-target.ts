import type { Json } from '@sluice/protocol';
import { type DragEvent, type FocusEvent, useState } from 'react';
import { useExpressionScope } from '../expressions/expression-scope.tsx';
import { fieldTarget } from '../expressions/field-target.ts';
import { isTemplate, toTemplate } from '../expressions/template-text.ts';
import { type DataPath, PATH_MEDIA_TYPE, readDataPath, toExpression, withExpression } from '../expressions/to-expression.ts';

interface DropTargetOptions {
  readonly title: string;
  readonly value: Json | undefined;
  readonly isEnabled: boolean;
  readonly onChange: (value: Json) => void;
}

/** Lets a field of the data be dropped on a parameter that is no expression yet: it becomes one. */
export function useDropTarget({ title, value, isEnabled, onChange }: DropTargetOptions) {
  const scope = useExpressionScope();
  const [isOver, setOver] = useState(false);
  if (!isEnabled) return {};
  const insert = (path: DataPath) => {
    const expression = toExpression(path, scope?.data.inputs ?? []);
    // Words that are there already stay; any other value gives way.
    const text = typeof value === 'string' && value !== '' && !isTemplate(value) ? toTemplate(value) : '=';
    onChange(withExpression(text, expression));
  };
  return {
    'data-over': isOver || undefined,
    onFocus: (event: FocusEvent) => {
      event.stopPropagation();
      fieldTarget.setState({ target: { title, insert } });
    },
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
      if (path === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      insert(path);
    },
  };
}
