import { ExpressionField } from '../../expressions/expression-field.tsx';
import type { ControlProps } from '../control-props.ts';

/** JavaScript of the builder's own, with what it gives for the item that is looked at. */
export function CodeControl({ spec, title, value, isReadOnly, isInvalid, onChange }: ControlProps & { readonly title: string }) {
  const shown = value ?? spec.default;
  return (
    <ExpressionField
      kind="code"
      value={typeof shown === 'string' ? shown : ''}
      label={title}
      placeholder={spec.placeholder}
      isReadOnly={isReadOnly}
      isInvalid={isInvalid}
      onChange={(next) => onChange(next === '' && spec.default === undefined ? undefined : next)}
    />
  );
}
