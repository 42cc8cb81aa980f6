import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CanvasDesk } from '../canvas/canvas-desk.ts';
import { connectionProblem } from '../canvas/connection-problem.ts';
import { focusNode } from '../canvas/focus-node.ts';
import { connect } from '../draft/edits/wires.ts';
import { NodeIcon } from '../parts/node-icon.tsx';
import { ListPicker } from './list-picker.tsx';

interface ConnectPickerProps {
  readonly desk: CanvasDesk;
  readonly from: string;
  /** Only this way out of it. */
  readonly port?: string | undefined;
  /** Told that it is over, in place of the canvas taking the focus. */
  readonly onDone?: () => void;
  /** Px in the window; else beside the node. */
  readonly at?: { readonly x: number; readonly y: number };
}

/** Leads a node on to another one that is there: every way out of it to every way into the others, by name. */
export function ConnectPicker({ desk, from, port, onDone, at }: ConnectPickerProps) {
  const { t } = useTranslation();
  const { graph, document, catalog } = desk.latest();
  const entries = useMemo(() => {
    const all = graph.steps.get(from)?.step.ports.outputs ?? [];
    const outputs = port === undefined ? all : all.filter(({ name }) => name === port);
    const known = new Set(document.edges.map((edge) => `${edge.from}>${edge.to}`));
    return [...graph.steps.values()].flatMap(({ id, step }) =>
      step.ports.inputs.flatMap((input) =>
        outputs.flatMap((output) => {
          const wire = `${from}.${output.name}>${id}.${input.name}`;
          if (known.has(wire) || (id === from && input.kind !== 'next')) return [];
          const end = step.ports.inputs.length > 1 ? `${step.title} · ${input.title}` : step.title;
          const title = outputs.length > 1 ? `${output.title} → ${end}` : end;
          const icon = <NodeIcon key={wire} icon={step.type?.icon} category={step.type?.category ?? 'unknown'} size={30} />;
          return [
            { id: wire, title, summary: step.type?.title ?? step.node.type, words: `${id} ${output.name} ${input.name}`, icon },
          ];
        }),
      ),
    );
  }, [graph, document, from, port]);
  const close = useCallback(() => {
    desk.store.setState({ connecting: undefined });
    if (onDone === undefined) focusNode(desk, from);
    else onDone();
  }, [desk, from, onDone]);
  const pick = (wire: string) => {
    const [source = '', target = ''] = wire.split('>');
    const problem = connectionProblem(document, catalog, { from: source, to: target });
    close();
    if (problem !== undefined) desk.refuse(problem);
    else {
      const names = { from: desk.nameOf([from]).what, to: desk.nameOf([target.split('.')[0] ?? '']).what };
      desk.edit(t('edit.connect', names), (current) => connect(current, source, target));
    }
  };
  const box = desk
    .element()
    ?.querySelector(`.react-flow__node[data-id="${CSS.escape(from)}"]`)
    ?.getBoundingClientRect();
  return (
    <ListPicker
      label={t('picker.connect', { what: desk.nameOf([from]).what })}
      placeholder={t('picker.connectTo')}
      sections={[{ title: '', entries }]}
      entries={entries}
      nothing={t('picker.nothing')}
      at={at ?? { x: box?.right ?? window.innerWidth / 2, y: box?.top ?? window.innerHeight / 3 }}
      onPick={pick}
      onClose={close}
    />
  );
}
