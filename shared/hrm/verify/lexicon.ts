const setOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Capitals that name nothing of a person's life. */
export const KNOWN_CAPITALS = setOf(`
  I I'm I've I'd I'll A An The AI KI OK Aurum Life HRM ID PDF URL FAQ Eisenhower Pomodoro English German Deutsch
  Du Dir Dich Dein Deine Deinen Deinem Deiner Sie Ihr Ihre Ihren Ihrem Ihrer Ihnen
`)

/** First names and places people write about most: at the start of a sentence a capital alone says nothing. */
export const COMMON_NAMES = setOf(`
  anna anne anja andrea andreas alex alexander alice amelie amy ben benjamin bernd bob carla carlos caroline chris
  christian christina clara claudia claire daniel david dirk elena elias ella emil emily emma erik eva fabian felix finn
  florian frank franz franziska frieda georg greta hannah hanna hans heike helena henry ida ingrid jack jacob jakob jan
  jana jane jens jessica jim joe johannes john jonas josef julia julian jürgen kai karl karin katharina kevin klaus lara
  laura lea lena leon leonie lina linda lisa louis luca lucy luis lukas maja manfred marco maria marie markus martin
  martina mary matthias max maximilian melanie mia michael michelle mike mila moritz nick nico nicole nina noah oliver
  olivia oscar otto pascal patrick paul paula peter petra philipp pia ralf robert robin sabine sam sandra sara sarah
  sebastian silke simon sofia sophia sophie stefan stefanie steffen susanne sven theo thomas tim tina tobias tom ulrike
  uwe vanessa victoria walter wolfgang yannick zoe smith jones brown müller schmidt schneider fischer weber meyer wagner
  becker hoffmann miller johnson williams davis garcia
  berlin hamburg munich münchen köln cologne frankfurt stuttgart leipzig dresden bremen ulm vienna wien zurich zürich
  basel bern london paris rome rom madrid barcelona lisbon lissabon amsterdam brussels brüssel prague prag york boston
  chicago tokyo tokio sydney toronto dublin oslo stockholm copenhagen kopenhagen warsaw warschau athens athen milan
  mailand spain spanien italy italien france frankreich germany deutschland austria österreich switzerland schweiz
  google amazon apple microsoft netflix spotify tesla siemens bosch volkswagen
`)

/** Stems of the nouns texts about plans are made of. Compounds end with one of them. */
export const GERMAN_NOUNS = setOf(`
  aufgabe projekt bereich säule saul ziel frist termin tag woche monat jahr stunde minute uhr zeit datum wochenende
  morgen abend mittag nacht nachmittag vormittag anfang ende mitte beginn schluss prozent prozentpunkt anteil wert zahl
  anzahl summe schnitt durchschnitt hälfte drittel viertel dutzend rest teil stück schritt plan planung arbeit leben
  alltag pause ruhe schlaf energie kraft stimmung tagebuch eintrag liste übersicht bilanz gewicht regel grund gründe
  ursache folge wirkung ergebnis erfolg fortschritt rückstand verzug stillstand stand lage takt tempo schwung rhythmus
  muster trend verlauf entwicklung rückgang anstieg zuwachs zunahme abnahme vergleich unterschied abstand lücke engpass
  hindernis blockade abhängigkeit reihenfolge rang platz stelle spitze punkt problem risiko gefahr warnung hinweis tipp
  rat vorschlag idee frage antwort entscheidung wahl möglichkeit chance bedarf wunsch wille sinn zweck nutzen vorteil
  nachteil aufwand dauer umfang größe höhe länge breite menge fülle mangel überschuss budget geld kosten preis
  gewohnheit routine verwaltung gesundheit sport fitness training bewegung ernährung körper geist familie freund
  freundin partner partnerin kind eltern beziehung zuhause haushalt garten wohnung umzug reise urlaub beruf karriere
  job firma büro kunde kundin kollege kollegin chef team sitzung besprechung gespräch treffen anruf nachricht mail brief
  bericht text buch kapitel seite kurs prüfung studium lernen lesen schreiben sprache fach wissen können führung
  kommunikation persönliches kreatives allgemeines soziales konzentration aufmerksamkeit fokus blick auge kopf hand
  herz gewissen vertrauen sorge freude spaß mut geduld stress druck last ballast luft raum platz weg richtung kurs
  quere vordergrund hintergrund spiel beispiel fall art weise form bild name titel wort satz zeile spalte wertung
  priorität wichtigkeit dringlichkeit bedeutung rolle verantwortung vorlage anleitung werkzeug system app gerät
  erinnerung benachrichtigung meldung kalender block fenster spanne zeitraum frühjahr sommer herbst winter quartal
  woche heute gestern übermorgen vorgestern säumnis überblick einblick ausblick rückblick durchblick augenblick moment
  phase abschnitt etappe meilenstein finale endspurt rückkehr neustart start stopp halt fluss kette glied knoten netz
  feld gebiet thema sache ding angelegenheit dinge zeug detail einzelheit gesamtheit ganze ganzes großteil mehrheit
  minderheit übrige übriges nächste nächstes erste erster erstes letzte letzter letztes offene offenes neue neues alte
  beste bestes wichtiges dringendes mutiges erledigtes begonnenes bewegtes liegengebliebenes eile not hilfe stütze basis
  grundlage beleg nachweis quelle angabe daten auswertung analyse messung rechnung formel faktor einfluss ausschlag
  gleichgewicht balance ungleichgewicht schieflage verteilung zuteilung zuordnung vorrang nachrang vorsprung gang gänge
  laufen werden gehen tun machen sein haben warten planen schaffen vorankommen dranbleiben aufschub aufschieben haken
  zustand status anlass gelegenheit lösung los quote rate grenze schwelle spielraum puffer reserve kapazität auslastung
  überlastung last kurve linie säulen boden decke tür schlüssel stein baustelle haus dach wand fundament ordnung chaos
  stunden tage wochen monate jahre minuten
`)
