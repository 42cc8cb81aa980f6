import type { Json, ParamSpec } from '@sluice/protocol';
import type { ParamPath } from './control-props.ts';
import { FormScopeProvider, useFormScope } from './form-scope.tsx';
import { isShown } from './is-shown.ts';
import { hasIssueWithin } from './issues-at.ts';
import { ParamField } from './param-field.tsx';

interface ParamFieldsProps {
  readonly specs: { readonly [name: string]: ParamSpec };
  readonly values: { readonly [name: string]: Json };
  readonly path: ParamPath;
  /** `changed` is the path of the very field that was changed, which may lie within the one that is named. */
  readonly onChange: (name: string, value: Json | undefined, changed: ParamPath) => void;
}

/** The fields of a node or of an object, one under the other. One that is not asked for is left out, unless something is wrong with it. */
export function ParamFields({ specs, values, path, onChange }: ParamFieldsProps) {
  const scope = useFormScope();
  const shown = Object.entries(specs).filter(
    ([name, spec]) => isShown(spec, values, specs) || hasIssueWithin(scope.issues, [...path, name]),
  );
  return (
    <FormScopeProvider value={{ ...scope, siblings: values }}>
      {shown.map(([name, spec]) => (
        <ParamField
          key={name}
          spec={spec}
          path={[...path, name]}
          value={values[name]}
          onChange={(value, changed) => onChange(name, value, changed)}
        />
      ))}
    </FormScopeProvider>
  );
}
