import type { listModules, ResponseOf } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { NodeIcon } from '../../parts/node-icon.tsx';
import classes from './engine-page.module.css';

type Module = ResponseOf<typeof listModules>['modules'][number];

/** The installed modules, each with its node types and the effects that these may ask for. */
export function ModuleList({ modules }: { readonly modules: readonly Module[] }) {
  const { t } = useTranslation();
  return modules.map(({ name, version, nodes }) => (
    <details key={name} className={classes['module']}>
      <summary>
        <strong>{t('engine.module', { name, version })}</strong> · {t('engine.nodeTypes', { count: nodes.length })}
      </summary>
      <ul className={classes['nodes']}>
        {nodes.map((node) => (
          <li key={node.type}>
            <NodeIcon icon={node.icon} category={node.category} size={26} />
            <span className={classes['what']}>
              {node.title}
              <code>{node.type}</code>
            </span>
            <span className={classes['effects']}>{node.effects.join(', ')}</span>
          </li>
        ))}
      </ul>
    </details>
  ));
}
