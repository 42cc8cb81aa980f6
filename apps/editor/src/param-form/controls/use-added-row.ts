import { type RefObject, useEffect, useRef } from 'react';

/** Where one writes; a list of choices or a switch only where a row has nothing to write in. */
const TEXT = 'input:not([type=checkbox], [role=combobox], [aria-haspopup], [readonly], [type=hidden]), textarea, .cm-content';
const ANY = 'input:not([type=hidden]), button';

/**
 * Who adds a row goes on in it: its first text has the focus, and what stands there for the time being is marked, so that typing takes its
 * place. `rows` holds the rows, each with `data-entry-row`, of which there are `count`.
 */
export function useAddedRow(count: number): {
  readonly rows: RefObject<HTMLDivElement | null>;
  /** To be called when one is being added. */
  readonly onAdd: () => void;
} {
  const rows = useRef<HTMLDivElement>(null);
  const before = useRef<number>(undefined);
  useEffect(() => {
    if (before.current === undefined || count <= before.current) return;
    before.current = undefined;
    const row = [...(rows.current?.querySelectorAll<HTMLElement>(':scope > [data-entry-row]') ?? [])].at(-1);
    const field = row?.querySelector<HTMLElement>(TEXT) ?? row?.querySelector<HTMLElement>(ANY);
    field?.focus();
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
  }, [count]);
  return {
    rows,
    onAdd: () => {
      before.current = count;
    },
  };
}
