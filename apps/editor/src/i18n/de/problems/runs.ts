import type { Sentences } from '../../problems/problem-texts.ts';

/** What is said of steps and effects that failed. */
export const runs: Sentences = {
  // the kernel and the sandbox
  'The execution took longer than it may.': 'Die Ausführung dauerte länger, als sie darf.',
  "The execution's time was over while this step ran.": 'Die Zeit der Ausführung war vorbei, während dieser Schritt lief.',
  'The step took longer than its limit of {limit} ms.': 'Der Schritt brauchte länger als seine Grenze von {limit} ms.',
  'The step took longer than its limit, in code that could only be ended with its worker.':
    'Der Schritt brauchte länger, als er darf, in Code, der sich nur mit seinem Worker beenden ließ.',
  'The step needed more memory than it may have.': 'Der Schritt brauchte mehr Speicher, als er haben darf.',
  'The step used up the memory of its worker.': 'Der Schritt hat den Speicher seines Workers aufgebraucht.',
  'The step nested too deeply.': 'Der Schritt war zu tief verschachtelt.',
  'It nested too deeply': 'Es war zu tief verschachtelt',
  'Its memory ran out': 'Sein Speicher reichte nicht',
  'Its code took too long': 'Sein Code brauchte zu lange',
  'Its jobs took too long': 'Seine Aufgaben brauchten zu lange',
  'The sandbox broke while running this step.': 'Die Sandbox stürzte bei diesem Schritt ab.',
  'The sandbox broke while running this step: {reason}': 'Die Sandbox stürzte bei diesem Schritt ab: {reason}',
  'Execution {id} broke its sandbox worker: it died.': 'Die Ausführung {id} hat ihren Sandbox-Worker zum Absturz gebracht.',
  'Execution {id} broke its sandbox worker: {reason}.':
    'Die Ausführung {id} hat ihren Sandbox-Worker zum Absturz gebracht: {reason}.',
  'No sandbox worker could be started.': 'Es ließ sich kein Sandbox-Worker starten.',
  'The sandbox is closed.': 'Die Sandbox ist geschlossen.',
  'The node gave out more than a step may.': 'Der Knoten gab mehr aus, als ein Schritt darf.',
  'The node gave out more than {most} levels.': 'Der Knoten gab mehr als {most} Ebenen aus.',
  "The node's code broke the sandbox's own output.": 'Der Code des Knotens hat die Ausgabe der Sandbox selbst zerstört.',
  'The node "{id}" gave out items on a port "{port}"; it has no output ports.':
    'Der Knoten „{id}“ gab Elemente an einem Port „{port}“ aus; er hat keine Ausgänge.',
  'The node "{id}" gave out items on a port "{port}"; it has {ports}.':
    'Der Knoten „{id}“ gab Elemente an einem Port „{port}“ aus; er hat {ports}.',
  'The code awaits something that never comes: it has asked for no effect that could still be answered.':
    'Der Code wartet auf etwas, das nie kommt: Er hat keinen Effekt verlangt, der noch beantwortet werden könnte.',
  'The code awaits something that never comes: only effects can be awaited':
    'Der Code wartet auf etwas, das nie kommt: Nur auf Effekte lässt sich warten',
  'There is no effect "{verb}" on "{uri}".': 'Einen Effekt „{verb}“ gibt es bei „{uri}“ nicht.',
  'It is not known whether {verb} {uri} was done, and it was decided to fail.':
    'Es ist ungewiss, ob „{verb} {uri}“ getan wurde; entschieden wurde, fehlschlagen zu lassen.',
  'The execution was started at "{id}", which is no trigger of this version.':
    'Die Ausführung wurde bei „{id}“ gestartet, und das ist kein Trigger dieser Version.',
  'An execution starts only once.': 'Eine Ausführung startet nur einmal.',
  'Event {seq} ({type}) does not follow on event {last}.': 'Ereignis {seq} ({type}) folgt nicht auf Ereignis {last}.',
  'Event {seq}: nothing was given to "{id}".': 'Ereignis {seq}: „{id}“ bekam nichts.',
  'Event {seq} ({type}) names the step "{id}" in scope "{scope}", whose edges have not settled.':
    'Ereignis {seq} ({type}) nennt den Schritt „{id}“ im Bereich „{scope}“, dessen Verbindungen noch nicht entschieden sind.',
  'A snapshot of the format "{format}" cannot be read.': 'Ein Abbild im Format „{format}“ ist nicht lesbar.',
  'The loop went round {count} times, which is its maxIterations, and would go on.':
    'Die Schleife lief {count}-mal, was ihr maxIterations ist, und liefe weiter.',
  'The loop gave out no control item.': 'Die Schleife gab kein Steuerelement aus.',
  "A loop's own code may not request effects.": 'Der Code einer Schleife selbst darf keine Effekte verlangen.',
  'The loop\'s parameter "{name}" must be a whole number of at least 1.':
    'Der Parameter „{name}“ der Schleife muss eine ganze Zahl sein, mindestens 1.',
  'The sub-workflow {workflow} (execution {id}) did not complete: {reason}':
    'Der Sub-Workflow {workflow} (Ausführung {id}) wurde nicht fertig: {reason}',
  'it was cancelled': 'Er wurde abgebrochen',
  'The execution {id}, which waits for this one, was cancelled.': 'Die Ausführung {id}, die auf diese wartet, wurde abgebrochen.',
  'The execution {id}, which waits for this one, was cancelled: {reason}':
    'Die Ausführung {id}, die auf diese wartet, wurde abgebrochen: {reason}',
  'The execution {id}, which waits for this one, failed.': 'Die Ausführung {id}, die auf diese wartet, ist fehlgeschlagen.',
  'the parent was cancelled': 'Die übergeordnete Ausführung wurde abgebrochen',

  // what node code gives and asks
  'The code of {type} could not be loaded: {reason}': 'Der Code von {type} ließ sich nicht laden: {reason}',
  '{what} of {type} does not compile.': '{what} von {type} ist kein gültiges JavaScript.',
  'There is no code for the node type {type}': 'Zum Knotentyp {type} gibt es keinen Code',
  'The step asks for more than {most} effects': 'Der Schritt verlangt mehr als {most} Effekte',
  'effect(verb, uri, args) takes the verb and the URI as text': 'effect(verb, uri, args) nimmt Verb und URI als Text',
  'In {request}, {place} is {what}, which is not JSON': 'In {request} ist {place} kein JSON: {what}',
  'In {request}, the arguments are {what}, which is not JSON': 'In {request} sind die Argumente kein JSON: {what}',
  'Effect {index} was not awaited, and failed: {reason}': 'Auf Effekt {index} wurde nicht gewartet, und er schlug fehl: {reason}',
  'The code threw an error that cannot be read': 'Der Code warf einen Fehler, der nicht lesbar ist',
  'It threw {what}': 'Geworfen wurde {what}',
  '{type} must give out items by port': '{type} muss Elemente nach Ports ausgeben',
  '{type} must give out a list of items on the port {port}': '{type} muss am Port {port} eine Liste von Elementen ausgeben',
  '{type} gave out items on the port {port}; it has: {ports}': '{type} gab Elemente am Port {port} aus; vorhanden: {ports}',
  'Item {index} on port {port} is not an item; an item has a member json':
    'Element {index} am Port {port} ist kein Element; ein Element hat ein Feld json',
  'Item {index} on port {port} names in from something that is not an input item':
    'Element {index} am Port {port} nennt in from etwas, das kein Eingangselement ist',
  'Item {index} on port {port} has {what}': 'Element {index} am Port {port} hat {what}',
  'Item {index} on port {port} is not JSON: its value is {what}':
    'Element {index} am Port {port} ist kein JSON: Sein Wert ist {what}',
  'Item {index} on port {port} is not JSON: {place} is {what}':
    'Element {index} am Port {port} ist kein JSON: {place} ist {what}',
  'a Map; use Object.fromEntries(map)': 'eine Map; Object.fromEntries(map) hilft',
  'a Set; use [...set]': 'ein Set; [...set] hilft',
  'a promise; await it': 'ein Promise; await hilft',
  'a regular expression; use its source': 'ein regulärer Ausdruck; seine source verwenden',
  'an Error; use its message': 'ein Error; seine message verwenden',
  'an ArrayBuffer; encode it as text': 'ein ArrayBuffer; ihn als Text kodieren',
  'a DataView; encode it as text': 'eine DataView; sie als Text kodieren',
  'a typed array; use Array.from(array) or encode it as text':
    'ein typisiertes Array; Array.from(array) hilft, oder es als Text kodieren',
  'a BigInt; use Number(value) or String(value)': 'ein BigInt; Number(value) oder String(value) hilft',
  'an object that contains itself': 'ein Objekt, das sich selbst enthält',
  'more than {most} levels': 'mehr als {most} Ebenen',
  'Code is called for one of the input items': 'Code wird für eines der Eingangselemente aufgerufen',
  'paramsFor takes one of the input items': 'paramsFor nimmt eines der Eingangselemente',
  "$node('{id}') is not a node that leads to this one": "$node('{id}') ist kein Knoten, der zu diesem führt",
  '{what} is not there: in the sandbox, text never becomes code':
    '{what} gibt es hier nicht: In der Sandbox wird Text nie zu Code',

  // parameters that a template gave
  'Parameter {path} must be {what}; its template gave nothing.':
    'Der Parameter {path} muss {what} sein; sein Ausdruck ergab nichts.',
  'Parameter {path} must be {what}; its template gave {value}.':
    'Der Parameter {path} muss {what} sein; sein Ausdruck ergab {value}.',
  'one of {options}': 'eines von {options}',
  'a number of at least {least}': 'eine Zahl von mindestens {least}',
  'a number of at most {most}': 'eine Zahl von höchstens {most}',
  'a number from {least} to {most}': 'eine Zahl von {least} bis {most}',
  'a number': 'eine Zahl',
  'a whole number': 'eine ganze Zahl',
  'a text': 'ein Text',
  'a list': 'eine Liste',
  'an object': 'ein Objekt',
  'true or false': 'true oder false',
  'not there': 'nicht da',
  'a date and time like 2026-11-20T12:00:00Z': 'ein Zeitpunkt wie 2026-11-20T12:00:00Z',

  // nodes of the core module
  'Fill in “{title}”.': '„{title}“ ausfüllen.',
  'The items must be numbers; name a field, or look at them; one is {what}: {value}.':
    'Die Elemente müssen Zahlen sein; ein Feld nennen, oder sie ansehen; eines ist {what}: {value}.',
  'The field {field} must hold numbers; one is {what}: {value}.':
    'Im Feld {field} müssen Zahlen stehen; eines davon ist {what}: {value}.',
  'The workflow {workflow} gave no output.': 'Der Workflow {workflow} hat nichts ausgegeben.',
  'The code gave back undefined where JSON is needed.': 'Der Code gab undefined zurück, wo JSON nötig ist.',
  'The code gave back a {type} where JSON is needed.': 'Der Code gab etwas der Art {type} zurück, wo JSON nötig ist.',
  'The text is not CSV: in row {row}, {reason}.': 'Der Text ist kein CSV: In Zeile {row} {reason}.',
  'after the closing quote of field {field} comes {value}':
    'folgt auf das schließende Anführungszeichen von Feld {field} noch {value}',
  'a quote is opened and never closed': 'wird ein Anführungszeichen geöffnet und nie geschlossen',
  '{value} does not fit the pattern {pattern}.': '{value} passt nicht zum Muster {pattern}.',
  '{value} is no date; write it like 2026-11-20T14:30:00Z, or read it by a pattern first.':
    '{value} ist kein Datum; Schreibweise: 2026-11-20T14:30:00Z, oder es zuerst nach einem Muster lesen.',
  '{value} is no distance from UTC; write it like +02:00.': '{value} ist kein Abstand von UTC; Schreibweise: +02:00.',
  'The text is not percent encoded.': 'Der Text ist nicht prozentkodiert.',
  'The text is not {format}.': 'Der Text ist kein {format}.',
  'The decoded bytes are no UTF-8 text.': 'Die dekodierten Bytes sind kein UTF-8-Text.',
  '{selector} is no CSS selector: {reason}': '{selector} ist kein CSS-Selektor: {reason}',
  'The address must begin with http:// or https://, not be “{url}”.':
    'Die Adresse muss mit http:// oder https:// beginnen, nicht „{url}“ sein.',
  'The text is not JSON.': 'Der Text ist kein JSON.',
  'The text is not JSON: {reason}': 'Der Text ist kein JSON: {reason}',
  'The item is {what}, not a list.': 'Das Element ist {what}, keine Liste.',
  'The field {field} is {what}, not a list.': 'Das Feld {field} ist {what}, keine Liste.',
  'There is no summary {name}.': 'Eine Zusammenfassung {name} gibt es nicht.',
  'The text is not XML: line {line}, column {column}: {reason}': 'Der Text ist kein XML: Zeile {line}, Spalte {column}: {reason}',
  'The text is not XML: it must have one root element.': 'Der Text ist kein XML: Er muss ein Wurzelelement haben.',
  'The text is not read: {reason}.': 'Der Text wird nicht gelesen: {reason}.',
  'Only an object can be written as XML: its field is the root element.':
    'Nur ein Objekt lässt sich als XML schreiben: Sein Feld ist das Wurzelelement.',
  'A document has one root element: the object must have one field, which is no list.':
    'Ein Dokument hat ein Wurzelelement: Das Objekt muss ein Feld haben, und das ist keine Liste.',
  'The object cannot be written as XML: {reason}': 'Das Objekt lässt sich nicht als XML schreiben: {reason}',
  'XML cannot hold the control characters that are in the object.':
    'XML kann die Steuerzeichen nicht aufnehmen, die in dem Objekt stehen.',

  // effects, and what may not be done
  'The engine failed while it performed {effect}; its log has the cause.':
    'Die Engine scheiterte bei {effect}; in ihrem Protokoll steht die Ursache.',
  "Retry; if it comes again, report it with the lines of the engine's log.":
    'Erneut versuchen; geschieht es wieder, es mit den Zeilen aus dem Protokoll der Engine melden.',
  'There is no handle for "{scheme}".': 'Für „{scheme}“ ist niemand zuständig.',
  'There is no verb "{verb}" for {scheme}.': 'Ein Verb „{verb}“ gibt es bei {scheme} nicht.',
  'Node "{id}" asked for {effect}: there is no scheme "{scheme}"; the schemes are {schemes}.':
    'Der Knoten „{id}“ verlangt {effect}: Ein Schema „{scheme}“ gibt es nicht; es gibt {schemes}.',
  'Node "{id}" asked for {effect}: the verbs of {scheme} are {verbs}.':
    'Der Knoten „{id}“ verlangt {effect}: Die Verben von {scheme} sind {verbs}.',
  'Node "{id}" asked for {effect}: this is no absolute URL.':
    'Der Knoten „{id}“ verlangt {effect}: Das ist keine vollständige URL.',
  'Write https://host/path.': 'Schreibweise: https://host/path.',
  'Node "{id}" asked for {effect}: a URL must not hold a user name or password, for it is kept in the journal.':
    'Der Knoten „{id}“ verlangt {effect}: In einer URL darf kein Benutzername oder Passwort stehen, denn sie kommt ins Journal.',
  'Store the password as a secret and name it under auth.': 'Das Passwort als Secret anlegen und unter auth nennen.',
  'Node "{id}" asked for {effect}: {host} is at {address}, which is {range}.':
    'Der Knoten „{id}“ verlangt {effect}: {host} liegt bei {address}, und das ist {range}.',
  'Node "{id}" asked for {effect}: {address} is {range}.': 'Der Knoten „{id}“ verlangt {effect}: {address} ist {range}.',
  '{host} is at {address}, which is {range}.': '{host} liegt bei {address}, und das ist {range}.',
  'If it is yours and workflows may reach it, start the engine with SLUICE_EGRESS_ALLOW={entry}.':
    'Ist es die eigene und dürfen Workflows sie erreichen, die Engine mit SLUICE_EGRESS_ALLOW={entry} starten.',
  'Node "{id}" ({type}) asked for {effect}; its module declares these effects: {effects}.':
    'Der Knoten „{id}“ ({type}) verlangt {effect}; sein Modul nennt diese Effekte: {effects}.',
  'Node "{id}" asked for {effect}; no line of settings.effects of "{workflow}" covers it.':
    'Der Knoten „{id}“ verlangt {effect}; keine Zeile in settings.effects von „{workflow}“ erlaubt es.',
  'Add "{line}" under settings.effects, if the workflow should do this.':
    '„{line}“ unter settings.effects hinzufügen, wenn der Workflow das tun soll.',
  'Node "{id}" asked for {effect} with the secret "{secret}", which does not exist.':
    'Der Knoten „{id}“ verlangt {effect} mit dem Secret „{secret}“, das es nicht gibt.',
  'Node "{id}" asked for {effect} with the secret "{secret}", which is bound to no host.':
    'Der Knoten „{id}“ verlangt {effect} mit dem Secret „{secret}“, das an keinen Host gebunden ist.',
  'Node "{id}" asked for {effect} with the secret "{secret}", which is bound to {hosts}.':
    'Der Knoten „{id}“ verlangt {effect} mit dem Secret „{secret}“, das an {hosts} gebunden ist.',
  'Node "{id}" asked for {effect}; the secret "{secret}" is not bound to "hmac".':
    'Der Knoten „{id}“ verlangt {effect}; das Secret „{secret}“ ist nicht an „hmac“ gebunden.',
  'Add "hmac" to the bindings of the secret "{secret}", if nodes may sign with it.':
    'Das Secret „{secret}“ auch an „hmac“ binden, wenn Knoten damit signieren dürfen.',
  'Add "the host" to the bindings of the secret "{secret}", if it may be sent there.':
    'Das Secret „{secret}“ auch an den Host binden, wenn es dorthin gesendet werden darf.',
  'Add "{host}" to the bindings of the secret "{secret}", if it may be sent there.':
    'Das Secret „{secret}“ auch an „{host}“ binden, wenn es dorthin gesendet werden darf.',
  'There is no secret "{name}".': 'Ein Secret „{name}“ gibt es nicht.',
  'The secret "{name}" is not bound to {host}.': 'Das Secret „{name}“ ist nicht an {host} gebunden.',
  'http: the secret "{name}" holds characters that no header can carry.':
    'http: Das Secret „{name}“ enthält Zeichen, die in keinem Header stehen können.',
  'Store the secret again as one line of Latin-1 text.': 'Das Secret neu anlegen, als eine Zeile Latin-1-Text.',
  'http: auth.name: this is no header name.': 'http: auth.name: Das ist kein Name eines Headers.',
  'http: auth.name: name the header that takes the secret.': 'http: auth.name: Den Header nennen, der das Secret trägt.',
  'http: auth.name: name the query parameter that takes the secret.':
    'http: auth.name: Den Parameter der Adresse nennen, der das Secret trägt.',
  'http: headers.{name}: this header cannot be set.': 'http: headers.{name}: Dieser Header lässt sich nicht setzen.',
  'http: body: this is not {what}.': 'http: body: Das ist nicht das Erwartete ({what}).',
  'an object of form fields': 'ein Objekt mit Formularfeldern',
  '{request} did not answer in full within {limit} ms.': '{request} antwortete nicht vollständig innerhalb von {limit} ms.',
  '{request} could not be connected to in time.': 'Zu {request} kam rechtzeitig keine Verbindung zustande.',
  '{request} got no answer: {reason} ({code}).': '{request} blieb ohne Antwort: {reason} ({code}).',
  'the connection was refused: nothing listens there': 'Die Verbindung wurde abgelehnt, dort lauscht nichts',
  'the name is not known': 'Der Name ist nicht bekannt',
  'the name could not be looked up just now': 'Der Name ließ sich gerade nicht nachschlagen',
  'the connection was reset': 'Die Verbindung wurde zurückgesetzt',
  'the connection was closed before the answer was complete':
    'Die Verbindung wurde geschlossen, bevor die Antwort vollständig war',
  'the connection was closed': 'Die Verbindung wurde geschlossen',
  'the host cannot be reached': 'Der Host ist nicht erreichbar',
  'the network cannot be reached': 'Das Netz ist nicht erreichbar',
  "the answer's headers are too large": 'Die Header der Antwort sind zu groß',
  '{request} redirected more than {most} times.': '{request} leitete mehr als {most}-mal weiter.',
  '{request} redirected to something that is no HTTP address.': '{request} leitete auf etwas weiter, das keine HTTP-Adresse ist.',
  '{request} answered {status}.': '{request} antwortete mit {status}.',
  'The body is encoded {count} times over.': 'Der Inhalt ist {count}-mal ineinander kodiert.',
  'The body has the content encoding "{encoding}", which was not asked for.':
    'Der Inhalt hat die Kodierung „{encoding}“, die nicht verlangt war.',
  'The body is no valid {encoding} data.': 'Der Inhalt ist nicht gültig als {encoding}.',
  'The body has {bytes} bytes, which exceeds {most} bytes.': 'Der Inhalt hat {bytes} Bytes; höchstens {most} sind erlaubt.',
  'The body exceeds {most} bytes.': 'Der Inhalt hat mehr als {most} Bytes.',
  'The unpacked body exceeds {most} bytes.': 'Der entpackte Inhalt hat mehr als {most} Bytes.',
  'Ask for less, or raise maxBytes.': 'Weniger anfordern, oder maxBytes erhöhen.',
  "The answer's body is not JSON.": 'Der Inhalt der Antwort ist kein JSON.',
  'Use responseType "text" to see what it is.': 'Mit responseType „text“ ist zu sehen, was es ist.',
  'The answer is nested more than {most} levels deep.': 'Die Antwort ist mehr als {most} Ebenen tief verschachtelt.',
  'read blob: length: the blob has {bytes} bytes and one read brings at most {most}; read it in parts.':
    'read blob: length: Der Blob hat {bytes} Bytes, und auf einmal lassen sich höchstens {most} lesen; ihn in Teilen lesen.',
  '{verb} blob: the URI is blob: and the SHA-256 as 64 lower-case hex digits.':
    '{verb} blob: Die URI ist blob: und das SHA-256 in 64 kleingeschriebenen Hexadezimalziffern.',
  '{verb} kv: the key is 1 to {most} characters, as in kv:orders/last.':
    '{verb} kv: Der Schlüssel hat 1 bis {most} Zeichen, wie in kv:orders/last.',
  'The value under {key} is not a number, so it cannot be incremented.':
    'Der Wert unter {key} ist keine Zahl und lässt sich nicht erhöhen.',
  '{value} + {by}, for {key}, is not a finite number.': '{value} + {by}, für {key}, ist keine endliche Zahl.',
  'sleep time: until: this is more than ten years from now.': 'sleep time: until: Das ist mehr als zehn Jahre von jetzt an.',
  'give either ms (a number of milliseconds, at most ten years) or until (an RFC 3339 date and time, or ms since the epoch)':
    'entweder ms angeben (Millisekunden, höchstens zehn Jahre) oder until (ein Zeitpunkt nach RFC 3339, oder ms seit der Epoche)',
  'run workflow: the URI is workflow: and the id of a workflow.':
    'run workflow: Die URI ist workflow: und die Id eines Workflows.',
  'Workflow "{id}" is {depth} levels below its first caller.':
    'Der Workflow „{id}“ liegt {depth} Ebenen unter dem, der zuerst aufrief.',
  '{what} at "{pointer}" has no canonical JSON form.': '{what} bei „{pointer}“ hat keine kanonische JSON-Form.',
  'The number {value}': 'Die Zahl {value}',
  'A value of type {type}': 'Ein Wert der Art {type}',
  'A text with a lone surrogate': 'Ein Text mit einem einzelnen Surrogat',
  'An object that is no plain JSON object': 'Ein Objekt, das kein einfaches JSON-Objekt ist',
};
