import { createStore } from 'zustand/vanilla';
import type { DataPath } from './to-expression.ts';

/** The field that a piece of data goes into when it is inserted by a key or a button, in place of being dragged there. */
export interface FieldTarget {
  readonly title: string;
  readonly insert: (path: DataPath) => void;
}

/** The parameter field that had the focus last; it keeps the place while one looks for data. */
export const fieldTarget = createStore<{ readonly target: FieldTarget | undefined }>()(() => ({ target: undefined }));
