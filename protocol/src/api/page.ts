import { z } from 'zod';

/** Lists are paged by an opaque cursor; `limit` is 1 to 200, by default 50. */
export const pageQuery = z.strictObject({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export function page<T extends z.ZodType>(of: T) {
  return z.strictObject({ items: z.array(of), nextCursor: z.string().nullable() });
}

export interface PageOf<T> {
  items: T[];
  nextCursor: string | null;
}
