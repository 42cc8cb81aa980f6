/** One order of ten lines, about 450 bytes; `orders.lua` makes the same text. */
export function orderBody(): string {
  const lines = Array.from(
    { length: 10 },
    (_, index) =>
      `{"sku":"SKU-${String(index + 1).padStart(4, '0')}","price":${index + 1}.5,"quantity":${((index + 1) % 3) + 1}}`,
  );
  return `{"id":"order-1","lines":[${lines.join(',')}]}`;
}

/** What every target must answer to it: a benchmark of wrong answers is worth nothing. */
export const ORDER_ANSWER = { ok: true, total: 117, tier: 'gold', n: 10 };
