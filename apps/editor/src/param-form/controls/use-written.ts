import type { Json } from '@sluice/protocol';
import { useState } from 'react';

/**
 * A value that is written as text, which need not be one at every moment: what is written stays while it cannot be read, with what is wrong
 * with it. A value that comes from elsewhere (undo, a colleague) takes its place.
 */
export function useWritten(
  value: Json | undefined,
  write: (value: Json | undefined) => string,
  read: (text: string) => { readonly value: Json | undefined } | { readonly problem: string },
  onChange: (value: Json | undefined) => void,
): { readonly text: string; readonly problem: string | undefined; readonly setText: (text: string) => void } {
  const outside = write(value);
  const [draft, setDraft] = useState<{ readonly text: string; readonly outside: string; readonly problem: string | undefined }>();
  const current = draft !== undefined && draft.outside === outside ? draft : undefined;
  const setText = (text: string) => {
    const made = read(text);
    if ('problem' in made) return setDraft({ text, outside, problem: made.problem });
    setDraft({ text, outside: write(made.value), problem: undefined });
    onChange(made.value);
  };
  return { text: current?.text ?? outside, problem: current?.problem, setText };
}
