import type { Language } from './language.ts'

/** What people say, as templates: see `toPattern`. */
export const germanRules: Language['rules'] = {
  schedule: [
    '(verschieb|verschiebe|verleg|verlege|leg|lege|schieb|schiebe) {target} (von|vom) {from} (auf|auf den|zum) {when}',

    '(verschieb|verschiebe|leg|lege|verleg|verlege|setz|setze|schieb|schiebe|plane|plan|terminiere|vertage|zieh|ziehe|pack|packe|mach|mache) {target} (auf|für|am|um|bis|zum|vor auf|in|ins|zu) {when}',
    '(verschieb|verschiebe|plane|plan|vertage|verlege|verleg|leg|lege|schieb|schiebe) {target} {when}',
    '(plane|plan|setz|setze|trag|trage) {target} (für|auf|am) {when} (ein)',
    '{target} (auf|für|am|um|bis|zum) {when} (verschieben|legen|verlegen|planen|setzen|einplanen|vertagen|schieben|terminieren)',
    '(änder|ändere|setz|setze) (das datum|das fälligkeitsdatum|den termin|die fälligkeit|die zeit|die uhrzeit) von {target} auf {when}',
    '(mach|mache|setz|setze) {target} [auf] fällig {when}',
    '{target} [ist] (soll am|ist jetzt am) {when} [fällig] [sein]',
  ],
  shift: [
    '(verschieb|verschiebe|schieb|schiebe|vertage|verlege|verleg) {target} um {amount} [nach hinten]',
    '{target} um {amount} (verschieben|vertagen|nach hinten schieben|nach hinten verschieben|verlegen)',
  ],
  repeat: [
    '(wiederhol|wiederhole) {target} {rule}',
    '{target} (soll sich|soll) {rule} wiederholen',
    '(lass|lasse) {target} [sich] {rule} wiederholen',
    '{target} {rule} wiederholen',
    '(mach|mache) {target} [zu] {rule}',
    '(plane|plan|setz|setze) {target} [auf|für] {rule}',
  ],
  unrepeat: [
    '(wiederhol|wiederhole) {target} nicht mehr',
    '(entferne|entfern|lösch|lösche|beende|stopp|stoppe) die wiederholung (von|bei|für) {target}',
    '{target} nicht mehr wiederholen',
  ],
  undate: [
    '(entferne|entfern|lösch|lösche|nimm) (das datum|das fälligkeitsdatum|den termin|die fälligkeit) (von|bei|für|aus) {target} [weg]',
    '(das datum|das fälligkeitsdatum) von {target} (entfernen|löschen)',
  ],
  move: [
    '(verschieb|verschiebe|schieb|schiebe|pack|packe|leg|lege|beweg|bewege|setz|setze|steck|stecke|ordne) {target} (nach|in|ins|zu|zum|zur|unter|in den|in die|in das|zu den|zurück in) {place} [zu]',
    '{target} (nach|in|ins|zu|zum|zur|unter) {place} (verschieben|packen|legen|schieben|bewegen)',
  ],
  complete: [
    '(ich bin|bin) mit {target} (fertig|durch)',
    '(erledige|erledig|vollende|beende|schließ|schließe|fertig mit|ich bin fertig mit) {target} [ab]',
    '(hak|hake|streich|streiche) {target} ab',
    '(mach|mache|markier|markiere|setz|setze) {target} [als|auf] (erledigt|fertig|abgeschlossen|abgehakt)',
    '(ich habe|ich hab|hab|habe) {target} [schon|gerade|bereits] (erledigt|fertig|abgeschlossen|gemacht|geschafft|beendet|fertiggemacht)',
    '{target} (ist|sind|ist jetzt|wäre) [schon] (erledigt|fertig|abgeschlossen|gemacht|getan)',
    '{target} (erledigt|fertig|abgehakt|abhaken|als erledigt markieren|abschließen|erledigen)',
    '(erledigt|fertig) [:] {target}',
  ],
  reopen: [
    '(öffne|öffn) {target} (wieder|erneut)',
    '(mach|mache|markier|markiere|setz|setze) {target} [wieder] [als|auf] (offen|nicht erledigt|unerledigt|nicht fertig)',
    '{target} (ist|ist doch) [noch] (nicht erledigt|nicht fertig|wieder offen)',
    '{target} wieder (öffnen|aufmachen)',
  ],
  delete: [
    '(lösch|lösche|entferne|entfern) {target}',
    '(wirf|schmeiß) {target} weg',
    '{target} (löschen|entfernen)',
  ],
  rename: [
    '(benenn|benenne|nenn|nenne) {target} (in|zu) {name} um',
    '(benenn|benenne|nenn|nenne) {target} um in {name}',
    '{target} in {name} umbenennen',
    '(änder|ändere) den namen von {target} (in|zu|auf) {name}',
  ],
  priority: [
    '(setz|setze|änder|ändere|stell|stelle|erhöh|erhöhe|senk|senke) [die] (priorität|prio) (von|für|bei) {target} auf {priority}',
    '(setz|setze|stell|stelle|änder|ändere) {target} auf (priorität|prio) {priority}',
    '(mach|mache|markier|markiere|setz|setze|stufe) {target} [zu|als|auf] {priority} [ein]',
    '(gib) {target} [eine] {priority} (priorität|prio)',
    '(gib) {target} (priorität|prio) {priority}',
  ],
  status: [
    '(setz|setze|stell|stelle|markier|markiere|leg|lege) {target} [auf|als|in] {status}',
    '(änder|ändere|setz|setze) den status von {target} (auf|zu|in) {status}',
    '(pausier|pausiere) {target}',
    '{target} pausieren',
  ],
  energy: [
    '(setz|setze) die energie (von|für) {target} auf {energy}',
    '{target} (braucht|benötigt) {energy} energie',
  ],
  duration: [
    '{target} (dauert|braucht|wird dauern) [etwa|ungefähr|ca.] {amount}',
    '(setz|setze|änder|ändere) die dauer (von|für) {target} auf {amount}',
    '(plane|plan|reservier|reserviere) {amount} für {target} [ein]',
  ],
  deadline: [
    '(setz|setze|änder|ändere|verschieb|verschiebe) (die deadline|die frist|den abgabetermin) (von|für|bei) {target} (auf|zum) {when}',
    '(gib) {target} (eine frist|eine deadline) (bis|bis zum|am|zum) {when}',
    '(die deadline|die frist) (von|für) {target} ist [am|der] {when}',
  ],
  undeadline: ['(entferne|entfern|lösch|lösche) (die deadline|die frist) (von|für|bei) {target}'],
  label: [
    '(füg|füge) [das] (label|etikett|schlagwort) {label} zu {target} hinzu',
    '(füg|füge) {target} das (label|etikett|schlagwort) {label} hinzu',
    '(gib|häng|hänge|kleb|klebe) {target} das (label|etikett|schlagwort) {label} [an]',
    '(versieh|markier|markiere) {target} mit [dem] [label] {label}',
    '(setz|setze) das (label|etikett) {label} (auf|bei|an) {target}',
  ],
  unlabel: [
    '(entferne|entfern|nimm|lösch|lösche) [das] (label|etikett|schlagwort) {label} (von|bei|aus) {target} [weg]',
  ],
  note: [
    '(füg|füge|schreib|schreibe|häng|hänge|notier|notiere) [eine] [notiz] (zu|bei|an|für|in) {target} [hinzu|an] : {text}',
    '(notiz|kommentar) (zu|für|an|bei) {target} : {text}',
    '(füg|füge|schreib|schreibe) {quoted} (zu den notizen von|in die notizen von|in die notiz von|zur notiz von) {target} [hinzu]',
  ],
  archive: ['(archivier|archiviere) {target}', '{target} archivieren'],
  unarchive: ['(hol|hole) {target} aus dem archiv [zurück]', '(stell|stelle) {target} wieder her'],
  wait: [
    '{target} (wartet auf|hängt von|hängt ab von|muss warten auf|wird blockiert von) {other} [ab]',
    '{other} blockiert {target}',
  ],
  createTask: [
    '(leg|lege) [mir] [eine|die] [neue] aufgabe an [:] {title}',
    '(erstell|erstelle|leg|lege|neue) [eine] [neue] aufgabe (in|im|für|zu) {place} [an] : {title}',
    '(erstell|erstelle|neue) [eine] {priority} aufgabe [:] {title}',

    '(erstell|erstelle|neue|leg|lege|füg|füge|mach|mache|schreib|schreibe) [mir] [eine|die] [neue] (aufgabe|todo|to-do) [:|namens] {title} [an|hinzu|auf]',
    '(neue|neues) (aufgabe|todo|to-do) [:] {title}',
    '(aufgabe|todo|to-do) : {title}',
    '(füg|füge) {plain} hinzu',
    '(füg|füge) {plain} hinzu {tail}',
    '(setz|setze|schreib|schreibe) {plain} auf [die|meine] {place}',
    '{plain} hinzufügen',
    '(erinner|erinnere) mich [daran] [,] an {title}',
  ],
  createProject: [
    '(erstell|erstelle|leg|lege|neues|mach|mache|starte|start) [ein|das] [neues] projekt [:|namens|mit dem namen] {title} [an]',
    'neues projekt [:] {title}',
  ],
  createArea: [
    '(erstell|erstelle|leg|lege|neuer|mach|mache) [einen|den] [neuen] bereich [:|namens] {title} [an]',
  ],
  createPillar: [
    '(erstell|erstelle|leg|lege|neue|mach|mache) [eine|die] [neue] säule [:|namens] {title} [an]',
  ],
  createLabel: [
    '(erstell|erstelle|leg|lege|neues|mach|mache) [ein|das] [neues] (label|etikett|schlagwort) [:|namens] {title} [an]',
  ],
  first: [
    '(was|welche aufgabe|womit|woran) (soll|sollte|muss|kann) ich [heute|jetzt] (zuerst|als erstes|als nächstes|jetzt|am besten|zunächst) [heute|jetzt] [tun|machen|anfangen|erledigen|angehen|beginnen|arbeiten|anpacken|zuerst machen]',
    '(womit|wo) (soll|sollte) ich (anfangen|beginnen|starten)',
    '(womit|wo) fange ich [am besten] an',
    '(was|welche aufgabe) ist [jetzt|heute|gerade] [am] (wichtigsten|das wichtigste|dringendsten|als nächstes dran|die wichtigste|am dringendsten|als nächstes) [heute|jetzt|gerade]',
    '(was jetzt|was nun|was kommt als nächstes|was steht als nächstes an)',
    'was ist (meine wichtigste aufgabe|die wichtigste aufgabe|das wichtigste) [heute|jetzt|gerade]',
  ],
  firstFew: [
    '(was sind|zeig mir|zeige mir|nenne mir|nenn mir|zeig|zeige) (meine|die) [top] {n} [wichtigsten] (aufgaben|dinge|prioritäten) [heute|jetzt|für heute]',
    '(was sind) (meine|die) wichtigsten aufgaben [heute|jetzt|für heute]',
  ],
  due: [
    '(was|welche aufgaben) (ist|sind|steht|stehen|liegt) {period} [alles] (fällig|an|geplant|dran|los|zu tun|auf dem plan)',
    '(was) (ist|steht|liegt) [alles] (fällig|an|geplant) [am|für] {period}',
    'was (habe|hab|muss|soll) ich {period} [alles|noch] [zu] (tun|machen|erledigen|vor|fällig|geplant|auf dem plan)',
    'was (muss|soll) [ich] bis {period} (erledigt sein|fertig sein|tun|machen|erledigen)',
    'was (steht|ist) {period} [alles] an',
    '(zeig|zeige) [mir] (meinen|den) (tag|plan|woche) (für|von) {period}',
    'wie sieht (mein|meine|{period}) (tag|woche) [{period}] aus',
  ],
  done: [
    '(was|welche aufgaben) (habe|hab) ich {period} [alles] (erledigt|geschafft|abgeschlossen|gemacht|fertig gemacht)',
    'was wurde {period} (erledigt|fertig|geschafft)',
  ],
  doneCount: [
    '(wie viele|wieviele) {selection} (habe|hab) ich {period} (erledigt|geschafft|abgeschlossen|fertig gemacht|gemacht)',
  ],
  resume: ['(nimm) {target} wieder auf', '(setz|setze) {target} fort'],
  list: [
    '(zeig|zeige|list|liste|zeig mir|zeige mir|nenn mir|nenne mir|gib mir|was sind) {selection} [auf|an]',
    '(welche|was) {selection}',
    '(gibt es|habe ich|hab ich) {selection}',
    '{bare}',
  ],
  count: ['(wie viele|wieviele|zähl|zähle|anzahl der|wie viel) {selection}'],
  find: [
    '(such|suche|find|finde|suche nach|such nach|wo ist|wo finde ich) [die aufgabe|nach] {text}',
    '(habe ich) (eine aufgabe|etwas) (zu|über|mit) {text}',
  ],
  behind: [
    '(warum|wieso|weshalb|weswegen) (hänge|häng|liege|bin) ich [so] (bei|mit|in|beim|im) {level} [so] (hinterher|zurück|im rückstand|im verzug|hintendran)',
    '(warum|wieso|weshalb) (hängt|stockt|stagniert|liegt|ist|hinkt) {level} [so] [hinterher|zurück|im rückstand|im verzug|fest|blockiert]',
    '(warum|wieso|weshalb) (geht es|komme ich) (bei|mit|in) {level} nicht (voran|weiter|vorwärts)',
    '(warum|wieso) geht {level} nicht (voran|weiter|vorwärts)',
    'was ist (los|das problem) (bei|mit|in) {level}',
    'woran hängt {level}',
    'woran hängt es (bei|in|mit) {level}',
  ],
  progress: [
    'wie {level} läuft',

    '(wie) (läuft|steht|geht) [es mit|es um|es bei] {level} [voran]',
    'wie (läuft|steht) es (mit|um|bei|in) {level}',
    'wie geht es mit {level} voran',
    'wie weit (bin ich|ist|sind wir) [mit|bei|in] {level}',
    'wie (komme|komm) ich (bei|mit|in) {level} voran',
    'wie ist der (stand|fortschritt|status) (bei|von|in|vom|des|der) {level}',
    '(stand|fortschritt|status) (von|bei|in) {level}',
    'ist {level} im plan',
  ],
  whyPriority: [
    '(warum|wieso|weshalb) ist {target} [so] (wichtig|dringend|ganz oben|oben|an erster stelle|zuerst dran|das wichtigste)',
    '(warum|wieso|weshalb) (steht|kommt) {target} [so] (oben|ganz oben|zuerst|an erster stelle|weit oben)',
    '(warum|wieso) (soll|sollte) ich {target} zuerst (machen|tun|erledigen)',
  ],
  whenDue: [
    '(wann|bis wann) (muss|soll) ich (zum|zur|zu) {target}',
    '(wann|bis wann) (ist|sind|steht) {target} [fällig|dran|geplant|an]',
    '(wann|bis wann) muss ich {target} (machen|tun|erledigt haben|erledigen)',
    '(wann|bis wann) muss {target} (fertig sein|erledigt sein)',
  ],
  open: [
    '(öffne|öffn|zeig|zeige|zeig mir|zeige mir|geh zu|gehe zu|geh zum|geh zur|gehe zur|geh in|wechsel zu|wechsle zu|wechsle zur|ruf|rufe|bring mich zu|bring mich zur) {screen} [auf]',
    '(öffne|öffn|zeig|zeige|zeig mir|zeige mir|geh zu|gehe zu|geh zum|gehe zum|wechsle zu|wechsel zu|wechsle zum) {target}',
    '(geh|gehe) zu den {screen}',
    '{screen} (öffnen|anzeigen|zeigen)',
    '{target} (öffnen|anzeigen|zeigen)',
    '{screen}',
  ],
}
