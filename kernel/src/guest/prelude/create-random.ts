/**
 * Deterministic random numbers for the guest: xoshiro128** (Blackman and Vigna 2018), its 128 bits of state made from a text by four
 * lanes of a multiplicative hash. The same text gives the same numbers on every machine (I4). Not for secrets: those come from the
 * `random` handle. Runs in the guest: it must not refer to anything outside itself.
 */
export function createRandom(seedText: string): () => number {
  let a = 0x6c078965;
  let b = 0x5d588b65;
  let c = 0x9e3779b9;
  let d = 0x85ebca6b;
  for (let at = 0; at < seedText.length; at++) {
    const unit = seedText.charCodeAt(at);
    a = b ^ Math.imul(a ^ unit, 597399067);
    b = c ^ Math.imul(b ^ unit, 2869860233);
    c = d ^ Math.imul(c ^ unit, 951274213);
    d = a ^ Math.imul(d ^ unit, 2716044179);
  }
  const next = (): number => {
    const scaled = Math.imul(b, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  // The state is never all zero after this: the first words differ in every seed, and 20 rounds spread them.
  a |= 1;
  for (let round = 0; round < 20; round++) next();
  return () => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992;
}
