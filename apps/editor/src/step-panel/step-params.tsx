import { SegmentedControl } from '@mantine/core';
import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { setParam } from '../draft/edits/node-params.ts';
import { ItemStepper } from '../expressions/item-stepper.tsx';
import { ParamForm } from '../param-form/param-form.tsx';
import { IconLock } from '../parts/icons.ts';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { HoldFields } from '../together/field-holding.tsx';
import { settingsSpec, settingsValues, withSetting } from './settings-spec.ts';
import type { StepEditing } from './step-editing.ts';
import classes from './step-params.module.css';

interface StepParamsProps {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  readonly nodeId: string;
  /** Those of this node. */
  readonly issues: readonly Issue[];
  readonly editing: StepEditing | undefined;
  /** The parameter or setting to go to; another object each time. */
  readonly goTo: { readonly param: string } | undefined;
  readonly page: ParamsPage;
  /** Shows the choice between the pages; absent where tabs around it do that. */
  readonly onPage?: ((page: ParamsPage) => void) | undefined;
}

export type ParamsPage = 'params' | 'settings';

/** What a node is set to, to be changed: its type's parameters, and on a second page what every node has. */
export function StepParams({ document, catalog, nodeId, issues, editing, goTo, page, onPage }: StepParamsProps) {
  const { t } = useTranslation();
  const settings = useMemo(() => settingsSpec(t), [t]);
  const node = document.nodes[nodeId];
  if (node === undefined) return null;
  const type = catalog.get(node.type);
  const reason = editing === undefined ? t('step.readOnlyRun') : editing.readOnlyReason;
  const title = node.name ?? type?.title ?? nodeId;

  return (
    <div className={classes['params']}>
      <div className={classes['bar']}>
        {onPage !== undefined && (
          <SegmentedControl
            size="xs"
            value={page}
            onChange={(next) => onPage(next === 'settings' ? 'settings' : 'params')}
            data={[
              { value: 'params', label: t('step.params') },
              { value: 'settings', label: t('step.settings') },
            ]}
            aria-label={t('step.paramsOrSettings')}
          />
        )}
        {page === 'params' && <ItemStepper />}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={classes['body']} tabIndex={0} aria-label={t(page === 'params' ? 'step.params' : 'step.settings')}>
        {reason !== undefined && (
          <p className={classes['reason']}>
            <IconLock size={14} aria-hidden="true" />
            {reason}
          </p>
        )}
        <HoldFields prefix={page === 'params' ? nodeId : `${nodeId}/@settings`}>
          {page === 'params' ? (
            <>
              {type !== undefined && <p className={classes['summary']}>{type.summary}</p>}
              <ParamForm
                type={type ?? { params: {} }}
                params={node.params}
                issues={issues}
                readOnlyReason={reason}
                goTo={goTo}
                onChange={(name, value, { mergeKey }) =>
                  editing?.store.edit(
                    t('edit.param', { param: type?.params[name]?.title ?? name, node: title }),
                    (current) => setParam(current, nodeId, name, value),
                    { mergeKey: `${nodeId}/params/${mergeKey}` },
                  )
                }
              />
            </>
          ) : (
            <ParamForm
              type={settings}
              params={settingsValues(document, nodeId)}
              issues={[]}
              readOnlyReason={reason}
              goTo={goTo}
              onChange={(name, value, { mergeKey }) =>
                editing?.store.edit(
                  t('edit.param', { param: settings.params[name]?.title ?? name, node: title }),
                  (current) => withSetting(current, nodeId, name, value),
                  { mergeKey: `${nodeId}/${mergeKey}` },
                )
              }
            />
          )}
        </HoldFields>
      </section>
    </div>
  );
}
