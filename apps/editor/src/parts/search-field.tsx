import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

interface SearchFieldProps extends Pick<TextInputProps, 'size' | 'className' | 'leftSection' | 'ref'> {
  readonly label: string;
  /** What is searched for, as the address has it. */
  readonly value: string;
  readonly pauseMs: number;
  readonly onSearch: (text: string) => void;
}

/** A search that begins when the hand rests. The field holds what is being typed, and follows when the search changes in another way. */
export function SearchField({ label, value, pauseMs, onSearch, ...props }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const asked = useRef(value);
  const ask = useDebouncedCallback((wanted: string) => {
    asked.current = wanted;
    onSearch(wanted);
  }, pauseMs);
  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    ask.cancel();
    setText(value);
  }, [value, ask]);
  return (
    <TextInput
      {...props}
      placeholder={label}
      aria-label={label}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        ask(event.currentTarget.value.trim());
      }}
    />
  );
}
