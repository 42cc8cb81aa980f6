import { UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { nodeTitle } from '../canvas/read-steps.ts';
import { nodeOf } from '../draft/port-ref.ts';
import { NodeIcon } from '../parts/node-icon.tsx';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import { settingsSpec } from '../step-panel/settings-spec.ts';
import classes from './change-list.module.css';
import type { DocumentComparison, FieldChange, NodeChange, WireChange } from './compare-documents.ts';
import { ValueChange } from './value-change.tsx';

interface ChangeListProps {
  readonly comparison: DocumentComparison;
  readonly catalog: NodeCatalog;
  /** Goes to a node on the canvas beside the list, where there is one. */
  readonly onShow?: ((nodeId: string) => void) | undefined;
  readonly shownNode?: string | undefined;
}

/** What differs between two versions, thing by thing, with the fields and both their values. */
export function ChangeList({ comparison, catalog, onShow, shownNode }: ChangeListProps) {
  const { t } = useTranslation();
  const { nodes, wires, workflow } = comparison;
  const whole = new Set(nodes.flatMap(({ id, kind }) => (kind === 'changed' ? [] : [id])));
  const ownWires = wires.filter(({ from, to }) => !whole.has(nodeOf(from)) && !whole.has(nodeOf(to)));
  const titleOf = (id: string) => {
    const node = nodes.find((each) => each.id === id)?.node;
    return node === undefined ? id : nodeTitle(id, node, catalog.get(node.type));
  };
  return (
    <ul className={classes['list']} aria-label={t('compare.list')}>
      {nodes.map((change) => (
        <NodeItem key={change.id} change={change} catalog={catalog} onShow={onShow} isShown={change.id === shownNode} />
      ))}
      {ownWires.length > 0 && (
        <li className={classes['item']}>
          <span className={classes['heading']}>{t('compare.wires')}</span>
          {ownWires.map((wire) => (
            <WireLine key={wire.key} wire={wire} titleOf={titleOf} />
          ))}
        </li>
      )}
      {workflow.length > 0 && (
        <li className={classes['item']}>
          <span className={classes['heading']}>{t('compare.workflow')}</span>
          {workflow.map((change) => (
            <WorkflowField key={change.field} {...change} />
          ))}
        </li>
      )}
    </ul>
  );
}

interface NodeItemProps {
  readonly change: NodeChange;
  readonly catalog: NodeCatalog;
  readonly onShow: ChangeListProps['onShow'];
  readonly isShown: boolean;
}

function NodeItem({ change, catalog, onShow, isShown }: NodeItemProps) {
  const { t } = useTranslation();
  const { id, kind, node, fields } = change;
  const type = catalog.get(node.type);
  const title = nodeTitle(id, node, type);
  const ownSettings = useMemo(() => settingsSpec(t).params, [t]);
  const fieldTitle = (field: string) => {
    const [area, name] = field.split('/');
    return (name === undefined ? ownSettings[area ?? '']?.title : type?.params[name]?.title) ?? field;
  };
  const heading = (
    <>
      <NodeIcon icon={type?.icon} category={type?.category ?? 'unknown'} size={26} />
      <span className={classes['title']}>{title}</span>
      <span className={classes['kind']} data-kind={kind}>
        {t(`compare.${kind}`)}
      </span>
    </>
  );
  return (
    <li className={classes['item']} data-change={kind} data-shown={isShown || undefined}>
      {onShow === undefined ? (
        <span className={classes['node']}>{heading}</span>
      ) : (
        <UnstyledButton className={classes['node'] ?? ''} onClick={() => onShow(id)} title={t('compare.show', { node: title })}>
          {heading}
        </UnstyledButton>
      )}
      {fields.map((field) => (
        <ValueChange key={field.field} {...field} title={fieldTitle(field.field)} />
      ))}
    </li>
  );
}

function WireLine({ wire, titleOf }: { readonly wire: WireChange; readonly titleOf: (id: string) => string }) {
  const { t } = useTranslation();
  return (
    <span className={classes['wire']}>
      <span>
        {titleOf(nodeOf(wire.from))} → {titleOf(nodeOf(wire.to))} <code>{wire.key}</code>
      </span>
      <span className={classes['kind']} data-kind={wire.kind === 'moved' ? 'changed' : wire.kind}>
        {t(`compare.${wire.kind}`)}
      </span>
    </span>
  );
}

function WorkflowField(change: FieldChange) {
  const { t } = useTranslation();
  const { field } = change;
  const title =
    field === 'name' || field === 'description'
      ? t(`compare.field.${field}`)
      : t(`compare.field.${field.replace(/^settings\//, '')}` as 'compare.field.name', {
          defaultValue: t('compare.field.settings', { name: field.replace(/^settings\//, '') }),
        });
  return <ValueChange {...change} title={title} />;
}
