import { type FocusEvent, useEffect, useRef } from 'react';
import { type FieldTarget, fieldTarget } from './field-target.ts';

/** Makes a field the one that data is inserted into, from when it has the focus until it is gone or another one has it. */
export function useFieldTarget({ title, insert }: FieldTarget): (event: FocusEvent) => void {
  const latest = useRef(insert);
  const own = useRef<FieldTarget>(undefined);
  useEffect(() => {
    latest.current = insert;
  });
  useEffect(
    () => () => {
      if (fieldTarget.getState().target === own.current) fieldTarget.setState({ target: undefined });
    },
    [],
  );
  return (event) => {
    event.stopPropagation();
    own.current = { title, insert: (path) => latest.current(path) };
    fieldTarget.setState({ target: own.current });
  };
}
