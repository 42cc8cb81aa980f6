import { ActionIcon, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Json } from '@sluice/protocol';
import type { DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { fieldTarget } from '../expressions/field-target.ts';
import { accessSource, type DataPath, PATH_MEDIA_TYPE } from '../expressions/to-expression.ts';
import { IconCopy, IconLink, IconPlus } from '../parts/icons.ts';
import type { Path } from './tree-rows.ts';

/** What makes a field draggable into a parameter; nothing where it is not known which node gave it out. */
export function dragProps(nodeId: string | undefined, path: Path) {
  if (nodeId === undefined) return {};
  const onDragStart = (event: DragEvent) => {
    const data: DataPath = { nodeId, path };
    event.dataTransfer.setData(PATH_MEDIA_TYPE, JSON.stringify(data));
    event.dataTransfer.setData('text/plain', `$json${accessSource(path)}`);
    event.dataTransfer.effectAllowed = 'copy';
    event.stopPropagation();
  };
  return { draggable: true, onDragStart };
}

interface FieldActionsProps {
  readonly nodeId: string | undefined;
  readonly path: Path;
  readonly value: Json | undefined;
}

/** What can be done with a field: insert it into the parameter that is being edited, copy its value, copy its path. */
export function FieldActions({ nodeId, path, value }: FieldActionsProps) {
  const { t } = useTranslation();
  const target = useStore(fieldTarget, (state) => state.target);
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => notifications.show({ message: t('copy.done'), autoClose: 1500 }),
      () => notifications.show({ color: 'red', message: t('data.copyRefused') }),
    );
  return (
    <>
      {nodeId !== undefined && target !== undefined && (
        <Action
          label={t('data.insert', { field: target.title })}
          icon={IconPlus}
          onClick={() => target.insert({ nodeId, path })}
        />
      )}
      {value !== undefined && (
        <Action
          label={t('data.copyValue')}
          icon={IconCopy}
          onClick={() => copy(typeof value === 'string' ? value : JSON.stringify(value, null, 2))}
        />
      )}
      <Action label={t('data.copyPath')} icon={IconLink} onClick={() => copy(`$json${accessSource(path)}`)} />
    </>
  );
}

interface ActionProps {
  readonly label: string;
  readonly icon: typeof IconCopy;
  readonly onClick: () => void;
}

function Action({ label, icon: Icon, onClick }: ActionProps) {
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={18}
        aria-label={label}
        // The field that it is inserted into keeps the focus.
        onMouseDown={(event) => event.preventDefault()}
        onClick={(event) => {
          event.stopPropagation();
          onClick();
        }}
      >
        <Icon size={13} />
      </ActionIcon>
    </Tooltip>
  );
}
