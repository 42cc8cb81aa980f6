/** Nach dem ersten Lauf eines Beispiels. */
export const next = {
  'next.label': 'Was als Nächstes',
  'next.text': 'Es läuft. Was als Nächstes:',
  'next.change': '„{{node}}“ ändern',
  'next.add': 'Schritt nach „{{node}}“ hinzufügen',
  'next.publish': 'Veröffentlichen, damit es von selbst startet',
  'next.samples': 'Andere Beispiele ansehen',
  'next.close': 'Hinweis schließen',
};
