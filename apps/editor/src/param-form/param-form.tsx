import type { Issue, Json, NodeType } from '@sluice/protocol';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { pathText } from './control-props.ts';
import { FormScopeProvider } from './form-scope.tsx';
import { ParamFields } from './param-fields.tsx';
import classes from './param-form.module.css';
import { UnknownParams } from './unknown-params.tsx';

interface ParamFormProps {
  readonly type: Pick<NodeType, 'params'>;
  readonly params: { readonly [name: string]: Json };
  /** Those of this node; each is shown at the field that its `param` names. */
  readonly issues: readonly Issue[];
  readonly readOnlyReason?: string | undefined;
  /** The field to go to, e.g. `fields.0.value`; another object each time. */
  readonly goTo?: { readonly param: string } | undefined;
  /** Undefined takes the parameter away. Changes with one `mergeKey` that follow one another are one. */
  readonly onChange: (name: string, value: Json | undefined, options: { readonly mergeKey: string }) => void;
}

/** The form for a node's parameters, made from what its type says of them. */
export function ParamForm({ type, params, issues, readOnlyReason, goTo, onChange }: ParamFormProps) {
  const { t } = useTranslation();
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (goTo !== undefined && form.current !== null) focusField(form.current, goTo.param);
  }, [goTo]);
  const unknown = Object.entries(params).filter(([name]) => !Object.hasOwn(type.params, name));
  const hasNone = Object.keys(type.params).length === 0 && unknown.length === 0;
  return (
    <FormScopeProvider value={{ readOnlyReason, issues, siblings: params }}>
      <div ref={form} className={classes['form']} data-param-form="">
        {hasNone && <p className={classes['none']}>{t('params.none')}</p>}
        <ParamFields
          specs={type.params}
          values={params}
          path={[]}
          onChange={(name, value, changed) => onChange(name, value, { mergeKey: pathText(changed) })}
        />
        <UnknownParams params={unknown} onRemove={(name) => onChange(name, undefined, { mergeKey: `remove ${name}` })} />
      </div>
    </FormScopeProvider>
  );
}

/** Puts the focus on a field, or on the nearest one around it that is there. */
function focusField(form: HTMLElement, param: string): void {
  for (let path = param.split('.'); path.length > 0; path = path.slice(0, -1)) {
    const field = form.querySelector<HTMLElement>(`[data-param="${CSS.escape(pathText(path))}"]`);
    if (field === null) continue;
    field.scrollIntoView({ block: 'center' });
    focusWithin(field);
    return;
  }
}

const EDITOR_COMES_WITHIN_MS = 5000;

/** Puts the focus on the control of a field; where the editor of texts with syntax is still being loaded, once it is there. */
function focusWithin(field: HTMLElement): void {
  if (field.querySelector('[data-waiting]') === null) {
    field.querySelector<HTMLElement>(':scope > [data-control] :is(.cm-content, input, textarea, button)')?.focus();
    return;
  }
  const observer = new MutationObserver(() => {
    const editor = field.querySelector<HTMLElement>('.cm-content');
    if (editor === null) return;
    observer.disconnect();
    editor.focus();
  });
  observer.observe(field, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), EDITOR_COMES_WITHIN_MS);
}
