import type { Json, ParamSpec } from '@sluice/protocol';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExpressionField } from '../expressions/expression-field.tsx';
import { isTemplate } from '../expressions/template-text.ts';
import { FieldHolder } from '../together/field-holding.tsx';
import { type ParamPath, pathText } from './control-props.ts';
import { FieldControl } from './field-control.tsx';
import { FieldIssues } from './field-issues.tsx';
import { useFormScope } from './form-scope.tsx';
import { issuesAt } from './issues-at.ts';
import classes from './param-field.module.css';
import { TemplateToggle } from './template-toggle.tsx';
import { useDropTarget } from './use-drop-target.ts';

interface ParamFieldProps {
  readonly spec: ParamSpec;
  readonly path: ParamPath;
  readonly value: Json | undefined;
  /** Stands before the label: what moves an element of a list. */
  readonly title?: string | undefined;
  readonly onChange: (value: Json | undefined, changed: ParamPath) => void;
}

const withFields: ReadonlySet<ParamSpec['kind']> = new Set(['list', 'object', 'map']);

/** One parameter: its name, what it is for, the control for its kind or the expression in its place, and what is wrong with it. */
export function ParamField({ spec, path, value, title = spec.title, onChange }: ParamFieldProps) {
  const { t } = useTranslation();
  const { readOnlyReason, issues } = useFormScope();
  const id = useId();
  const isReadOnly = readOnlyReason !== undefined;
  const mayBeTemplate = spec.template !== false && spec.kind !== 'code';
  const isExpression = mayBeTemplate && isTemplate(value);
  const own = issuesAt(issues, path, isExpression || !withFields.has(spec.kind));
  // Who turns a value into an expression, by its button or by a first `=`, goes on writing there.
  const [isGoingOn, setGoingOn] = useState(false);
  const write = (next: Json | undefined, changed: ParamPath) => {
    if (mayBeTemplate && !isExpression && isTemplate(next)) setGoingOn(true);
    onChange(next, changed);
  };
  const change = (next: Json | undefined) => write(next, path);
  const drop = useDropTarget({
    title,
    value,
    isEnabled: mayBeTemplate && !isReadOnly && !isExpression && !hasFields(spec, value),
    onChange: change,
  });
  const isGroup = withFields.has(spec.kind) || spec.kind === 'json';
  const describedBy = [spec.help === undefined ? '' : `${id}-help`, own.length === 0 ? '' : `${id}-issues`]
    .filter(Boolean)
    .join(' ');

  const name = (
    <>
      {title}
      {spec.required === true && (
        <span className={classes['required']} title={t('params.required')}>
          {' *'}
        </span>
      )}
    </>
  );

  return (
    <div
      className={classes['field']}
      data-param={pathText(path)}
      title={readOnlyReason}
      {...(isGroup ? { role: 'group', 'aria-labelledby': `${id}-label` } : {})}
    >
      <div className={classes['head']}>
        {isGroup || isExpression ? (
          <span id={`${id}-label`} className={classes['label']}>
            {name}
          </span>
        ) : (
          <label id={`${id}-label`} className={classes['label']} htmlFor={id}>
            {name}
          </label>
        )}
        {value === undefined && spec.default !== undefined && <span className={classes['tag']}>{t('params.default')}</span>}
        <span className={classes['space']} />
        <FieldHolder path={pathText(path)} />
        {mayBeTemplate && <TemplateToggle title={title} value={value} spec={spec} isReadOnly={isReadOnly} onChange={change} />}
      </div>
      {spec.help !== undefined && (
        <p className={classes['help']} id={`${id}-help`}>
          {spec.help}
        </p>
      )}
      {isExpression && spec.kind === 'duration' && <p className={classes['help']}>{t('params.durationExpression')}</p>}
      <div className={classes['body']} data-control="" {...drop}>
        {isExpression ? (
          <ExpressionField
            kind="template"
            value={value}
            label={title}
            placeholder={t('params.expressionPlaceholder')}
            isReadOnly={isReadOnly}
            isInvalid={own.length > 0}
            autoFocus={isGoingOn}
            onChange={change}
          />
        ) : (
          <FieldControl
            id={id}
            spec={spec}
            path={path}
            title={title}
            value={value}
            isReadOnly={isReadOnly}
            isInvalid={own.length > 0}
            describedBy={describedBy === '' ? undefined : describedBy}
            onChange={write}
          />
        )}
      </div>
      <FieldIssues issues={own} id={`${id}-issues`} />
    </div>
  );
}

/** Whether there are fields within it to drop on: then what falls beside them must not take the place of them all. */
function hasFields(spec: ParamSpec, value: Json | undefined): boolean {
  if (spec.kind === 'object') return true;
  return withFields.has(spec.kind) && typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
