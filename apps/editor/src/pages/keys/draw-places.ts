/** Some of the places from 0 to `count` - 1, each once, in order. */
export function drawPlaces(count: number, wanted: number): number[] {
  const left = Array.from({ length: count }, (_, place) => place);
  const drawn = Array.from({ length: wanted }, () => left.splice(Math.floor(Math.random() * left.length), 1)[0] as number);
  return drawn.sort((one, other) => one - other);
}
