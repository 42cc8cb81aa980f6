import { type FocusEvent, useState } from 'react';

/** Where the focus may go from a row that is still meant: what opens over the page, such as the palette and menus. */
const OVER_THE_PAGE = '[role=dialog], [role=menu]';

export interface FocusedRow<T> {
  /** The row with the focus, or that had it when the palette was opened. */
  readonly focused: T | undefined;
  /** For the element around the list. */
  readonly listProps: {
    readonly onFocus: (event: FocusEvent) => void;
    readonly onBlur: (event: FocusEvent) => void;
    readonly 'data-rows': true;
  };
}

/** Knows which row of a `VirtualList` is meant by what is chosen in the palette. */
export function useFocusedRow<T>(items: readonly T[], keyOf: (item: T) => string): FocusedRow<T> {
  const [key, setKey] = useState<string>();
  const onFocus = ({ target }: FocusEvent) => {
    const position = Number(target.closest('[aria-posinset]')?.getAttribute('aria-posinset'));
    const item = items[position - 1];
    if (item !== undefined) setKey(keyOf(item));
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    const isNear =
      relatedTarget instanceof Element &&
      (currentTarget.contains(relatedTarget) || relatedTarget.closest(OVER_THE_PAGE) !== null);
    if (!isNear) setKey(undefined);
  };
  const focused = key === undefined ? undefined : items.find((item) => keyOf(item) === key);
  return { focused, listProps: { onFocus, onBlur, 'data-rows': true } };
}
