import type { Json, ParamSpec } from '@sluice/protocol';
import type { ComponentType } from 'react';
import type { ControlProps, ParamPath } from './control-props.ts';
import { BooleanControl } from './controls/boolean-control.tsx';
import { CodeControl } from './controls/code-control.tsx';
import { CronControl } from './controls/cron-control.tsx';
import { DatetimeControl } from './controls/datetime-control.tsx';
import { DurationControl } from './controls/duration-control.tsx';
import { JsonControl } from './controls/json-control.tsx';
import { ListControl } from './controls/list-control.tsx';
import { MapControl } from './controls/map-control.tsx';
import { NumberControl } from './controls/number-control.tsx';
import { ObjectControl } from './controls/object-control.tsx';
import { SecretControl } from './controls/secret-control.tsx';
import { SelectControl } from './controls/select-control.tsx';
import { TextControl } from './controls/text-control.tsx';
import { TimezoneControl } from './controls/timezone-control.tsx';
import { WorkflowControl } from './controls/workflow-control.tsx';

/** A control whose value has fields of its own; it tells which of them was changed. */
export interface NestedControlProps extends Omit<ControlProps, 'onChange'> {
  readonly onChange: (value: Json | undefined, changed: ParamPath) => void;
}

const controls: Readonly<Record<ParamSpec['kind'], ComponentType<NestedControlProps & { readonly title: string }>>> = {
  string: flat(TextControl),
  text: flat(TextControl),
  number: flat(NumberControl),
  integer: flat(NumberControl),
  boolean: flat(BooleanControl),
  duration: flat(DurationControl),
  select: flat(SelectControl),
  json: flat(JsonControl),
  code: flat(CodeControl),
  secret: flat(SecretControl),
  workflow: flat(WorkflowControl),
  cron: flat(CronControl),
  timezone: flat(TimezoneControl),
  datetime: flat(DatetimeControl),
  list: ListControl,
  map: MapControl,
  object: ObjectControl,
};

/** The control for the kind of a parameter. */
export function FieldControl(props: NestedControlProps & { readonly title: string }) {
  const Control = controls[props.spec.kind];
  return <Control {...props} />;
}

function flat(Control: ComponentType<ControlProps & { readonly title: string }>) {
  return function FlatControl({ onChange, ...props }: NestedControlProps & { readonly title: string }) {
    return <Control {...props} onChange={(value) => onChange(value, props.path)} />;
  };
}
