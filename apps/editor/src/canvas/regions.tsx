import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Region } from './place-graph.ts';
import classes from './regions.module.css';

/** The bodies of loops, as frames beneath their nodes. */
export const Regions = memo(function Regions({ regions }: { readonly regions: readonly Region[] }) {
  const { t } = useTranslation();
  if (regions.length === 0) return null;
  return (
    <ViewportPortal>
      {regions.map(({ loopId, title, x, y, width, height }) => (
        <div
          key={loopId}
          className={classes['region']}
          data-region={loopId}
          style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
        >
          <span className={classes['label']}>{t('region.of', { title })}</span>
        </div>
      ))}
    </ViewportPortal>
  );
});
