import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CanvasDesk } from '../canvas/canvas-desk.ts';
import { connectionProblem } from '../canvas/connection-problem.ts';
import { focusNode } from '../canvas/focus-node.ts';
import { connect } from '../draft/edits/wires.ts';
import { NodeIcon } from '../parts/node-icon.tsx';
import { ListPicker } from './list-picker.tsx';

/** Leads a node on to another one that is there: every way out of it to every way into the others, by name. */
export function ConnectPicker({ desk, from }: { readonly desk: CanvasDesk; readonly from: string }) {
  const { t } = useTranslation();
  const { graph, document, catalog } = desk.latest();
  const entries = useMemo(() => {
    const outputs = graph.steps.get(from)?.step.ports.outputs ?? [];
    const known = new Set(document.edges.map((edge) => `${edge.from}>${edge.to}`));
    return [...graph.steps.values()].flatMap(({ id, step }) =>
      step.ports.inputs.flatMap((input) =>
        outputs.flatMap((output) => {
          const wire = `${from}.${output.name}>${id}.${input.name}`;
          if (known.has(wire) || (id === from && input.kind !== 'next')) return [];
          const port = step.ports.inputs.length > 1 ? `${step.title} · ${input.title}` : step.title;
          const title = outputs.length > 1 ? `${output.title} → ${port}` : port;
          const icon = <NodeIcon key={wire} icon={step.type?.icon} category={step.type?.category ?? 'unknown'} size={30} />;
          return [
            { id: wire, title, summary: step.type?.title ?? step.node.type, words: `${id} ${output.name} ${input.name}`, icon },
          ];
        }),
      ),
    );
  }, [graph, document, from]);
  const close = useCallback(() => {
    desk.store.setState({ connecting: undefined });
    focusNode(desk, from);
  }, [desk, from]);
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
      at={{ x: box?.right ?? window.innerWidth / 2, y: box?.top ?? window.innerHeight / 3 }}
      onPick={pick}
      onClose={close}
    />
  );
}
