/** In px at zoom 1. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

export type Alignment = 'left' | 'right' | 'top' | 'bottom' | 'center' | 'middle';

/** Where boxes go to be in line: at an edge of all of them, or by their centres (`center` one above the other, `middle` side by side). */
export function align(boxes: ReadonlyMap<string, Box>, how: Alignment): Places {
  const all = [...boxes.values()];
  const left = Math.min(...all.map((box) => box.x));
  const right = Math.max(...all.map((box) => box.x + box.width));
  const top = Math.min(...all.map((box) => box.y));
  const bottom = Math.max(...all.map((box) => box.y + box.height));
  const place = ({ x, y, width, height }: Box) => {
    switch (how) {
      case 'left':
        return { x: left, y };
      case 'right':
        return { x: right - width, y };
      case 'center':
        return { x: (left + right - width) / 2, y };
      case 'top':
        return { x, y: top };
      case 'bottom':
        return { x, y: bottom - height };
      case 'middle':
        return { x, y: (top + bottom - height) / 2 };
    }
  };
  return new Map([...boxes].map(([id, box]) => [id, place(box)]));
}

/** Puts the same gap between all boxes along an axis; the two at the ends stay. */
export function distribute(boxes: ReadonlyMap<string, Box>, axis: 'horizontal' | 'vertical'): Places {
  const [start, size] = axis === 'horizontal' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const sorted = [...boxes].sort(([, a], [, b]) => a[start] - b[start]);
  const [first, last] = [sorted[0]?.[1], sorted.at(-1)?.[1]];
  if (first === undefined || last === undefined || sorted.length < 3) return new Map();
  const filled = sorted.reduce((sum, [, box]) => sum + box[size], 0);
  const gap = (last[start] + last[size] - first[start] - filled) / (sorted.length - 1);
  let at = first[start];
  return new Map(
    sorted.map(([id, box]) => {
      const place = { x: box.x, y: box.y, [start]: at };
      at += box[size] + gap;
      return [id, place];
    }),
  );
}
