import { useLayoutEffect, useRef } from 'react';
import classes from './name-field.module.css';

interface NameFieldProps {
  readonly label: string;
  readonly value: string;
  /** Told of the new name, or of the old one when it was given up with Escape. */
  readonly onDone: (name: string) => void;
}

/** A name, written where it stands. */
export function NameField({ label, value, onDone }: NameFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useLayoutEffect(() => {
    // At once: what is typed after the key that opened the field is meant for it, and would be shortcuts elsewhere.
    field.current?.focus({ preventScroll: true });
    field.current?.select();
  }, []);
  const finish = (name: string) => {
    if (isDone.current) return;
    isDone.current = true;
    const node = field.current?.closest<HTMLElement>('.react-flow__node');
    onDone(name);
    node?.focus({ preventScroll: true });
  };
  return (
    <input
      ref={field}
      className={`${classes['field']} nodrag nopan nowheel`}
      aria-label={label}
      defaultValue={value}
      maxLength={200}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') finish(value);
      }}
      onBlur={(event) => finish(event.currentTarget.value)}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    />
  );
}
