import { useMemo } from 'react';
import { runAction } from '../../actions/action-store.ts';
import { CodeField } from '../../expressions/code-field.tsx';
import { accessSource } from '../../expressions/to-expression.ts';
import { readJsonText } from '../../format/read-json-text.ts';
import type { ControlProps } from '../control-props.ts';
import classes from './json-control.module.css';
import { useWritten } from './use-written.ts';

/** A list, an object or null, written as JSON. Texts in it that start with `=` are templates. */
export function JsonText({
  value,
  title,
  isReadOnly,
  isInvalid,
  describedBy,
  onChange,
}: ControlProps & { readonly title: string }) {
  const { text, problem, setText } = useWritten(
    value,
    (given) => (given === undefined ? '' : JSON.stringify(given, null, 2)),
    (written) => {
      if (written.trim() === '') return { value: undefined };
      const { value: read, error } = readJsonText(written);
      return error === undefined ? { value: read } : { problem: error };
    },
    onChange,
  );
  const marks = useMemo(() => (problem === undefined ? [] : [{ message: problem }]), [problem]);
  return (
    <div>
      <CodeField
        kind="json"
        text={text}
        label={title}
        describedBy={describedBy}
        isReadOnly={isReadOnly}
        isInvalid={isInvalid || problem !== undefined}
        marks={marks}
        onChange={setText}
        complete={async () => undefined}
        onPath={({ path }) => JSON.stringify(`={{ $json${accessSource(path)} }}`)}
        onUndo={() => runAction('undo')}
        onRedo={() => runAction('redo')}
      />
      {problem !== undefined && <p className={classes['problem']}>{problem}</p>}
    </div>
  );
}
