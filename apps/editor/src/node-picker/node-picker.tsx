import type { NodeType } from '@sluice/protocol';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { arriveAt } from '../canvas/arrive-at.ts';
import type { CanvasDesk } from '../canvas/canvas-desk.ts';
import type { PickRequest } from '../canvas/canvas-store.ts';
import { HEADER_HEIGHT } from '../canvas/geometry.ts';
import { type HeldType, planDrop } from '../canvas/plan-drop.ts';
import { type Insert, outputsOf, planInsert } from '../canvas/plan-insert.ts';
import type { Position } from '../canvas/positions-of.ts';
import { NodeIcon } from '../parts/node-icon.tsx';
import { ListPicker, type PickerEntry } from './list-picker.tsx';
import { recentTypes, rememberType } from './recent-types.ts';
import { useDragOut } from './use-drag-out.ts';

const categories = ['trigger', 'flow', 'data', 'text', 'network', 'code'] as const satisfies readonly NodeType['category'][];

const WIRED_FIRST = categories.toSorted((a, b) => Number(a === 'trigger') - Number(b === 'trigger'));

interface NodePickerProps {
  readonly desk: CanvasDesk;
  readonly request: PickRequest;
  /** Told of the node that came, or that none did, in place of the canvas taking the focus. */
  readonly onDone?: (id: string | undefined) => void;
}

/** Picks a node type and puts a node of it on the canvas, wired as the request says. Only types that fit there are offered. */
export function NodePicker({ desk, request, onDone }: NodePickerProps) {
  const { t } = useTranslation();
  const [category, setCategory] = useState<string>('all');
  const [recent] = useState(() => recentTypes());
  const { catalog } = desk.latest();
  const [leadsOn] = useState(() => request.toSelection !== undefined && leadsOnFrom(desk));
  const entries = useMemo(
    () =>
      [...catalog.values()]
        .filter((type) => fits(type, request, leadsOn))
        .map((type) => ({ ...entryOf(type), category: type.category, canFollow: type.inputs.length > 0 })),
    [catalog, request, leadsOn],
  );
  const close = useCallback(() => {
    desk.store.setState({ picking: undefined });
    if (onDone === undefined) desk.element()?.focus({ preventScroll: true });
    else onDone(undefined);
  }, [desk, onDone]);
  const pick = (name: string, isByKey: boolean) => {
    const { document, graph, selection } = desk.latest();
    const type = catalog.get(name);
    if (type === undefined) return;
    put(type, planInsert({ document, graph, type, request, selection }), isByKey ? 'key' : 'click');
  };
  const put = (type: NodeType, insert: Insert, by: 'click' | 'key' | 'drag') => {
    desk.store.setState({ picking: undefined, hovered: undefined });
    if (!desk.edit(t('edit.add', { what: type.title }), insert.update)) {
      onDone?.(undefined);
      return;
    }
    rememberType(type.type);
    if (onDone === undefined) arriveAt(desk, insert.id, type, by);
    else onDone(insert.id);
  };

  const drag = useDragOut(desk, (held: HeldType, place: Position, into: string | undefined, client: Position) => {
    const { document, graph } = desk.latest();
    const { type, size } = held;
    const dropped = into === undefined ? undefined : planDrop({ document, graph, held, place, into });
    const { wireTo } = request;
    const at = {
      x: place.x + (wireTo === undefined ? size.width / 2 : wireTo.side === 'inputs' ? size.width : 0),
      y: place.y + HEADER_HEIGHT / 2,
    };
    const apart: PickRequest = { at, client, ...(wireTo === undefined ? {} : { wireTo }) };
    put(type, dropped ?? planInsert({ document, graph, type, request: apart, selection: new Set() }), 'drag');
  });

  const within = (wanted: string) => entries.filter((entry) => entry.category === wanted);
  const lately = recent
    .flatMap((name) => entries.find(({ id }) => id === name) ?? [])
    .filter(({ canFollow }) => canFollow || !leadsOn);
  // What stands first is chosen already: it is something that can be wired.
  const known = (leadsOn ? WIRED_FIRST : categories).filter((each) => within(each).length > 0);
  const rest = (each: string) => within(each).filter((entry) => category !== 'all' || !lately.includes(entry));
  const sections = [
    ...(category === 'all' && lately.length > 0 ? [{ title: t('picker.recent'), entries: lately }] : []),
    ...known
      .filter((each) => category === 'all' || category === each)
      .map((each) => ({ title: t(`category.${each}`), entries: rest(each) }))
      .filter((section) => section.entries.length > 0),
  ];
  return (
    <ListPicker
      label={t('picker.label')}
      placeholder={t('picker.search')}
      sections={sections}
      entries={entries}
      filters={{
        names: [{ id: 'all', title: t('category.all') }, ...known.map((id) => ({ id, title: t(`category.${id}`) }))],
        current: category,
        onChange: setCategory,
      }}
      nothing={t(
        request.wireTo === undefined && request.into === undefined && request.toSelection !== 'must'
          ? 'picker.nothing'
          : 'picker.nothingFits',
      )}
      at={request.client}
      onPick={pick}
      onClose={close}
      onPress={drag.onPress}
      isAway={drag.isOut}
    />
  );
}

/** Whether what is selected has a way out, to which a new node can be wired. */
function leadsOnFrom(desk: CanvasDesk): boolean {
  const { graph, selection } = desk.latest();
  return outputsOf(graph, selection).length > 0;
}

function fits({ inputs, outputs }: NodeType, { wireTo, into, toSelection }: PickRequest, leadsOn: boolean): boolean {
  const needsInput = into !== undefined || wireTo?.side === 'outputs' || (toSelection === 'must' && leadsOn);
  const needsOutput = into !== undefined || wireTo?.side === 'inputs';
  return (!needsInput || inputs.length > 0) && (!needsOutput || outputs.length > 0);
}

function entryOf({ type, title, summary, category, icon }: NodeType): PickerEntry {
  return { id: type, title, summary, words: `${type} ${category}`, icon: <NodeIcon icon={icon} category={category} size={30} /> };
}
