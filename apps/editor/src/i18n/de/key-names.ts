/** What is written on a German keyboard. */
export const germanKeys: Readonly<Record<string, string>> = {
  Ctrl: 'Strg',
  Shift: 'Umschalt',
  Delete: 'Entf',
  Enter: 'Eingabe',
  Backspace: 'Rück',
  Space: 'Leertaste',
  Home: 'Pos1',
  End: 'Ende',
};
