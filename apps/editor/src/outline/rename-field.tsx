import { useEffect, useRef } from 'react';
import classes from './outline-tree.module.css';

interface RenameFieldProps {
  readonly label: string;
  readonly value: string;
  /** Told of the new name; undefined when it was given up. */
  readonly onDone: (name: string | undefined) => void;
}

/** A name, written where it stands. */
export function RenameField({ label, value, onDone }: RenameFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (name: string | undefined) => {
    if (isDone.current) return;
    isDone.current = true;
    onDone(name);
  };
  return (
    <input
      ref={field}
      className={classes['field']}
      aria-label={label}
      defaultValue={value}
      maxLength={200}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') finish(undefined);
      }}
      onBlur={(event) => finish(event.currentTarget.value)}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
