/** A string, which is passed over, or a whole number so long that a double may not hold it. */
const pieces = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+])-?\d{16,}(?![\d.eE])/g;

/** The first whole number in a JSON text that JavaScript would read as another one; undefined when there is none. */
export function inexactNumber(json: string): string | undefined {
  for (const [piece] of json.matchAll(pieces)) {
    if (!piece.startsWith('"') && BigInt(piece) !== BigInt(Number(piece))) return piece;
  }
  return undefined;
}
