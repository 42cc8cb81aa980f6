import type { Json } from '@sluice/protocol';
import type { NestedControlProps } from '../field-control.tsx';
import { ParamFields } from '../param-fields.tsx';
import classes from './nested.module.css';

/** Fields of its own, under one name. */
export function ObjectControl({ spec, path, value, onChange }: NestedControlProps) {
  const shown = value ?? spec.default;
  const members: { readonly [name: string]: Json } = isRecord(shown) ? shown : {};
  return (
    <div className={classes['group']}>
      <ParamFields
        specs={spec.kind === 'object' ? spec.fields : {}}
        values={members}
        path={path}
        onChange={(name, next, changed) => {
          const { [name]: _, ...others } = members;
          onChange(next === undefined ? others : { ...members, [name]: next }, changed);
        }}
      />
    </div>
  );
}

export function isRecord(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
