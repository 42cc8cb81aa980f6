import { ActionIcon, Tooltip } from '@mantine/core';
import type { Json, ParamSpec } from '@sluice/protocol';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { fromTemplate, isTemplate, toTemplate } from '../expressions/template-text.ts';
import { IconMathFunction } from '../parts/icons.ts';
import classes from './param-field.module.css';

interface TemplateToggleProps {
  readonly title: string;
  readonly spec: ParamSpec;
  readonly value: Json | undefined;
  readonly isReadOnly: boolean;
  readonly onChange: (value: Json | undefined) => void;
}

/** Turns a fixed value into an expression and back. Each side keeps what it was while the other one is shown. */
export function TemplateToggle({ title, spec, value, isReadOnly, onChange }: TemplateToggleProps) {
  const { t } = useTranslation();
  const lastFixed = useRef<Json>(undefined);
  const lastTemplate = useRef<string>(undefined);
  const madeHere = useRef<string>(undefined);
  const isExpression = isTemplate(value);
  const toggle = () => {
    if (isExpression) {
      // What was only looked at leaves no trace: a default, for one, is not written down.
      if (value === madeHere.current) {
        onChange(lastFixed.current);
        return;
      }
      lastTemplate.current = value;
      const fixed: Json | undefined = fromTemplate(value)?.value;
      onChange(fixed !== undefined && fixed !== '' ? fixed : lastFixed.current);
    } else {
      lastFixed.current = value;
      const isEmpty = value === undefined || value === '';
      const template = isEmpty && lastTemplate.current !== undefined ? lastTemplate.current : toTemplate(value ?? spec.default);
      if (template !== lastTemplate.current) madeHere.current = template;
      onChange(template);
    }
  };
  const what = t(isExpression ? 'params.toFixed' : 'params.toExpression');
  return (
    <Tooltip label={what}>
      <ActionIcon
        className={classes['toggle'] ?? ''}
        variant="default"
        size={22}
        aria-pressed={isExpression}
        aria-label={t('params.expressionFor', { field: title })}
        disabled={isReadOnly}
        onClick={toggle}
      >
        <IconMathFunction size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
