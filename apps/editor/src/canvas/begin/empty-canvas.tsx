import { useTranslation } from 'react-i18next';
import { runAction } from '../../actions/action-store.ts';
import { ShortcutKeys } from '../../actions/shortcut-keys.tsx';
import { NodeIcon } from '../../parts/node-icon.tsx';
import { useTemplates } from '../../queries/use-templates.ts';
import { arriveAt } from '../arrive-at.ts';
import type { CanvasDesk } from '../canvas-desk.ts';
import { planInsert } from '../plan-insert.ts';
import { beginWithSample } from './begin-with-sample.ts';
import classes from './empty-canvas.module.css';

/** What starts most workflows, by the name of its node type. */
const STARTS = { hand: 'core.manual@1', webhook: 'core.webhook@1', schedule: 'core.schedule@1' } as const;
/** Samples that show different things, each small. */
const SAMPLES = ['orders', 'approval-wait', 'page-by-page', 'retry-and-route'];

/** On a canvas without nodes: three ways to begin, samples that run at once, and the keys for everything else. */
export function EmptyCanvas({ desk }: { readonly desk: CanvasDesk }) {
  const { t } = useTranslation();
  const templates = useTemplates();
  const { catalog } = desk.latest();
  const samples = SAMPLES.flatMap((id) => templates.data?.items.find((each) => each.id === id) ?? []);

  const begin = (name: string, isByKey: boolean) => {
    const { document, graph, selection } = desk.latest();
    const type = catalog.get(name);
    const box = desk.element()?.getBoundingClientRect();
    if (type === undefined || box === undefined) return;
    const client = { x: box.left + box.width / 4, y: box.top + box.height / 2 };
    const at = desk.toCanvas({ clientX: client.x, clientY: client.y });
    const insert = planInsert({ document, graph, type, request: { at, client }, selection });
    if (desk.edit(t('edit.add', { what: type.title }), insert.update)) arriveAt(desk, insert.id, type, isByKey ? 'key' : 'click');
  };

  return (
    <section className={classes['card']} aria-labelledby="empty-canvas">
      <h2 id="empty-canvas" className={classes['title']}>
        {t('begin.title')}
      </h2>
      <div className={classes['starts']}>
        {Object.entries(STARTS).map(([how, name]) => {
          const type = catalog.get(name);
          if (type === undefined) return null;
          return (
            <button key={name} type="button" className={classes['start']} onClick={({ detail }) => begin(name, detail === 0)}>
              <NodeIcon icon={type.icon} category={type.category} size={36} />
              <strong>{t(`begin.${how as keyof typeof STARTS}`)}</strong>
              <span>{t(`begin.${how as keyof typeof STARTS}Text`)}</span>
            </button>
          );
        })}
      </div>
      {samples.length > 0 && (
        <>
          <h3 className={classes['heading']}>{t('begin.samples')}</h3>
          <ul className={classes['samples']}>
            {samples.map((sample) => (
              <li key={sample.id}>
                <button
                  type="button"
                  className={classes['sample']}
                  title={sample.summary}
                  onClick={() => beginWithSample(desk, sample, t)}
                >
                  {sample.title}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={classes['keys']}>
        <button type="button" onClick={() => runAction('add-node')}>
          <ShortcutKeys shortcut="A" /> {t('begin.anyNode')}
        </button>
        <span>
          <ShortcutKeys shortcut="Mod+V" /> {t('begin.paste')}
        </span>
      </p>
    </section>
  );
}
