import { PageSelect } from '../../parts/page-select.tsx';
import type { ControlProps } from '../control-props.ts';

/** One of a few options. What stands there and is none of them is shown all the same. */
export function SelectControl({ id, spec, value, isReadOnly, isInvalid, describedBy, onChange }: ControlProps) {
  const options = spec.kind === 'select' ? spec.options : [];
  const shown = value ?? spec.default;
  const chosen = typeof shown === 'string' ? shown : null;
  const isOdd = chosen !== null && chosen !== '' && !options.some((each) => each.value === chosen);
  const data = options.map((each) => ({ value: each.value, label: each.title }));
  return (
    <PageSelect
      id={id}
      data={isOdd ? [...data, { value: chosen, label: chosen }] : data}
      value={chosen}
      placeholder={spec.placeholder}
      readOnly={isReadOnly}
      error={isInvalid}
      aria-describedby={describedBy}
      searchable={options.length > 8}
      allowDeselect={false}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
