import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { changeEntry } from '../draft/edits/layout-edits.ts';
import { renameNode } from '../draft/edits/node-fields.ts';
import { cutWires } from '../draft/edits/wires.ts';
import type { CanvasHands } from './canvas-context.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import { NOTHING } from './canvas-store.ts';
import { foldGroup } from './entry-edits.ts';
import { useWireDrag } from './use-wire-drag.ts';
import { wireMiddle } from './wire-path.ts';

/** How long the pointer may be on its way from a wire to what stands on it. */
const LINGER_MS = 300;

/** What the parts of a canvas can do to it. */
export function useHands(desk: CanvasDesk): CanvasHands {
  const { t } = useTranslation();
  const startWire = useWireDrag(desk);
  return useMemo((): CanvasHands => {
    const { store } = desk;
    let leaving: ReturnType<typeof setTimeout> | undefined;
    return {
      store,
      startWire,
      readOnlyReason: () => (desk.latest().draft === undefined ? t('canvas.onlyShown') : desk.latest().readOnlyReason),
      selectWire: (key, isBesides = false) => {
        desk.latest().select([]);
        store.setState(({ wires }) => ({ wires: isBesides ? wires.symmetricDifference(new Set([key])) : new Set([key]) }));
      },
      hoverWire: (key) => {
        clearTimeout(leaving);
        if (key !== undefined) store.setState({ hovered: key });
        else leaving = setTimeout(() => store.setState({ hovered: undefined }), LINGER_MS);
      },
      insertInto: (key, client) => {
        const { graph, readOnlyReason, draft } = desk.latest();
        const wire = graph.wires.find((each) => each.key === key);
        if (readOnlyReason !== undefined || draft === undefined) desk.refuse(readOnlyReason ?? t('canvas.onlyShown'));
        else if (wire !== undefined) store.setState({ picking: { at: wireMiddle(wire), client, into: key } });
      },
      cutWires: (keys) => {
        store.setState({ hovered: undefined, wires: NOTHING });
        desk.edit(t('edit.cut', { count: keys.size }), (document) => cutWires(document, keys));
      },
      rename: (id, name) => {
        const { document } = desk.latest();
        store.setState({ renaming: undefined });
        const { what } = desk.nameOf([id]);
        if (document.nodes[id] === undefined) {
          if (document.layout[id]?.['title'] !== name)
            desk.edit(t('edit.rename', { what: name }), (current) => changeEntry(current, id, { title: name }));
        } else if (name.trim() !== what) desk.edit(t('edit.rename', { what }), (current) => renameNode(current, id, name));
      },
      fold: (id) => foldGroup(desk, t, id),
      changeEntry: (id, fields, mergeKey) => {
        desk.edit(t('edit.note'), (current) => changeEntry(current, id, fields), mergeKey);
      },
    };
  }, [desk, startWire, t]);
}
