import { type SelectProps, TextInput } from '@mantine/core';
import { Suspense, useState } from 'react';
import { IconSelector } from './icons.ts';
import { late, useRest } from './late.tsx';

const Select = late(async () => (await import('./page-select.tsx')).PageSelect);

interface LateSelectProps extends Omit<SelectProps, 'data'> {
  readonly data: readonly { readonly value: string; readonly label: string }[];
}

/**
 * A list of choices on a page that shall be there before what opens the list is: until the page has come to rest, or a hand comes near, a field that
 * looks the same stands in its place. What is pressed meanwhile counts: the list opens when it is there.
 */
export function LateSelect({ data, ...props }: LateSelectProps) {
  const isAtRest = useRest();
  const [isNear, setNear] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const standIn = (
    <TextInput
      size={props.size ?? 'sm'}
      className={props.className ?? ''}
      readOnly
      pointer
      role="combobox"
      aria-expanded={false}
      aria-label={props['aria-label']}
      placeholder={props.placeholder ?? ''}
      value={data.find(({ value }) => value === props.value)?.label ?? ''}
      rightSection={<IconSelector size={14} color="var(--mantine-color-dimmed)" />}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setWanted(true)}
    />
  );
  if (!isAtRest && !isNear && !isWanted) return standIn;
  return (
    <Suspense fallback={standIn}>
      <Select.Part {...props} data={[...data]} {...(isWanted ? { autoFocus: true, defaultDropdownOpened: true } : {})} />
    </Suspense>
  );
}
