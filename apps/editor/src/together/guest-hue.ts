/** A hue, in degrees, that is always the same for one key. Lightness and chroma are the theme's, so that it is readable in both schemes. */
export function guestHue(did: string): number {
  let hash = 2166136261; // FNV-1a
  for (const char of did) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
  // Steps of the golden angle: keys that are near in number are far apart in colour.
  return Math.round(((hash >>> 0) * 137.508) % 360);
}
