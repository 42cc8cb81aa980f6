import type { Sentences } from '../../problems/problem-texts.ts';

/** What gateway, engine and editor say of a request that was refused or failed. */
export const requests: Sentences = {
  // what is there, and what is not
  'There is nothing at {path}.': 'Unter {path} gibt es nichts.',
  'There is nothing for {method} at {path}.': 'Für {method} gibt es unter {path} nichts.',
  'There is nothing to switch to at {path}.': 'Unter {path} gibt es nichts, wohin gewechselt werden könnte.',
  'There is no endpoint at {path}.': 'Unter {path} gibt es keinen Endpunkt.',
  'There is no stream at {path}.': 'Unter {path} gibt es keinen Stream.',
  'There is no such file.': 'Diese Datei gibt es nicht.',
  'There is no workflow {id}.': 'Den Workflow {id} gibt es nicht.',
  'There is no execution {id}.': 'Die Ausführung {id} gibt es nicht.',
  'There is no execution {id} to reuse.': 'Die Ausführung {id}, deren Daten verwendet werden sollten, gibt es nicht.',
  'There is no version {hash}.': 'Die Version {hash} gibt es nicht.',
  'There is no blob {hash}.': 'Den Blob {hash} gibt es nicht.',
  'There is no secret named {name}.': 'Ein Secret namens {name} gibt es nicht.',
  'There is no workflow {id} that is shared with you.': 'Einen Workflow {id} gibt es nicht unter dem Geteilten.',
  'There is no execution {id} that is shared with you.': 'Eine Ausführung {id} gibt es nicht unter dem Geteilten.',
  '{workflow} has no node "{id}".': '{workflow} hat keinen Knoten „{id}“.',
  'Node "{id}" has no input port "{port}", but {ports}.': 'Der Knoten „{id}“ hat keinen Eingang „{port}“, sondern {ports}.',
  'Node "{id}" has no output port "{port}", but {ports}.': 'Der Knoten „{id}“ hat keinen Ausgang „{port}“, sondern {ports}.',
  'Workflow {id} has no version {hash}.': 'Der Workflow {id} hat keine Version {hash}.',
  'Workflow {id} has no share {share}.': 'Der Workflow {id} hat keine Freigabe {share}.',
  'Workflow {name} has no published version.': 'Der Workflow {name} hat keine veröffentlichte Version.',
  'Workflow {id} is archived.': 'Der Workflow {id} ist archiviert.',
  'Restore it first.': 'Ihn zuerst wiederherstellen.',
  'No key {did} is registered here.': 'Ein Schlüssel {did} ist hier nicht eingetragen.',

  // the form of a request
  '{method} is not allowed at {path}; use {methods}.': '{method} ist unter {path} nicht erlaubt; möglich: {methods}.',
  '{method} is not allowed on {path}; {methods} is.': '{method} ist unter {path} nicht erlaubt; möglich: {methods}.',
  'TRACE is not allowed on hooks.': 'TRACE ist bei Hooks nicht erlaubt.',
  'The path segment {segment} is not percent-encoded UTF-8 (RFC 3986 section 2.1).':
    'Der Teil {segment} des Pfads ist kein prozentkodiertes UTF-8 (RFC 3986, Abschnitt 2.1).',
  'The query names {name} twice.': 'Die Anfrage nennt {name} zweimal.',
  '{where} at {pointer}: does not fit': '{where} bei {pointer}: passt nicht',
  '{where}: does not fit': '{where}: passt nicht',
  'body at {pointer}: {reason}': 'Inhalt bei {pointer}: {reason}',
  'query at {pointer}: {reason}': 'Adresse bei {pointer}: {reason}',
  'The body does not fit: {pointer}: {reason}': 'Der Inhalt passt nicht: {pointer}: {reason}',
  'The query does not fit: {pointer}: {reason}': 'Die Adresse passt nicht: {pointer}: {reason}',
  'The {where} does not fit: {pointer}: {reason}': '{where} passt nicht: {pointer}: {reason}',
  'The {where} does not fit: {reason}': '{where} passt nicht: {reason}',
  'only a draft is run in part; say "version": "draft".': 'Nur ein Entwurf läuft in Teilen; „version“: „draft“ angeben.',
  'execution {id} is one of another workflow.': 'Die Ausführung {id} gehört zu einem anderen Workflow.',
  '{value} is none of {options}.': '{value} ist keines von {options}.',
  '{time} is over.': '{time} ist vorbei.',
  '{endpoint} takes application/json, not {type}.': '{endpoint} nimmt application/json, nicht {type}.',
  '{endpoint} takes application/json, not a body without a type.':
    '{endpoint} nimmt application/json, keinen Inhalt ohne Angabe seiner Art.',
  '{endpoint} takes no body': '{endpoint} nimmt keinen Inhalt',
  'dids: at most {most} keys at a time.': 'dids: höchstens {most} Schlüssel auf einmal.',
  'dids: {did} is not the did of a key.': 'dids: {did} ist nicht die did eines Schlüssels.',
  'The cursor is not one that a page of this list gave.': 'Dieser Cursor stammt nicht von einer Seite dieser Liste.',
  'The body is larger than {most} bytes.': 'Der Inhalt ist größer als {most} Bytes.',
  'The body is larger than the {most} bytes that are allowed here.':
    'Der Inhalt ist größer als die {most} Bytes, die hier erlaubt sind.',
  'The body is not valid UTF-8.': 'Der Inhalt ist kein gültiges UTF-8.',
  'The request broke off before its body was complete.': 'Die Anfrage brach ab, bevor ihr Inhalt vollständig war.',
  'The request target must be a path.': 'Das Ziel der Anfrage muss ein Pfad sein.',
  'The request target is no address.': 'Das Ziel der Anfrage ist keine Adresse.',
  'The request line and headers are larger than they may be.': 'Anfragezeile und Header sind größer, als sie sein dürfen.',
  'The chunk extensions of the body are larger than they may be.':
    'Die Chunk-Erweiterungen des Inhalts sind größer, als sie sein dürfen.',
  'The request did not arrive in time.': 'Die Anfrage kam nicht rechtzeitig an.',
  'The request cannot be read: {reason}.': 'Die Anfrage ist nicht lesbar: {reason}.',
  'The request has no Host header.': 'Die Anfrage hat keinen Header Host.',
  'The request has several Host headers.': 'Die Anfrage hat mehrere Header Host.',
  'Idempotency-Key must be one value of 1 to 255 visible ASCII characters without a comma.':
    'Idempotency-Key muss ein Wert aus 1 bis 255 sichtbaren ASCII-Zeichen ohne Komma sein.',
  'The idempotency key {key} was used for another request.':
    'Der Idempotency-Key {key} wurde schon für eine andere Anfrage verwendet.',
  'Too many {what}.': 'Zu viele Anfragen ({what}).',
  'The response has more than {most} bytes.': 'Die Antwort hat mehr als {most} Bytes.',
  'An unexpected error was logged.': 'Ein unerwarteter Fehler wurde protokolliert.',

  // who may do what
  '{endpoint} needs the role {role}; this key is {own}.': '{endpoint} braucht die Rolle {role}; dieser Schlüssel hat {own}.',
  '{endpoint} needs the role {role} or higher; this key is {own}.':
    '{endpoint} braucht mindestens die Rolle {role}; dieser Schlüssel hat {own}.',
  '{endpoint} needs the role {role}, or a workflow that is shared with the right {right}; this key is {own}.':
    '{endpoint} braucht die Rolle {role}, oder einen mit dem Recht {right} geteilten Workflow; dieser Schlüssel hat {own}.',
  'Ask for the role {role}, or for a share of the workflow with the right {right}.':
    'Um die Rolle {role} bitten, oder darum, dass der Workflow mit dem Recht {right} geteilt wird.',
  'Ask for the role operator.': 'Um die Rolle Operator bitten.',
  'The stream needs the role {role}, or a share.': 'Der Stream braucht die Rolle {role}, oder etwas Geteiltes.',
  'This workflow is shared with you with the right {own}; {endpoint} needs the right {right}.':
    'Dieser Workflow ist mit dem Recht {own} geteilt; {endpoint} braucht das Recht {right}.',
  'Execution {id} was started by somebody else; a share lets you {endpoint} what you started.':
    'Die Ausführung {id} hat jemand anderes gestartet; {endpoint} geht bei Geteiltem nur für selbst Gestartetes.',
  'No execution that is shared with you has a blob {hash}.': 'Keine geteilte Ausführung hat einen Blob {hash}.',
  'Your share of this workflow was revoked.': 'Dieser Workflow wird nicht mehr geteilt.',
  'Your share of this workflow was revoked on {time}.': 'Dieser Workflow wird nicht mehr geteilt, seit {time}.',
  'Your share of this workflow expired.': 'Die Zeit, für die dieser Workflow geteilt war, ist abgelaufen.',
  'Your share of this workflow expired on {time}.': 'Die Zeit, für die dieser Workflow geteilt war, lief am {time} ab.',
  'This link was revoked.': 'Dieser Link wurde widerrufen.',
  'This link was revoked on {time}.': 'Dieser Link wurde am {time} widerrufen.',
  'This link expired.': 'Dieser Link ist abgelaufen.',
  'This link expired on {time}.': 'Dieser Link lief am {time} ab.',
  'What this link gave you was revoked.': 'Was dieser Link gab, wurde widerrufen.',
  'What this link gave you was revoked on {time}.': 'Was dieser Link gab, wurde am {time} widerrufen.',
  'What this link gave you expired.': 'Was dieser Link gab, ist abgelaufen.',
  'What this link gave you expired on {time}.': 'Was dieser Link gab, lief am {time} ab.',
  'This link was opened by as many people as it is for.': 'Diesen Link haben schon so viele geöffnet, wie er zulässt.',
  'No workflow is shared by this link.': 'Durch diesen Link wird kein Workflow geteilt.',
  'Another link has this secret.': 'Ein anderer Link hat dieses Geheimnis.',
  'Make a secret of 32 new random bytes.': 'Ein Geheimnis aus 32 neuen zufälligen Bytes erzeugen.',
  'the secret of a link is 43 letters, digits, - and _': 'das Geheimnis eines Links sind 43 Buchstaben, Ziffern, - und _',
  'Share with another key of theirs.': 'Mit einem anderen Schlüssel der Person teilen.',
  'A key with the role {own} cannot give or take the role {role}.':
    'Ein Schlüssel mit der Rolle {own} kann die Rolle {role} weder geben noch nehmen.',
  '{did} is the only owner.': '{did} ist der einzige Owner.',
  'The key {did} is registered already.': 'Der Schlüssel {did} ist schon eingetragen.',
  'The key {did} was revoked, for good.': 'Der Schlüssel {did} wurde endgültig widerrufen.',
  'Change the registered key, or add another one.': 'Den eingetragenen Schlüssel ändern, oder einen anderen eintragen.',
  'The key {did} was revoked.': 'Der Schlüssel {did} wurde widerrufen.',
  'The key {did} was replaced by {other}.': 'Der Schlüssel {did} wurde durch {other} ersetzt.',
  'The key {did} is known here already.': 'Der Schlüssel {did} ist hier schon bekannt.',
  'The key {did} is not registered here.': 'Der Schlüssel {did} ist hier nicht eingetragen.',
  "The key {did} has its role from this machine's settings.":
    'Der Schlüssel {did} hat seine Rolle aus den Einstellungen dieses Rechners.',
  'Change SLUICE_LOCAL_KEYS and restart, or revoke the key.':
    'SLUICE_LOCAL_KEYS ändern und neu starten, oder den Schlüssel widerrufen.',
  'Make a new key: one that is registered, or was, takes over from no other.':
    'Einen neuen Schlüssel erzeugen: Einer, der eingetragen ist oder war, löst keinen anderen ab.',
  'Sign with the new key. A rotation on the command line that was cut off is ended by `sluice keys rotate`.':
    'Mit dem neuen Schlüssel signieren. Ein Wechsel auf der Kommandozeile, der abbrach, wird mit `sluice keys rotate` beendet.',
  'The key was replaced. Send the same request again, so that what was shared with it follows.':
    'Der Schlüssel wurde ersetzt. Dieselbe Anfrage noch einmal senden, damit folgt, was mit ihm geteilt war.',
  'A claim is signed by the key that becomes owner.': 'Eine Übernahme signiert der Schlüssel, der Owner wird.',
  'There is an owner already, or this is not the newest claim link.':
    'Es gibt schon einen Owner, oder dies ist nicht der neueste Link zur Übernahme.',

  // signatures
  'The request was not signed by a registered key.': 'Die Anfrage ist nicht mit einem eingetragenen Schlüssel signiert.',
  'The request carries a grant in Sluice-Grant.': 'Die Anfrage trägt einen Grant in Sluice-Grant.',
  'The request has no Signature-Input and no Signature.': 'Die Anfrage hat weder Signature-Input noch Signature.',
  'A covered component is no plain text, or has parameters.':
    'Ein signierter Bestandteil ist kein einfacher Text, oder er hat Parameter.',
  '{header} has the labels {labels}.': '{header} hat die Kennungen {labels}.',
  '{header} has the labels (none).': '{header} hat keine Kennung.',
  '{header} has the label {label} more than once.': '{header} hat die Kennung {label} mehr als einmal.',
  '{header} cannot be used: {reason}.': '{header} ist nicht verwendbar: {reason}.',
  'The covered components must be exactly {components}, in this order.':
    'Die signierten Bestandteile müssen genau {components} sein, in dieser Reihenfolge.',
  'The covered field {field} is not in the request.': 'Das signierte Feld {field} steht nicht in der Anfrage.',
  'Send content-type, content-digest and idempotency-key with every request, without a body too.':
    'Mit jeder Anfrage content-type, content-digest und idempotency-key senden, auch ohne Inhalt.',
  'The signature does not fit the request and the key.': 'Die Signatur passt nicht zu Anfrage und Schlüssel.',
  'Sign the signature base of RFC 9421 section 2.5 with the key that keyid names; "@authority" is {authority}.':
    'Die Signaturbasis aus RFC 9421, Abschnitt 2.5, mit dem Schlüssel signieren, den keyid nennt; „@authority“ ist {authority}.',
  'The parameter {name} is not allowed.': 'Der Parameter {name} ist nicht erlaubt.',
  'The parameter {name} is missing.': 'Der Parameter {name} fehlt.',
  'The tag must be "{tag}".': 'Das Tag muss „{tag}“ sein.',
  'The nonce must be 128 bits or more: 22 characters of base64 or base64url, or 32 of hexadecimal; 256 at most.':
    'Die Nonce muss mindestens 128 Bits haben: 22 Zeichen base64 oder base64url, oder 32 hexadezimale; höchstens 256.',
  'The nonce {nonce} was used before.': 'Die Nonce {nonce} wurde schon verwendet.',
  'The signature lives {age} s; 1 to {most} s are allowed.': 'Die Signatur gilt {age} s; erlaubt sind 1 bis {most} s.',
  'The signature was created {ahead} s from now.': 'Die Signatur entstand erst in {ahead} s.',
  'The signature expired {age} s ago.': 'Die Signatur ist seit {age} s abgelaufen.',
  'Content-Digest is not exactly one sha-256 digest.': 'Content-Digest ist nicht genau eine SHA-256-Prüfsumme.',
  'The SHA-256 of the body is not the one in Content-Digest.': 'Das SHA-256 des Inhalts ist nicht das in Content-Digest.',
  'The key cannot be used. {reason}': 'Der Schlüssel ist nicht verwendbar. {reason}',
  'It is not written as did:key:z6Mk followed by 44 base58 characters.':
    'Er hat nicht die Form did:key:z6Mk mit 44 Base58-Zeichen danach.',
  'It does not hold an Ed25519 public key of 32 bytes.': 'Er enthält keinen öffentlichen Ed25519-Schlüssel von 32 Bytes.',
  'It has {bytes} bytes instead of 32.': 'Er hat {bytes} Bytes statt 32.',
  'It is not the canonical encoding of a point on the curve.': 'Er ist nicht die kanonische Form eines Punkts auf der Kurve.',
  'It is a point of small order.': 'Er ist ein Punkt von kleiner Ordnung.',
  'The rotation cannot be used. {reason}': 'Der Schlüsselwechsel ist nicht verwendbar. {reason}',
  'It replaces {did}, but {other} signed the request.': 'Er ersetzt {did}, doch {other} hat die Anfrage signiert.',
  'It replaces the key by itself.': 'Er ersetzt den Schlüssel durch sich selbst.',
  'Its audience is not {audience}.': 'Er ist nicht für {audience} bestimmt.',
  'Its expiresAt, {time}, is past or more than {most} s ahead.':
    'Sein expiresAt, {time}, ist vorbei oder liegt mehr als {most} s in der Zukunft.',
  'Its nonce does not have 128 bits.': 'Seine Nonce hat keine 128 Bits.',
  'The signature is not that of {did} over this {statement}.':
    'Die Signatur ist nicht die von {did} über diese Erklärung ({statement}).',
  'Accept-Signature asks for another signature than the one that is made here.':
    'Accept-Signature verlangt eine andere Signatur, als hier erzeugt wird.',
  'The signature does not fit the response, its request and the key.':
    'Die Signatur passt nicht zu Antwort, Anfrage und Schlüssel.',
  'The covered components are not those of a response.': 'Die signierten Bestandteile sind nicht die einer Antwort.',
  "The parameters must be created, the request's nonce, the signer's keyid, and the tag.":
    'Die Parameter müssen created, die Nonce der Anfrage, die keyid des Signierenden und das Tag sein.',
  'The key file cannot be used. {reason}': 'Die Schlüsseldatei ist nicht verwendbar. {reason}',
  'The key file does not open with this passphrase.': 'Die Schlüsseldatei öffnet sich nicht mit dieser Passphrase.',
  'It is no JWE of a key under a passphrase.': 'Sie ist kein JWE eines Schlüssels unter einer Passphrase.',
  'What it holds is no Ed25519 key (RFC 8037).': 'Was sie enthält, ist kein Ed25519-Schlüssel (RFC 8037).',
  'It holds the key {did}, not the one that it names.': 'Sie enthält den Schlüssel {did}, nicht den, den sie nennt.',
  'It is not whole.': 'Sie ist nicht vollständig.',

  // workflows, drafts and versions
  'Your change was made to revision {revision}; the newest is {newest}.':
    'Die Änderung galt dem Stand {revision}; der neueste ist {newest}.',
  'You publish revision {revision} of the draft; the newest is {newest}.':
    'Veröffentlicht werden soll der Stand {revision} des Entwurfs; der neueste ist {newest}.',
  'The engine has an older state, perhaps from a backup: fetch the draft again.':
    'Die Engine hat einen älteren Stand, vielleicht aus einer Sicherung: den Entwurf neu laden.',
  'The draft of {workflow} is being changed too fast.': 'Der Entwurf von {workflow} wird gerade zu schnell geändert.',
  'Try again in a moment.': 'In einem Augenblick erneut versuchen.',
  'The draft would not be one: {pointer}: {reason}.': 'So wäre es kein Entwurf mehr: {pointer}: {reason}.',
  'The folder {from} cannot be moved into {to}, which lies in it.':
    'Der Ordner {from} lässt sich nicht nach {to} verschieben, das in ihm liegt.',
  '{method} /hooks/{path} belongs to the active workflow {workflow} ({id}).':
    '{method} /hooks/{path} gehört dem aktiven Workflow {workflow} ({id}).',
  'The document cannot be run.': 'Das Dokument lässt sich nicht ausführen.',
  '{reason} (and {count} more)': '{reason} (und {count} weitere)',
  'Version {hash} no longer compiles: {reason}': 'Die Version {hash} lässt sich nicht mehr übersetzen: {reason}',
  'unknown reason': 'aus unbekanntem Grund',
  'Put the module "{module}" back and start the engine again.': 'Das Modul „{module}“ zurücklegen und die Engine neu starten.',
  "The document's format is {format}; this engine reads sluice/1.":
    'Das Format des Dokuments ist {format}; diese Engine liest sluice/1.',
  'This draft is in format {format}; this engine reads sluice/1.':
    'Dieser Entwurf hat das Format {format}; diese Engine liest sluice/1.',
  'Start the newer Sluice again that wrote it. The draft was left as it is.':
    'Das neuere Sluice wieder starten, das ihn schrieb. Der Entwurf blieb, wie er ist.',
  'The document comes from a newer Sluice: its format is {format}, and this version reads sluice/1.':
    'Das Dokument stammt von einem neueren Sluice: Sein Format ist {format}, und diese Version liest sluice/1.',
  'this is a workflow of {product}, not of Sluice; its nodes mean nothing here':
    'das ist ein Workflow von {product}, nicht von Sluice; seine Knoten bedeuten hier nichts',
  'This workflow is in format {format}; this editor reads sluice/1.':
    'Dieser Workflow hat das Format {format}; dieser Editor liest sluice/1.',
  'Reload the page to get the newest editor, or update Sluice. Nothing was changed.':
    'Die Seite neu laden, um den neuesten Editor zu erhalten, oder Sluice aktualisieren. Es wurde nichts verändert.',
  'Reload the page to get the newest editor. You can save these edits as a file, or go on without them.':
    'Die Seite neu laden, um den neuesten Editor zu erhalten. Diese Änderungen lassen sich als Datei sichern, oder es geht ohne sie weiter.',
  'What is pinned to "{id}" takes {bytes} bytes of at most {most}.':
    'Was an „{id}“ geheftet ist, belegt {bytes} von höchstens {most} Bytes.',
  'What is pinned to "{id}" is not { outputs: { <port>: [<json>, …] } }.':
    'Was an „{id}“ geheftet ist, ist nicht { outputs: { <port>: [<json>, …] } }.',
  '"{key}" cannot be a name here: {reason}': '„{key}“ kann hier kein Name sein: {reason}',
  'Node "{id}": {path} cannot be a webhook\'s path.': 'Knoten „{id}“: {path} kann nicht der Pfad eines Webhooks sein.',
  'Node "{id}" is protected by {protection}, which needs the name of a secret.':
    'Der Knoten „{id}“ ist durch {protection} geschützt; das braucht den Namen eines Secrets.',
  'Node "{id}": {key} is no did:key of an Ed25519 key.': 'Knoten „{id}“: {key} ist kein did:key eines Ed25519-Schlüssels.',
  'Node "{id}": "{cron}" is never due.': 'Knoten „{id}“: „{cron}“ ist nie fällig.',
  'Node "{id}": {reason}': 'Knoten „{id}“: {reason}',
  'The schedule cannot be read: {reason}.': 'Der Zeitplan ist nicht lesbar: {reason}.',
  '"{cron}" has neither five nor six fields': '„{cron}“ hat weder fünf noch sechs Felder',
  '"{cron}": it cannot be read': '„{cron}“: nicht lesbar',
  'Nodes "{other}" and "{id}" both listen to {place}.': 'Die Knoten „{other}“ und „{id}“ lauschen beide auf {place}.',
  'Give one of them another path or method.': 'Einem von ihnen einen anderen Pfad oder eine andere Methode geben.',
  'Choose another path for one of the two nodes.': 'Für einen der beiden Knoten einen anderen Pfad wählen.',
  'settings.effects: {line} is no pattern for effects.': 'settings.effects: {line} ist kein Muster für Effekte.',
  'settings.effects: {line} names the scheme "{scheme}", which does not exist.':
    'settings.effects: {line} nennt das Schema „{scheme}“, das es nicht gibt.',
  'settings.effects: {line} names the verb "{verb}", which {scheme} does not have.':
    'settings.effects: {line} nennt das Verb „{verb}“, das es bei {scheme} nicht gibt.',
  'Write a verb and a scheme or place, such as "get https://api.example.com/*" or "* kv:*".':
    'Ein Verb und ein Schema oder einen Ort angeben, etwa „get https://api.example.com/*“ oder „* kv:*“.',

  // executions
  '{workflow} has several triggers; say which: {triggers}.': '{workflow} hat mehrere Trigger; einen davon wählen: {triggers}.',
  '{id} is not a trigger of {workflow}; its triggers are {triggers}.':
    '{id} ist kein Trigger von {workflow}; seine Trigger sind {triggers}.',
  'The concurrency key of {workflow} failed: it gave nothing':
    'Der Schlüssel für gleichzeitige Ausführungen von {workflow} ist fehlgeschlagen: Er ergab nichts',
  'The concurrency key of {workflow} failed: {reason}':
    'Der Schlüssel für gleichzeitige Ausführungen von {workflow} ist fehlgeschlagen: {reason}',
  'The concurrency key does not compile: {reason}':
    'Der Schlüssel für gleichzeitige Ausführungen ist kein gültiges JavaScript: {reason}',
  'Execution {id} has not begun: it waits for its turn.':
    'Die Ausführung {id} hat noch nicht begonnen: Sie wartet, bis sie an der Reihe ist.',
  'Execution {id} does not wait for this link.': 'Die Ausführung {id} wartet nicht auf diesen Link.',
  'Effect {index} of node {id} is not in doubt.': 'Bei Effekt {index} des Knotens {id} ist nichts ungewiss.',
  'Execution {id} has not ended.': 'Die Ausführung {id} ist noch nicht zu Ende.',
  'Execution {id} has ended.': 'Die Ausführung {id} ist zu Ende.',
  'Execution {id} was purged.': 'Die Ausführung {id} wurde gelöscht.',
  'Execution {id} is being advanced by another engine.':
    'Die Ausführung {id} wird gerade von einer anderen Engine weitergeführt.',
  'Execution {id}: the journal is closed.': 'Ausführung {id}: Das Journal ist geschlossen.',
  'Execution {id} cannot go on: {reason}': 'Die Ausführung {id} kann nicht weiter: {reason}',
  '{reason} It is tried again when the engine starts and when somebody resumes it; or cancel it.':
    '{reason} Sie wird erneut versucht, wenn die Engine startet und wenn jemand sie fortsetzt; oder sie abbrechen.',
  'Look at the log of the engine, and report it.': 'Im Protokoll der Engine nachsehen und es melden.',
  'The journal of {id} does not begin with its start.': 'Das Journal von {id} beginnt nicht mit seinem Start.',
  'The engine is stopping; the execution goes on after the restart.':
    'Die Engine hält gerade an; die Ausführung geht nach dem Neustart weiter.',
  'The engine is stopping.': 'Die Engine hält gerade an.',
  '{count} executions are under way.': '{count} Ausführungen sind im Gange.',
  'A resume link takes GET and POST.': 'Ein solcher Link nimmt GET und POST.',
  'This is no resume link.': 'Das ist kein Link, auf den eine Ausführung wartet.',
  'POST the answer to this address.': 'Die Antwort mit POST an diese Adresse senden.',
  'The form says neither "approved": "true" nor "false".': 'Das Formular sagt weder „approved“: „true“ noch „false“.',
  'The link answered {status}.': 'Der Link antwortete mit {status}.',
  'No active workflow listens at /hooks/{path}.': 'Unter /hooks/{path} lauscht kein aktiver Workflow.',
  'The trigger of /hooks/{path} is no longer there.': 'Den Trigger von /hooks/{path} gibt es nicht mehr.',
  'The execution failed.': 'Die Ausführung ist fehlgeschlagen.',
  'The execution was cancelled before it had an answer.': 'Die Ausführung wurde abgebrochen, bevor sie eine Antwort hatte.',
  'The blob {hash} is not there any more.': 'Den Blob {hash} gibt es nicht mehr.',
  'The blob {hash}, which the run reads, is not there any more.': 'Den Blob {hash}, den der Lauf liest, gibt es nicht mehr.',
  'A blob is named by 64 lower-case hex digits.': 'Ein Blob heißt nach 64 kleingeschriebenen Hexadezimalziffern.',
  'The file of blob {hash} has other bytes than were written.':
    'Die Datei des Blobs {hash} hat andere Bytes, als geschrieben wurden.',
  'The bytes given for blob {hash} have another hash.': 'Die Bytes für den Blob {hash} haben einen anderen Hash.',

  // lines, servers and disks
  'Nothing was sent, and so nothing was started or changed.':
    'Es wurde nichts gesendet, und so wurde nichts gestartet oder verändert.',
  'The browser got no answer from the gateway.': 'Der Browser bekam keine Antwort vom Gateway.',
  'Check that Sluice is running and that you are online; the page goes on by itself when it is back.':
    'Prüfen, ob Sluice läuft und die Verbindung steht; die Seite macht von selbst weiter, sobald es wieder da ist.',
  'Reload the page: gateway, engine and editor are probably not of the same version.':
    'Die Seite neu laden: Gateway, Engine und Editor sind vermutlich nicht von derselben Version.',
  'The answer of {endpoint} does not fit the contract at {place}: {reason}.':
    'Die Antwort von {endpoint} hat bei {place} nicht die vereinbarte Form: {reason}.',
  'The answer of {endpoint} does not fit the contract.': 'Die Antwort von {endpoint} hat nicht die vereinbarte Form.',
  'The server answered {status}': 'Der Server antwortete mit {status}',
  'The core engine did not answer.': 'Die Engine antwortete nicht.',
  'The core engine did not answer ({code}).': 'Die Engine antwortete nicht ({code}).',
  'The core engine took too long to answer.': 'Die Engine brauchte zu lange, um zu antworten.',
  'The engine refuses this gateway: without a code.': 'Die Engine weist dieses Gateway ab, ohne einen Code zu nennen.',
  'The engine refuses this gateway: {code}.': 'Die Engine weist dieses Gateway ab: {code}.',
  "Check SLUICE_ENGINE_DID here, and that this gateway's key is among the engine's trusted gateways.":
    'SLUICE_ENGINE_DID hier prüfen, und dass die Engine dem Schlüssel dieses Gateways vertraut.',
  'The engine did not open the stream: status {status}.': 'Die Engine hat den Stream nicht geöffnet: Status {status}.',
  'The core engine did not hand over the shares: status {status}.':
    'Die Engine hat das Geteilte nicht übertragen: Status {status}.',
  'The core engine did not say who may be named: status {status}.':
    'Die Engine hat nicht gesagt, wer genannt werden darf: Status {status}.',
  'The gateway is stopping.': 'Das Gateway hält gerade an.',
  'This key has {count} streams open, which is the most.': 'Dieser Schlüssel hat {count} Streams offen; mehr gehen nicht.',
  'Pages from {origin} may not open a stream here.': 'Seiten von {origin} dürfen hier keinen Stream öffnen.',
  'The query has no ticket.': 'Der Adresse fehlt ein Ticket.',
  'The ticket is unknown, used or expired.': 'Das Ticket ist unbekannt, verbraucht oder abgelaufen.',
  'This is not the opening handshake of a WebSocket, version 13.': 'So beginnt kein WebSocket der Version 13.',
  'A stream has at most {most} subscriptions.': 'Ein Stream hat höchstens {most} Abonnements.',
  'Frames are JSON text.': 'Frames sind JSON-Text.',
  'The frame is not JSON.': 'Der Frame ist kein JSON.',
  'The frame does not fit: {reason}': 'Der Frame passt nicht: {reason}',
  'The disk that holds {place} is full; nothing was changed.': 'Die Platte mit {place} ist voll; es wurde nichts verändert.',
  'The disk that holds {place} is full; nothing was stored.': 'Die Platte mit {place} ist voll; es wurde nichts gespeichert.',
  '{place}: {cause}; nothing was changed.': '{place}: {cause}; es wurde nichts verändert.',
  '{place}: {cause}; nothing was stored.': '{place}: {cause}; es wurde nichts gespeichert.',
  '{place} is damaged: {cause}.': '{place} ist beschädigt: {cause}.',
  'Another program holds a lock on {place}; nothing was changed.':
    'Ein anderes Programm sperrt {place}; es wurde nichts verändert.',
  'The disk of the gateway database is full.': 'Die Platte mit der Datenbank des Gateways ist voll.',
  "The gateway's database, gateway.db in SLUICE_HOME, is damaged ({cause}).":
    'Die Datenbank des Gateways, gateway.db in SLUICE_HOME, ist beschädigt ({cause}).',
  'The gateway database refused.': 'Die Datenbank des Gateways ließ sich nicht schreiben.',
  'The gateway database refused ({cause}).': 'Die Datenbank des Gateways ließ sich nicht schreiben ({cause}).',
  'The secret {name} does not open with the key in secret.key, or its stored bytes were changed.':
    'Das Secret {name} öffnet sich nicht mit dem Schlüssel in secret.key, oder seine gespeicherten Bytes wurden verändert.',
  '{file} is missing, but secrets are stored that only its key opens.':
    '{file} fehlt, doch es sind Secrets gespeichert, die nur deren Schlüssel öffnet.',
  '{file} does not hold a key of 64 hex digits.': '{file} enthält keinen Schlüssel aus 64 Hexadezimalziffern.',

  // what the editor itself refuses
  '{what} takes {size}; a single value may take {most}.': '{what} belegt {size}; ein einzelner Wert darf {most} belegen.',
  'The field “{field}” of “{node}”': 'Das Feld „{field}“ von „{node}“',
  'Make it shorter, or let the workflow read it from a file or an address. Everything else is saved.':
    'Es kürzen, oder den Workflow es aus einer Datei oder von einer Adresse lesen lassen. Alles andere ist gespeichert.',
  'At the top: {reason}': 'Ganz oben: {reason}',
  'At {place}: {reason}': 'Bei {place}: {reason}',
};
