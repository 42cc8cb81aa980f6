import type { ReactNode } from 'react';
import { VirtualList } from '../parts/virtual-list.tsx';
import { BulkBar } from './bulk-bar.tsx';
import classes from './bulk-list.module.css';
import type { Bulk } from './use-bulk.ts';
import type { FocusedRow } from './use-focused-row.ts';
import type { ListChoice } from './use-list-choice.ts';

/** Whether a row is ticked, and what ticks it; with `isRange` from the last one ticked to this one. */
export interface RowTick {
  readonly isTicked: boolean;
  readonly onToggle: (isRange: boolean) => void;
}

interface BulkListProps<T> {
  readonly items: readonly T[];
  /** Whether the list goes on beyond what has come of it. */
  readonly hasMore: boolean;
  readonly onEnd: () => void;
  readonly choice: ListChoice<T>;
  /** What tells which row has the focus. */
  readonly listProps: FocusedRow<T>['listProps'];
  readonly bulk: Bulk<T>;
  /** How one is called where it is said to have failed. */
  readonly nameOf: (item: T) => string;
  /** What stands above the rows while nothing is ticked. */
  readonly hint: string;
  readonly label: string;
  readonly rowHeight: number;
  readonly renderRow: (item: T, tick: RowTick) => ReactNode;
  /** What can be done to what is ticked. */
  readonly children: ReactNode;
}

/** A long list whose rows can be ticked, one by one or all that fit, with what can be done to them above it. */
export function BulkList<T extends { readonly id: string }>(props: BulkListProps<T>) {
  const { items, choice, renderRow } = props;
  const { selection } = choice;
  return (
    <div className={classes['list']} {...props.listProps}>
      <BulkBar choice={choice} hasMore={props.hasMore} bulk={props.bulk} nameOf={props.nameOf} hint={props.hint}>
        {props.children}
      </BulkBar>
      <VirtualList
        items={items}
        rowHeight={props.rowHeight}
        keyOf={({ id }) => id}
        renderRow={(item) =>
          renderRow(item, { isTicked: selection.has(item.id), onToggle: (isRange) => selection.toggle(item.id, isRange) })
        }
        onToggle={({ id }, isRange) => selection.toggle(id, isRange)}
        label={props.label}
        onEnd={props.onEnd}
      />
    </div>
  );
}
