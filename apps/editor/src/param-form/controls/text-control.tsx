import { Textarea, TextInput } from '@mantine/core';
import type { ControlProps } from '../control-props.ts';

/** One line for `string`, several for `text`. An empty field without a default is no value at all. */
export function TextControl({ id, spec, value, isReadOnly, isInvalid, describedBy, ariaLabel, onChange }: ControlProps) {
  const shown = value ?? spec.default;
  const text = typeof shown === 'string' ? shown : shown === undefined ? '' : JSON.stringify(shown);
  const props = {
    id,
    value: text,
    placeholder: spec.placeholder,
    readOnly: isReadOnly,
    error: isInvalid,
    'aria-describedby': describedBy,
    'aria-label': ariaLabel,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange(currentTarget.value === '' && spec.default === undefined ? undefined : currentTarget.value),
  };
  return spec.kind === 'text' || text.includes('\n') ? (
    <Textarea {...props} autosize minRows={2} maxRows={12} />
  ) : (
    <TextInput {...props} />
  );
}
