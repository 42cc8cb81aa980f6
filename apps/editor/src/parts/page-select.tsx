import { Select, type SelectProps } from '@mantine/core';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { OVER_PAGE } from './over-page.ts';

/** A list of choices that opens within the landmark of the page, or within the dialog that covers the page, for those who go by them. */
export function PageSelect<Value extends string>({ comboboxProps, onDropdownOpen, ...props }: SelectProps<Value>) {
  const field = useRef<HTMLInputElement>(null);
  const [target, setTarget] = useState<HTMLElement>();
  const [label, setLabel] = useState<string>();
  // Also of a list that is open from the beginning.
  useLayoutEffect(() => setTarget(placeFor(field.current)), []);
  // The field names the list that it opens (`aria-controls`) as it is drawn the next time after it.
  const [openings, countOpening] = useReducer((count: number) => count + 1, 0);
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each opening
  useEffect(() => {
    const timer = setTimeout(drawAgain, 50);
    return () => clearTimeout(timer);
  }, [openings, target]);
  return (
    <Select
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...props}
      ref={field}
      // The list itself scrolls: what scrolls around it would have to take the focus.
      withScrollArea={false}
      styles={SCROLLING}
      comboboxProps={{ ...comboboxProps, ...(target === undefined ? {} : { portalProps: { target } }) }}
      onDropdownOpen={() => {
        setTarget(placeFor(field.current));
        // A label that stands elsewhere names the field alone; the list has the same name.
        setLabel(field.current?.labels?.[0]?.textContent);
        countOpening();
        onDropdownOpen?.();
      }}
    />
  );
}

const SCROLLING = { options: { maxHeight: 220, overflowY: 'auto' } } as const;

/** A dialog that does not fill the window is no place for a list: it would have to scroll for it. */
function placeFor(field: HTMLElement | null): HTMLElement | undefined {
  const dialog = field?.closest<HTMLElement>('[role=dialog]');
  const over = document.querySelector<HTMLElement>(OVER_PAGE) ?? undefined;
  if (dialog == null) return document.getElementById('main') ?? over;
  return dialog.clientHeight > window.innerHeight * 0.8 ? dialog : over;
}
