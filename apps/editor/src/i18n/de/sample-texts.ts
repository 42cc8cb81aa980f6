// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code of the samples, which has templates of its own

/**
 * What the sample workflows say: by sample, then by the place in its document. Only what people read: ids, wires, names of fields and what expressions
 * do stay as they are.
 */
export const sampleTexts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  hello: {
    name: 'Hallo',
    description:
      'Auf „Ausführen“ drücken: Ein Gruß kommt heraus. Gegrüßt wird, wessen Name in einem Element mit dem Feld „name“ mitgegeben wird.',
    'nodes.start.name': 'Start',
    'nodes.who.name': 'Wen grüßen',
    'nodes.who.params.fields.name': "={{ $json.name ?? 'Welt' }}",
    'nodes.greet.name': 'Grüßen',
    'nodes.greet.params.text': '=Hallo, {{ $json.name }}!',
  },
  'approval-wait': {
    name: 'Freigabe',
    description:
      'Hält an, bis jemand den Link zum Fortsetzen öffnet und entscheidet, mit { "approved": true } oder false; dann geht es weiter, auch wenn die Engine inzwischen neu gestartet wurde.',
    'nodes.start.name': 'Start',
    'nodes.request.name': 'Antrag',
    'nodes.request.params.fields.id': "={{ $json.id ?? 'Beispiel' }}",
    'nodes.ask.name': 'Jemanden fragen',
    'nodes.ask.params.note': '={{ $json.amount }} für den Antrag „{{ $json.id }}“ freigeben?',
    'nodes.decision.name': 'Freigegeben?',
    'nodes.approved.name': 'Auszahlen',
    'nodes.approved.params.fields.status': 'freigegeben',
    'nodes.rejected.name': 'Ablehnen',
    'nodes.rejected.params.fields.status': 'abgelehnt',
    'nodes.rejected.params.fields.reason': "={{ $json.resume?.reason ?? 'keiner genannt' }}",
  },
  'big-quakes': {
    name: 'Starke Erdbeben',
    description: 'Nimmt das GeoJSON der Erdbebenmeldungen des USGS und gibt die Beben ab Stärke 5 heraus, das stärkste zuerst.',
    'nodes.start.name': 'Meldungen von Hand',
    'nodes.hook.name': 'Meldungen per Webhook',
    'nodes.features.name': 'Ein Element je Beben',
    'nodes.big.name': 'Ab Stärke 5',
    'nodes.shape.name': 'Ort, Stärke, Zeit',
    'nodes.sorted.name': 'Stärkste zuerst',
    'nodes.answer.name': 'Antworten',
    'layout.start.sample.0.features.0.properties.place': '120 km östlich von Tadine, Neukaledonien',
    'layout.start.sample.0.features.1.properties.place': '8 km westlich von Cobb, Kalifornien',
    'layout.start.sample.0.features.2.properties.place': 'südlich der Kermadecinseln',
  },
  'daily-report': {
    name: 'Tagesbericht',
    description:
      'An jedem Werktag um acht startet ihn ein Zeitplan: Er zählt die Verkäufe je Region zusammen und schreibt einen kurzen Bericht. Von Hand ausgeführt, zeigt er den heutigen; aktiviert, kommt er von selbst.',
    'nodes.morning.name': 'Werktags um 8',
    'nodes.start.name': 'Von Hand',
    'nodes.sales.name': 'Verkäufe holen',
    'nodes.sales.params.code':
      "// Steht für die Anfrage an einen Shop. Ein Element mit einer eigenen Liste „sales“ tritt an ihre Stelle.\nreturn $json.sales ?? [\n  { region: 'Nord', amount: 120 },\n  { region: 'Süd', amount: 80 },\n  { region: 'Nord', amount: 45 },\n  { region: 'Ost', amount: 230 },\n];",
    'nodes.regions.name': 'Nach Region',
    'nodes.ranked.name': 'Beste zuerst',
    'nodes.report.name': 'Bericht schreiben',
    'nodes.report.params.text':
      "=Verkäufe des Tages\n{{ $items.map(({ json }) => `${json.region}: ${json.amount} aus ${json.sales} ${json.sales === 1 ? 'Verkauf' : 'Verkäufen'}`).join('\\n') }}\nSumme: {{ $items.reduce((sum, { json }) => sum + json.amount, 0) }}",
  },
  'fan-out-join': {
    name: 'Verzweigen und zusammenführen',
    description:
      'Ein Warenkorb geht drei Wege zugleich. Der für Mitglieder wird nicht genommen, wenn keines kauft; die Zusammenführung wartet auf die anderen und läuft einmal.',
    'nodes.start.name': 'Start',
    'nodes.basket.name': 'Warenkorb',
    'nodes.tax.name': 'Steuer',
    'nodes.tax.params.fields.what': 'Steuer',
    'nodes.shipping.name': 'Versand',
    'nodes.shipping.params.fields.what': 'Versand',
    'nodes.member.name': 'Ein Mitglied?',
    'nodes.discount.name': 'Rabatt',
    'nodes.discount.params.fields.what': 'Rabatt',
    'nodes.join.name': 'Zusammenführen',
    'nodes.total.name': 'Summe',
  },
  'folder-sizes': {
    name: 'Ordnergrößen',
    description:
      'Zählt einen Baum von Ordnern zusammen: Für jeden Ordner in einem Ordner ruft der Workflow sich selbst als Unterworkflow auf und fasst die Antworten zusammen. Jeder Aufruf ist eine eigene Ausführung, die sich öffnen und ansehen lässt.',
    'nodes.start.name': 'Ein Ordner',
    'nodes.folder.name': 'Hineinsehen',
    'nodes.folder.params.code':
      "// Ohne eigenen Ordner ist hier ein kleiner Baum; kB ist, was unmittelbar in einem Ordner liegt.\nconst sample = {\n  name: 'Zuhause',\n  kB: 10,\n  folders: [\n    { name: 'Fotos', kB: 500, folders: [{ name: '2025', kB: 900 }, { name: '2026', kB: 300 }] },\n    { name: 'Notizen', kB: 40 },\n  ],\n};\nconst { name, kB, folders = [] } = $json.name === undefined ? sample : $json;\nreturn { name, kB, folders };",
    'nodes.inner.name': 'Ordner darin?',
    'nodes.parts.name': 'Ein Element je Ordner',
    'nodes.call.name': 'Für jeden dasselbe',
    'nodes.sum.name': 'Zusammenzählen',
    'nodes.leaf.name': 'Nichts darin',
  },
  'make-a-file': {
    name: 'Eine Datei erzeugen',
    description:
      'Schreibt eine Liste als CSV, bewahrt sie als Datei beim Element auf, liest sie zurück und prüft, dass nichts verloren ging. Den letzten Knoten öffnen und seine Ausgabe ansehen: Dort lässt sich die Datei herunterladen.',
    'nodes.start.name': 'Start',
    'nodes.rows.name': 'Einige Zeilen',
    'nodes.rows.params.code':
      "// Eigene Elemente treten an die Stelle dieses Beispiels, wenn sie „rows“ haben.\nreturn $json.rows ?? [\n  { name: 'Ada', born: 1815 },\n  { name: 'Grace', born: 1906 },\n  { name: 'Alan \"the\" Turing', born: 1912 },\n];",
    'nodes.csv.name': 'CSV schreiben',
    'nodes.file.name': 'Als Datei aufbewahren',
    'nodes.file.params.code':
      "// Eine Datei liegt beim Element, nicht darin: Jede Größe ist recht, und das Journal bleibt klein.\nconst file = await effect('write', 'blob:', { text: $json.csv, name: 'people.csv', mediaType: 'text/csv' });\nreturn { json: { file: 'people.csv', bytes: file.size, sha256: file.sha256 }, blobs: { file } };",
    'nodes.read.name': 'Zurücklesen',
  },
  orders: {
    name: 'Bestellungen',
    description:
      'Eine Bestellung per POST an /hooks/orders: Ihre Summe bestimmt ihre Stufe, und eine Bestellung ohne Posten wird abgelehnt. Von Hand ausgeführt, zeigt es ein Beispiel.',
    'nodes.hook.name': 'Bestellung per Webhook',
    'nodes.start.name': 'Bestellung von Hand',
    'nodes.order.name': 'Bestellung lesen',
    'nodes.order.params.code':
      "// Ein Webhook gibt die Bestellung als seinen Rumpf; von Hand ist das Element die Bestellung. Ohne eine ist hier ein Beispiel.\nconst sample = { id: 'Beispiel', lines: [{ sku: 'A1', price: 9.5, quantity: 2 }, { sku: 'B2', price: 30, quantity: 3 }] };\nconst order = $json.body ?? ($json.lines ? $json : sample);\nreturn { id: order.id ?? null, lines: Array.isArray(order.lines) ? order.lines : [] };",
    'nodes.valid.name': 'Posten vorhanden?',
    'nodes.sum.name': 'Zusammenzählen',
    'nodes.large.name': '100 oder mehr?',
    'nodes.gold.name': 'Gold',
    'nodes.gold.params.fields.tier': 'Gold',
    'nodes.basic.name': 'Basis',
    'nodes.basic.params.fields.tier': 'Basis',
    'nodes.answer.name': 'Antworten',
    'nodes.refuse.name': 'Ablehnen',
    'nodes.refuse.params.body.error': 'Die Bestellung hat keine Posten.',
  },
  'page-by-page': {
    name: 'Seite für Seite',
    description:
      'Eine Schleife läuft für jede Seite einer Liste und sammelt, was sie findet, bis zur letzten; dann geht alles als Elemente weiter. Die Seiten sind hier ausgedacht: Eine HTTP-Anfrage an der Stelle des Codes liest eine echte Liste.',
    'nodes.start.name': 'Start',
    'nodes.begin.name': 'Erste Seite',
    'nodes.loop.name': 'Solange es Seiten gibt',
    'nodes.fetch.name': 'Eine Seite holen',
    'nodes.fetch.params.code':
      "// Steht für eine Anfrage: Jede Seite hat zwei Bücher. Hierher gehört `await effect('get', 'https://…?page=' + page)`.\nconst { page, pages, found } = $json;\nconst books = [1, 2].map((n) => ({ title: `Buch ${(page - 1) * 2 + n}`, page }));\nreturn { page: page + 1, pages, found: [...found, ...books] };",
    'nodes.books.name': 'Ein Element je Buch',
  },
  parcels: {
    name: 'Pakete, eines nach dem anderen',
    description:
      'Jedes Paket wird für sich gewogen, zwei zugleich. Eines, das sich nicht wiegen lässt, hält die anderen nicht auf: Es geht über den Fehlerausgang, erhält einen Vermerk und kommt wieder dazu. Am Ende werden alle gezählt.',
    'nodes.start.name': 'Start',
    'nodes.parcels.name': 'Pakete von heute',
    'nodes.parcels.params.code':
      "// Ohne eigene Liste ist hier ein Beispiel; das dritte hat kein Gewicht.\nconst sample = [{ to: 'Ada', kg: 2.5 }, { to: 'Grace', kg: 12 }, { to: 'Alan' }, { to: 'Edsger', kg: 1 }];\nreturn $json.parcels ?? sample;",
    'nodes.each.name': 'Jedes Paket',
    'nodes.weigh.name': 'Wiegen',
    'nodes.weigh.params.code':
      "if (typeof $json.kg !== 'number') throw new Error(`das Paket an ${$json.to} hat kein Gewicht`);\nreturn { ...$json, price: 4 + $json.kg * 0.5, state: 'gewogen' };",
    'nodes.note.name': 'Beiseitelegen',
    'nodes.note.params.fields.state': 'beiseitegelegt',
    'nodes.total.name': 'Nach Zustand zählen',
  },
  'retry-and-route': {
    name: 'Wiederholen und umleiten',
    description:
      'Ruft einen Dienst auf, der hin und wieder versagt: drei Versuche, jeder später als der vorige. Was dann noch scheitert, geht über den Fehlerausgang und wird gemeldet, statt den Lauf zu beenden. Mit { "url": "https://…" } starten; ohne ruft es eine Adresse auf, die es nicht gibt.',
    'nodes.start.name': 'Start',
    'nodes.call.name': 'Dienst aufrufen',
    'nodes.good.name': 'Er hat geantwortet',
    'nodes.bad.name': 'Keine Antwort',
  },
  'weather-report': {
    name: 'Wetterbericht',
    description:
      'Nimmt Tageswetter als CSV (date, precipitation, temp_max, temp_min, wind, weather) und schreibt einen Bericht: je Monat und Art des Wetters die Tage, den Regen und die Temperaturen.',
    'nodes.start.name': 'CSV von Hand',
    'nodes.hook.name': 'CSV per Webhook',
    'nodes.rows.name': 'Ein Element je Tag',
    'nodes.month.name': 'Monat',
    'nodes.groups.name': 'Je Monat und Art',
    'nodes.sorted.name': 'Nach Monat',
    'nodes.report.name': 'Bericht schreiben',
    'nodes.report.params.text':
      "=Wetter von {{ $items.at(0).json.month }} bis {{ $items.at(-1).json.month }}\n\n{{ ['Monat  ', 'Art    ', 'Tage', '  Regen', 'höchste', 'tiefste', ' Wind'].join('  ') }}\n{{ $items.map(({ json }) => [json.month, json.weather.padEnd(7), String(json.days).padStart(4), ...[json.rain, json.warmest, json.coldest].map((value) => value.toFixed(1).padStart(7)), json.wind.toFixed(1).padStart(5)].join('  ')).join('\\n') }}\n",
    'nodes.answer.name': 'Antworten',
  },
};
