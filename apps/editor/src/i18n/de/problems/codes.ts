import type { CodeTexts } from '../../problems/problem-texts.ts';

/** What each code means and what to do about it, as protocol's table of codes says it in English. */
export const codes: CodeTexts = {
  // bodies and requests
  json_malformed: ['Der Inhalt ist kein JSON', 'Einen einzigen JSON-Wert senden, in UTF-8 (RFC 8259).'],
  json_duplicate_key: [
    'Ein Objekt hat denselben Schlüssel zweimal',
    'Jeden Schlüssel einmal angeben; welcher von zweien gemeint war, lässt sich nicht wissen.',
  ],
  json_too_deep: ['Das JSON ist zu tief verschachtelt', 'Den Wert flacher machen; höchstens 200 Ebenen sind möglich.'],
  json_not_canonical: [
    'Der Wert hat keine kanonische JSON-Form',
    'Nur endliche Zahlen, wohlgeformtes Unicode und einfache Objekte verwenden (RFC 8785).',
  ],
  body_too_large: ['Der Inhalt ist zu groß', 'Weniger senden, oder ihn als Blob hochladen und auf ihn verweisen.'],
  content_type_unsupported: ['Diese Art von Inhalt wird hier nicht angenommen', 'application/json senden.'],
  request_invalid: [
    'Die Anfrage hat nicht die vereinbarte Form',
    'Sie mit /v1/openapi.json vergleichen; die Meldung nennt das Feld.',
  ],
  request_malformed: [
    'Die Anfrage ist kein gültiges HTTP',
    'Sie mit einer HTTP-Bibliothek senden; die Meldung sagt, woran dieser Server sich stößt (RFC 9112).',
  ],
  headers_too_large: [
    'Anfragezeile und Header sind zu groß',
    'Weniger oder kürzere Header senden; höchstens 16 KiB sind möglich.',
  ],
  request_timeout: ['Die Anfrage brauchte zu lange, um anzukommen', 'Sie noch einmal senden, ohne Pausen darin.'],
  not_found: ['Unter dieser Adresse gibt es nichts', 'Den Pfad und die Id prüfen.'],
  method_not_allowed: ['Diese Methode ist hier nicht erlaubt', 'Der Header Allow nennt die erlaubten.'],
  conflict: ['Jemand anderes hat es zuerst geändert', 'Den neuesten Stand laden und die Änderung darauf anwenden.'],
  draft_changed: [
    'Der Entwurf wurde inzwischen geändert',
    'Es wurde nichts veröffentlicht. Den Entwurf laden, ansehen, was darin neu ist, und diesen Stand veröffentlichen.',
  ],
  idempotency_conflict: [
    'Der Idempotency-Key wurde schon für eine andere Anfrage verwendet',
    'Für eine neue Anfrage einen neuen Key verwenden.',
  ],
  rate_limited: ['Zu viele Anfragen', 'So lange warten, wie der Header Retry-After sagt.'],
  internal: ['Hier ist etwas kaputtgegangen', 'Im Protokoll unter der Id der Anfrage nachsehen und den Fehler melden.'],
  engine_unreachable: ['Die Engine antwortet nicht', 'Im Protokoll der Engine nachsehen; `sluice doctor` prüft die Verbindung.'],
  offline: ['Keine Verbindung', 'Erneut versuchen, wenn die Verbindung wieder da ist.'],
  shutting_down: ['Der Server hält gerade an', 'In einem Augenblick erneut versuchen.'],
  overloaded: ['Die Engine hat gerade zu viel zu tun', 'Nach der Zeit in Retry-After erneut versuchen, oder Worker hinzufügen.'],

  // signatures and identity
  signature_missing: ['Die Anfrage ist nicht signiert', 'Sie nach RFC 9421 signieren, wie der Header Accept-Signature es sagt.'],
  signature_malformed: [
    'Die Header der Signatur sind nicht lesbar',
    'Je einmal Signature-Input und Signature senden, als strukturierte Felder (RFC 9651).',
  ],
  signature_label: ['Es muss genau eine Signatur geben, mit der Kennung sluice', 'Jede andere Kennung entfernen.'],
  signature_components: [
    'Die signierten Bestandteile sind nicht genau die des Profils',
    'Die Bestandteile aus Accept-Signature signieren, in dieser Reihenfolge, jeden einmal.',
  ],
  signature_parameters: [
    'Die Parameter der Signatur sind nicht genau die des Profils',
    'created, expires, nonce, keyid und tag="sluice/1" senden; kein alg.',
  ],
  signature_expired: ['Die Signatur ist abgelaufen', 'Erneut signieren; die Uhr nach dem Header Date dieser Antwort stellen.'],
  signature_future: ['Die Signatur stammt aus der Zukunft', 'Die Uhr nach dem Header Date dieser Antwort stellen.'],
  signature_lifetime: ['Die Signatur gilt zu lange', 'expires höchstens 60 Sekunden nach created setzen.'],
  signature_replayed: [
    'Diese Nonce wurde schon verwendet',
    'Für jede Anfrage eine neue Nonce aus mindestens 128 zufälligen Bits erzeugen.',
  ],
  signature_digest: [
    'Der Inhalt passt nicht zu seiner Prüfsumme',
    'Content-Digest mit SHA-256 über die Bytes des Inhalts senden (RFC 9530).',
  ],
  signature_invalid: [
    'Die Signatur ist falsch',
    'Die Signaturbasis aus RFC 9421, Abschnitt 2.5, mit dem Schlüssel signieren, den keyid nennt.',
  ],
  accept_signature_unsupported: [
    'Dieses Accept-Signature ist hier unbekannt',
    'Es weglassen, oder genau den Wert senden, den docs/signing.md für signierte Antworten nennt.',
  ],
  response_too_large_to_sign: [
    'Die Antwort ist zu groß, um signiert zu werden',
    'Sie ohne Accept-Signature anfordern, oder weniger auf einmal.',
  ],
  response_untrusted: [
    'Die Antwort ist nicht mit dem Schlüssel des Gateways signiert',
    'Unter dieser Adresse antwortet jemand anderes, oder das Gateway hat einen neuen Schlüssel: dann den alten aus known-gateways.json in SLUICE_HOME entfernen.',
  ],
  statement_invalid: [
    'Eine signierte Erklärung gilt nicht',
    'Das kanonische JSON (RFC 8785) der Erklärung signieren, wie docs/signing.md es beschreibt, und es senden, bevor es abläuft.',
  ],
  key_unknown: [
    'Dieser Schlüssel ist hier nicht eingetragen',
    'Einen Owner bitten, ihn einzutragen, oder einen Link zur Übernahme oder Einladung verwenden.',
  ],
  key_invalid: [
    'Das ist kein zulässiger Ed25519-Schlüssel',
    'Den did:key eines kanonischen öffentlichen Ed25519-Schlüssels verwenden, der nicht von kleiner Ordnung ist.',
  ],
  key_revoked: ['Dieser Schlüssel wurde widerrufen', 'Mit einem anderen eigenen Schlüssel signieren.'],
  grant_unsupported: [
    'Diese Version nimmt keine Grants an',
    'Die Anfrage ohne Sluice-Grant senden, signiert mit einem eingetragenen Schlüssel.',
  ],
  claim_invalid: ['Der Link zur Übernahme gilt nicht', 'Ohne Owner neu starten, um einen neuen zu erhalten; jeder gilt einmal.'],
  role_insufficient: ['Die eigene Rolle erlaubt das nicht', 'Einen Owner oder Admin um eine höhere Rolle bitten.'],
  not_shared: [
    'Das ist mit diesem Schlüssel nicht geteilt',
    'Jemanden, der hier baut, bitten, den Workflow mit dem Schlüssel zu teilen; `sluice keys show` nennt ihn.',
  ],
  share_insufficient: [
    'Das Recht an diesem Workflow erlaubt das nicht',
    'Die Person, die ihn geteilt hat, um das Recht bitten, das die Meldung nennt.',
  ],
  share_ended: ['Diese Freigabe ist beendet', 'Die Person, die geteilt hat, bitten, es erneut zu tun.'],
  share_link_invalid: ['Diesen Link gibt es nicht', 'Den ganzen Link noch einmal kopieren, oder um einen neuen bitten.'],
  share_link_used_up: [
    'Der Link wurde schon so oft verwendet, wie er darf',
    'Die Person, die ihn geteilt hat, um einen neuen bitten.',
  ],
  last_owner: ['Das ist der letzte Owner', 'Zuerst jemand anderes zum Owner machen.'],
  gateway_untrusted: [
    'Die Engine vertraut diesem Gateway nicht',
    'Den Schlüssel des Gateways bei der Engine als vertrauenswürdig eintragen.',
  ],
  session_unknown: [
    'Die Engine kennt diese Sitzung nicht',
    'Das Gateway beginnt von selbst eine neue; bleibt es dabei, in beiden Protokollen nachsehen.',
  ],
  session_invalid: [
    'Mit der Sitzung zwischen Gateway und Engine stimmt etwas nicht',
    'Prüfen, dass beide den Schlüssel des anderen haben: SLUICE_ENGINE_DID, vertrauenswürdige Gateways.',
  ],
  session_replayed: [
    'Die Engine hat diesen Aufruf schon gesehen',
    'Nachsehen, wer sich zwischen Gateway und Engine befindet; der Aufruf wurde nicht noch einmal ausgeführt.',
  ],
  channel_invalid: [
    'Mit dem Kanal zwischen Gateway und Engine stimmt etwas nicht',
    'Er wird von selbst neu geöffnet; bleibt es dabei, prüfen, ob beide dieselbe Version sind und was dazwischen liegt.',
  ],
  ticket_invalid: [
    'Das Ticket ist unbekannt, verbraucht oder abgelaufen',
    'Mit POST /v1/tickets ein neues holen; es gilt 30 Sekunden und einmal.',
  ],
  origin_refused: [
    'Dieser Ursprung darf keinen Stream öffnen',
    'Die Seite unter der Adresse des Gateways öffnen, oder den Ursprung zu SLUICE_PUBLIC_URL hinzufügen.',
  ],

  // documents
  document_invalid: ['Der Workflow ist nicht gültig', 'Jedes Problem nennt seinen Knoten, seine Stelle und was hilft.'],
  document_format_newer: [
    'Das Dokument hat ein neueres Format',
    'Sluice aktualisieren, oder den Workflow im Format sluice/1 exportieren.',
  ],
  node_type_unknown: [
    'Kein installiertes Modul kennt diesen Knotentyp',
    'Das Modul installieren; bis dahin bleibt der Knoten ein Platzhalter und kann nicht laufen.',
  ],
  port_unknown: ['Der Knoten hat keinen solchen Port', 'Die Verbindung an einen der Ports legen, die die Meldung nennt.'],
  node_unknown: ['Es gibt keinen Knoten mit dieser Id', 'Die Id berichtigen, oder die Verbindung oder den Verweis entfernen.'],
  edge_duplicate: ['Dieselbe Verbindung gibt es zweimal', 'Eine davon entfernen.'],
  cycle_illegal: [
    'Die Verbindungen bilden einen Kreis außerhalb einer Schleife',
    'Den Kreis am Port „next“ eines Knotens core.loop schließen.',
  ],
  loop_body_escape: [
    'Eine Verbindung verlässt den Rumpf einer Schleife anders als über „next“',
    'Die Elemente über den Port „done“ der Schleife hinausführen.',
  ],
  loop_body_entry: [
    'Eine Verbindung führt anders als über „each“ in den Rumpf einer Schleife',
    'Die Elemente über den Eingang der Schleife selbst hineinführen.',
  ],
  node_unreachable: ['Der Knoten kann nie ausgeführt werden', 'Ihn mit einem Trigger verbinden, oder ihn entfernen.'],
  trigger_missing: ['Der Workflow hat keinen Trigger', 'Einen Trigger hinzufügen, etwa „Manual start“ (core.manual@1).'],
  param_unknown: ['Der Knotentyp hat keinen solchen Parameter', 'Ihn entfernen, oder seinen Namen berichtigen.'],
  param_missing: ['Ein erforderlicher Parameter fehlt', 'Ihn ausfüllen.'],
  param_invalid: ['Ein Parameter hat einen Wert der falschen Art', 'Einen Wert der Art angeben, die die Meldung nennt.'],
  template_syntax: [
    'Ein Ausdruck ist kein gültiges JavaScript',
    'Das JavaScript zwischen {{ und }} an der genannten Stelle berichtigen.',
  ],
  code_syntax: ['Der Code ist kein gültiges JavaScript', 'Das JavaScript an der genannten Zeile und Spalte berichtigen.'],
  node_reference_not_upstream: [
    '$node nennt einen Knoten, der nicht vor diesem läuft',
    'Auf einen Knoten verweisen, der zu diesem führt.',
  ],
  webhook_path_taken: [
    'Ein anderer aktiver Workflow hat diesen Webhook-Pfad',
    'Einen anderen Pfad wählen, oder den anderen Workflow deaktivieren.',
  ],
  webhook_path_invalid: [
    'Der Webhook-Pfad ist nicht möglich',
    'Buchstaben, Ziffern und - _ . / verwenden, ohne Schrägstrich am Anfang; ~ ist reserviert.',
  ],
  schedule_invalid: ['Der Zeitplan ist nicht lesbar', 'Fünf oder sechs Cron-Felder und eine IANA-Zeitzone angeben.'],

  // runs
  template_failed: ['Ein Ausdruck ist fehlgeschlagen', 'Prüfen, ob der Wert bei jedem Element da ist; `?.` und `??` helfen.'],
  code_failed: ['Der Code des Knotens ist fehlgeschlagen', 'Meldung und Zeile stammen aus dem Code selbst.'],
  step_timeout: [
    'Der Schritt brauchte länger, als er darf',
    'Den Code sparsamer machen, ihm weniger Elemente geben, oder timeoutMs erhöhen.',
  ],
  step_memory: ['Der Schritt brauchte mehr Speicher, als er haben darf', 'Weniger Elemente auf einmal verarbeiten.'],
  step_stack: ['Der Schritt war zu tief verschachtelt', 'Eine Schleife statt einer Rekursion verwenden, und flachere Daten.'],
  step_output_invalid: [
    'Der Knoten gab etwas aus, das kein JSON ist',
    'Einfache Objekte, Listen, Texte, Zahlen, Wahrheitswerte und null zurückgeben.',
  ],
  step_output_too_large: [
    'Der Knoten gab mehr aus, als er darf',
    'Weniger Elemente ausgeben, oder die Daten in einen Blob schreiben.',
  ],
  step_output_too_deep: [
    'Der Knoten gab zu tief verschachteltes JSON aus',
    'Den Wert flacher machen; höchstens 200 Ebenen sind möglich.',
  ],
  step_effect_limit: [
    'Der Schritt verlangte mehr Effekte, als er darf',
    'Ihm weniger Elemente auf einmal geben, etwa durch core.for-each; höchstens 10.000 Effekte sind möglich.',
  ],
  step_crashed: [
    'Die Sandbox stürzte bei diesem Schritt ab',
    'Nur dieser Versuch ging verloren. Erneut versuchen; es melden, wenn es wieder geschieht.',
  ],
  step_port_unknown: [
    'Der Knoten gab Elemente an einem Port aus, den er nicht hat',
    'Einen der Ports seines Knotentyps verwenden.',
  ],
  effect_unknown: ['Diesen Effekt gibt es nicht', 'Schema und Verb aus der Übersicht der Effekte verwenden.'],
  effect_denied: ['Der Effekt wurde nicht erlaubt', 'Ihn im Modul oder im Workflow erlauben, oder die Adresse ändern.'],
  effect_not_in_manifest: [
    'Der Knotentyp darf diesen Effekt nicht verlangen',
    'Einen Knotentyp verwenden, dessen Modul ihn nennt.',
  ],
  effect_not_in_workflow: ['Die erlaubten Effekte des Workflows nennen diesen nicht', 'Ihn unter settings.effects hinzufügen.'],
  egress_private: [
    'Die Adresse ist privat oder gilt nur im lokalen Netz',
    'Sie mit SLUICE_EGRESS_ALLOW erlauben, wenn es die eigene ist.',
  ],
  secret_unknown: ['Es gibt kein Secret dieses Namens', 'Es unter „Secrets“ anlegen, oder den Namen berichtigen.'],
  secret_not_bound: [
    'Das Secret darf nicht an diesen Host gesendet werden',
    'Den Host zu denen hinzufügen, an die es gebunden ist.',
  ],
  secret_key_missing: [
    'Die Schlüsseldatei der Secrets fehlt',
    'secret.key nach SLUICE_HOME zurücklegen, oder die Secrets löschen.',
  ],
  secret_key_wrong: [
    'Die Schlüsseldatei passt nicht zu den gespeicherten Secrets',
    'Die secret.key zurücklegen, mit der sie gespeichert wurden.',
  ],
  http_status: [
    'Die Gegenseite antwortete mit einem Fehlerstatus',
    'Status und Inhalt ansehen; erneut versuchen, wenn es vorübergeht.',
  ],
  http_failed: ['Die Anfrage blieb ohne Antwort', 'Prüfen, ob die Adresse stimmt und die Gegenseite läuft.'],
  http_timeout: ['Die Gegenseite brauchte zu lange', 'timeoutMs der Anfrage erhöhen, oder erneut versuchen.'],
  http_too_large: ['Die Antwort ist größer, als sie sein darf', 'Weniger anfordern, oder die Grenze erhöhen.'],
  effect_args_invalid: ['Die Argumente des Effekts sind falsch', 'Die Meldung nennt das Argument und was es annimmt.'],
  kv_conflict: ['Der gespeicherte Wert ist nicht von der richtigen Art', 'Vor dem Erhöhen eine Zahl speichern.'],
  blob_unknown: [
    'Es gibt keinen Blob mit diesem Hash',
    'Vielleicht ist seine Aufbewahrungszeit vorbei; den Workflow erneut ausführen.',
  ],
  blob_corrupt: [
    'Die Bytes eines Blobs passen nicht zu seinem Hash',
    'Die Platte oder wer ihn schrieb, hat sie verändert; `sluice doctor` ausführen und die Datei aus einer Sicherung zurückholen.',
  ],
  effect_failed: ['Der Effekt ist fehlgeschlagen', 'Die Meldung sagt mehr.'],
  effect_in_doubt: [
    'Es ist ungewiss, ob der Effekt getan wurde',
    'Auf der Gegenseite nachsehen, dann entscheiden: noch einmal tun, als getan ansehen oder fehlschlagen lassen.',
  ],
  execution_timeout: [
    'Die Ausführung dauerte länger, als sie darf',
    'settings.timeoutMs erhöhen, oder den langsamen Schritt suchen.',
  ],
  execution_cancelled: ['Die Ausführung wurde abgebrochen', 'Sie erneut starten, wenn es noch geschehen soll.'],
  execution_final: ['Die Ausführung ist schon zu Ende', 'Eine neue starten.'],
  execution_not_final: ['Die Ausführung ist noch nicht zu Ende', 'Sie zuerst abbrechen, oder warten, bis sie zu Ende ist.'],
  execution_queued: [
    'Die Ausführung hat noch nicht begonnen',
    'Andere Ausführungen des Workflows belegen alle seine Plätze; sie abbrechen, oder settings.concurrency.limit erhöhen.',
  ],
  execution_not_waiting: ['Die Ausführung wartet nicht darauf', 'Der Link wurde verwendet, oder das Warten ist vorbei.'],
  execution_blocked: [
    'Die Ausführung kann nicht weiter',
    'Beheben, was die Meldung nennt, und die Engine neu starten; die Ausführung läuft dann von selbst weiter. Oder sie abbrechen.',
  ],
  pin_invalid: [
    'Was an den Knoten geheftet ist, lässt sich nicht ausgeben',
    'Es im Editor vom Knoten lösen, oder eine Ausgabe neu anheften.',
  ],
  pin_too_large: [
    'Was an den Knoten geheftet ist, ist zu groß',
    'Weniger Elemente anheften: Einige, die jeden Fall zeigen, genügen. Höchstens 250 kB JSON sind möglich.',
  ],
  workflow_unknown: ['Diesen Workflow gibt es nicht', 'Die Id prüfen; vielleicht wurde er archiviert.'],
  workflow_not_published: ['Der Workflow hat keine veröffentlichte Version', 'Ihn zuerst veröffentlichen.'],
  workflow_depth: [
    'Sub-Workflows sind zu tief verschachtelt',
    'Nach einem Workflow suchen, der sich selbst aufruft; höchstens 16 Ebenen sind möglich.',
  ],
  item_invalid: [
    'Ein Element hat nicht die Form, die der Knoten braucht',
    'Ansehen, was hereinkommt; ein Knoten davor (core.set, core.code) kann es in Form bringen.',
  ],
  parse_failed: [
    'Der Text ist nicht lesbar',
    'Die Meldung nennt die Stelle im Text; prüfen, ob er das Format hat, das der Knoten erwartet.',
  ],
  stopped: ['Der Workflow hat sich selbst angehalten', 'Die Meldung stammt aus dem Workflow.'],
  journal_invalid: [
    'Das Journal passt nicht zur Version des Workflows',
    'Es melden, mit der Ausführung: Es wurde nichts verändert.',
  ],
  replay_diverged: [
    'Das Replay weicht von der Aufzeichnung ab',
    'Es melden: Entweder die Engine oder der Code des Knotens ist nicht deterministisch.',
  ],
  hook_unknown: ['Hier lauscht kein aktiver Workflow', 'Den Workflow veröffentlichen und aktivieren; Pfad und Methode prüfen.'],
  hook_unauthorized: [
    'Der Hook ist geschützt, und der Nachweis fehlt oder ist falsch',
    'Senden, was der Schutz des Triggers verlangt.',
  ],
  loop_limit: ['Die Schleife lief öfter, als sie darf', 'Ihr Maximum erhöhen, oder ihre Bedingung berichtigen.'],

  // operation
  disk_full: ['Die Platte ist voll', 'Platz schaffen; nichts, was bestätigt war, ist verloren.'],
  database_failed: [
    'Die Datenbank ließ sich nicht schreiben',
    'Im Protokoll nachsehen; nichts, was bestätigt war, ist verloren.',
  ],
  database_corrupt: [
    'Die Datei der Datenbank ist beschädigt',
    '`sluice doctor` ausführen; eine Sicherung zurückholen, oder mit dem Befehl sqlite3 retten, was zu retten ist.',
  ],
  database_newer: [
    'Die Datenbank stammt von einer neueren Version von Sluice',
    'Jene Version starten, oder die Sicherung von vor dem Update zurückholen.',
  ],
  port_in_use: ['Der Port ist belegt', 'Das andere Programm beenden, oder SLUICE_PORT setzen.'],
  setting_invalid: ['Eine Einstellung hat einen falschen Wert', 'Die genannte Einstellung berichtigen.'],
  home_locked: ['Eine andere Engine verwendet dieses SLUICE_HOME', 'Sie beenden, oder ein anderes SLUICE_HOME wählen.'],
  start_failed: [
    'Ein Prozess endete, während er startete',
    'Seine letzten Zeilen sagen, warum; `sluice doctor` prüft das Übrige.',
  ],

  // command line
  usage: ['Der Befehl ist nicht richtig geschrieben', 'Siehe `sluice help`.'],
  file_unreadable: ['Die Datei ist nicht lesbar', 'Ihren Pfad und ihre Zugriffsrechte prüfen.'],
  passphrase_wrong: ['Die Passphrase passt nicht', 'Erneut versuchen; anders lässt sich nicht öffnen, was sie schützt.'],
  file_malformed: [
    'In der Datei steht nicht, was darin stehen sollte',
    'Die Meldung nennt die Stelle und was dort erwartet wird.',
  ],
  gateway_unreachable: ['Kein Gateway antwortet', 'Es mit `npm start` starten, oder mit --url ein anderes nennen.'],
};
