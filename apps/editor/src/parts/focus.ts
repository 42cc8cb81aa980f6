/** Whether nothing has the focus: what had it is gone. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Puts the focus on a row of a list, on its link or first button; on the last row where the list is shorter now. Says whether there was one. */
export function focusRowOf(list: Element, index: number): boolean {
  const rows = [...list.querySelectorAll('[aria-posinset]')];
  const row = rows.find((each) => indexOfRow(each) === index) ?? rows.at(-1);
  const target = row?.querySelector<HTMLElement>('a') ?? row?.querySelector<HTMLElement>('button');
  target?.focus({ preventScroll: true });
  return target != null;
}

/** The index of the row that something lies in; -1 for none. */
export function indexOfRow(element: Element): number {
  return Number(element.closest('[aria-posinset]')?.getAttribute('aria-posinset') ?? 0) - 1;
}

/** The page itself, where nothing on it is left to go back to. */
export function focusPage(): void {
  document.getElementById('main')?.focus({ preventScroll: true });
}
