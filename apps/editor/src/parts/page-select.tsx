import { Select, type SelectProps } from '@mantine/core';
import { useRef, useState } from 'react';

/** A list of choices that opens within the landmark of the page, or within the dialog that covers the page, for those who go by them. */
export function PageSelect<Value extends string>({ comboboxProps, onDropdownOpen, ...props }: SelectProps<Value>) {
  const field = useRef<HTMLInputElement>(null);
  const [target, setTarget] = useState<HTMLElement>();
  const [label, setLabel] = useState<string>();
  return (
    <Select
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...props}
      ref={field}
      comboboxProps={{ ...comboboxProps, ...(target === undefined ? {} : { portalProps: { target } }) }}
      onDropdownOpen={() => {
        setTarget(placeFor(field.current));
        // A label that stands elsewhere names the field alone; the list has the same name.
        setLabel(field.current?.labels?.[0]?.textContent);
        onDropdownOpen?.();
      }}
    />
  );
}

/** Undefined: the end of the document. A dialog that does not fill the window is no place for a list: it would have to scroll for it. */
function placeFor(field: HTMLElement | null): HTMLElement | undefined {
  const dialog = field?.closest<HTMLElement>('[role=dialog]');
  if (dialog == null) return document.getElementById('main') ?? undefined;
  return dialog.clientHeight > window.innerHeight * 0.8 ? dialog : undefined;
}
