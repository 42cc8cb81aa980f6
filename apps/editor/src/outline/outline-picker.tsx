import { edgeKeys } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import type { CanvasDesk } from '../canvas/canvas-desk.ts';
import { connectionProblem } from '../canvas/connection-problem.ts';
import { cutWires, reconnect } from '../draft/edits/wires.ts';
import { ConnectPicker } from '../node-picker/connect-picker.tsx';
import { EntryPicker } from '../node-picker/entry-picker.tsx';
import { ListPicker, type PickerEntry } from '../node-picker/list-picker.tsx';
import { NodePicker } from '../node-picker/node-picker.tsx';
import { NodeIcon } from '../parts/node-icon.tsx';
import { NoteWriter } from './note-writer.tsx';
import type { Asking } from './outline-command.ts';

interface OutlinePickerProps {
  readonly desk: CanvasDesk;
  readonly asking: Asking;
  /** Px in the window. */
  readonly at: { readonly x: number; readonly y: number };
  /** Told of the node that came, if any. */
  readonly onDone: (id?: string) => void;
}

/** The list that a command of the outline asks with. */
export function OutlinePicker({ desk, asking, at, onDone }: OutlinePickerProps) {
  switch (asking.what) {
    case 'node':
      return <NodePicker desk={desk} request={asking.request} onDone={onDone} />;
    case 'target':
      return <ConnectPicker desk={desk} from={asking.from} port={asking.port} at={at} onDone={() => onDone()} />;
    case 'cut':
      return <CutPicker desk={desk} wires={asking.wires} at={at} onDone={onDone} />;
    case 'move':
      return <MovePicker desk={desk} wires={asking.wires} at={at} onDone={onDone} />;
    case 'text':
      return <NoteWriter desk={desk} id={asking.id} at={at} onDone={() => onDone()} />;
    case 'color':
      return <EntryPicker desk={desk} asking={{ what: 'color', id: asking.id }} at={at} onDone={() => onDone()} />;
    case 'group':
    case 'member':
      return <EntryPicker desk={desk} asking={asking} at={at} onDone={() => onDone()} />;
  }
}

type WiresProps = Omit<OutlinePickerProps, 'asking'> & { readonly wires: readonly string[] };

/** Which of several wires is cut. */
function CutPicker({ desk, wires, at, onDone }: WiresProps) {
  const { t } = useTranslation();
  const { graph } = desk.latest();
  const entries = graph.wires
    .filter(({ key }) => wires.includes(key))
    .map(({ key, from, to }) => {
      const title = `${wayOf(desk, from, 'outputs')} → ${wayOf(desk, to, 'inputs')}`;
      return { ...entryOf(desk, key, from, title), summary: `${from.node} → ${to.node}` };
    });
  const all = { id: '*', title: t('outline.cutAll', { count: entries.length }), summary: '', words: '', icon: null };
  return (
    <ListPicker
      label={t('outline.do.disconnect')}
      placeholder={t('outline.searchWire')}
      sections={[{ title: '', entries: [...entries, all] }]}
      entries={[...entries, all]}
      nothing={t('picker.nothing')}
      at={at}
      onPick={(key) => {
        const keys = new Set(key === '*' ? wires : [key]);
        desk.edit(t('edit.cut', { count: keys.size }), (document) => cutWires(document, keys));
        onDone();
      }}
      onClose={onDone}
    />
  );
}

/** From where else, or into which other port, a wire leads. */
function MovePicker({ desk, wires, at, onDone }: WiresProps) {
  const { t } = useTranslation();
  const { graph, document, catalog } = desk.latest();
  const known = new Set(edgeKeys(document.edges));
  const entries = graph.wires
    .filter(({ key }) => wires.includes(key))
    .flatMap(({ key, from, to }) => {
      const summary = wires.length > 1 ? t('outline.insteadOf', { what: wayOf(desk, from, 'outputs') }) : '';
      const outputs = [...graph.steps.values()].flatMap(({ id, step }) =>
        step.ports.outputs.map(({ name }) => ({ from: { node: id, port: name }, to })),
      );
      const inputs = (graph.steps.get(to.node)?.step.ports.inputs ?? []).map(({ name }) => ({
        from,
        to: { node: to.node, port: name },
      }));
      return [...outputs, ...inputs]
        .filter((wire) => !known.has(`${refOf(wire.from)}>${refOf(wire.to)}`))
        .map((wire) => {
          const isInput = wire.from === from;
          const title = isInput
            ? t('outline.into', { port: portTitle(desk, wire.to, 'inputs') })
            : t('outline.outOf', { what: wayOf(desk, wire.from, 'outputs') });
          return { ...entryOf(desk, `${key}|${refOf(wire.from)}>${refOf(wire.to)}`, isInput ? to : wire.from, title), summary };
        });
    });
  const pick = (id: string) => {
    const [key = '', wire = ''] = id.split('|');
    const [from = '', to = ''] = wire.split('>');
    const others = cutWires(document, new Set([key]));
    const problem = connectionProblem(others, catalog, { from, to });
    if (problem !== undefined) desk.refuse(problem);
    else {
      const names = { from: desk.nameOf([from.split('.')[0] ?? '']).what, to: desk.nameOf([to.split('.')[0] ?? '']).what };
      desk.edit(t('edit.reconnect', names), (current) => reconnect(current, key, { from, to }));
    }
    onDone();
  };
  return (
    <ListPicker
      label={t('outline.do.movePort')}
      placeholder={t('outline.searchPort')}
      sections={[{ title: '', entries }]}
      entries={entries}
      nothing={t('picker.nothing')}
      at={at}
      onPick={pick}
      onClose={onDone}
    />
  );
}

interface End {
  readonly node: string;
  readonly port: string;
}

function refOf({ node, port }: End): string {
  return `${node}.${port}`;
}

/** A node and, where it has several, which of its ports. */
function wayOf(desk: CanvasDesk, end: End, side: 'inputs' | 'outputs'): string {
  const step = desk.latest().graph.steps.get(end.node)?.step;
  const title = step?.title ?? end.node;
  return (step?.ports[side].length ?? 0) > 1 ? `${title} · ${portTitle(desk, end, side)}` : title;
}

function portTitle(desk: CanvasDesk, { node, port }: End, side: 'inputs' | 'outputs'): string {
  return (
    desk
      .latest()
      .graph.steps.get(node)
      ?.step.ports[side].find(({ name }) => name === port)?.title ?? port
  );
}

function entryOf(desk: CanvasDesk, id: string, { node }: End, title: string): PickerEntry {
  const type = desk.latest().graph.steps.get(node)?.step.type;
  return {
    id,
    title,
    summary: '',
    words: node,
    icon: <NodeIcon icon={type?.icon} category={type?.category ?? 'unknown'} size={30} />,
  };
}
