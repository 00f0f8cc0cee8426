-- A sample life to look around in: fill_sample_life() puts it into the caller's account, remove_sample_life()
-- takes it out again and nothing else (docs/decisions/0004). The words come first, both languages side by side so
-- that they cannot drift apart; the two functions that use them stand at the end.

create function private.sample_id(person uuid, key text) returns uuid
language sql immutable set search_path = '' as $$
  -- The version and variant digits make the hash a UUID that strict readers accept too.
  select private.named_uuid(person || ' sample ' || key)
$$;
comment on function private.sample_id is
  'The id of a sample row, for example of "task mri": the same at every call, so that filling twice adds nothing.';

create function private.sample_pillars(locale text)
returns table (key text, icon text, color text, share int, strength numeric, name text, vision text)
language sql immutable set search_path = '' as $$
  select key, icon, color, share, strength,
    case locale when 'de' then de else en end, case locale when 'de' then vision_de else vision_en end
  from (values
    ('health', '🌿', '#2E9E6B', 25, 0.7, 'Health', 'Gesundheit',
      'At seventy I still carry the shopping up to the fourth floor.',
      'Mit siebzig trage ich die Einkäufe noch selbst in den vierten Stock.'),
    ('people', '❤️', '#D9534F', 35, 0.9, 'Family and friends', 'Familie und Freunde',
      'The people I love know it, because I turn up.',
      'Die Menschen, die ich liebe, wissen es, weil ich da bin.'),
    ('work', '⚓', '#3B6FB6', 25, 0.6, 'Work and learning', 'Arbeit und Lernen',
      'Work I like to show my children, and still home for dinner.',
      'Arbeit, die ich meinen Kindern gern zeige, und trotzdem zum Abendessen zu Hause.'),
    ('home', '🏡', '#C58B1B', 15, 0.5, 'Home and money', 'Zuhause und Geld',
      'A home that somebody looks after, and money that lets us sleep.',
      'Ein Zuhause, um das sich jemand kümmert, und Geld, das uns ruhig schlafen lässt.')
  ) as pillar (key, icon, color, share, strength, en, de, vision_en, vision_de)
$$;

create function private.sample_areas(locale text)
returns table (key text, pillar text, icon text, importance int, name text)
language sql immutable set search_path = '' as $$
  select key, pillar, icon, importance, case locale when 'de' then de else en end
  from (values
    ('movement', 'health', '🏃', 4, 'Movement', 'Bewegung'),
    ('body', 'health', '🩺', 5, 'Body and rest', 'Körper und Ruhe'),
    ('kids', 'people', '🧸', 5, 'Jonas and the kids', 'Jonas und die Kinder'),
    ('parents', 'people', '🫖', 4, 'Parents and Oma', 'Eltern und Oma'),
    ('friends', 'people', '🍷', 3, 'Friends', 'Freunde'),
    ('museum', 'work', '🚢', 4, 'The museum', 'Das Museum'),
    ('learning', 'work', '📚', 3, 'Learning', 'Lernen'),
    ('money', 'home', '🪙', 4, 'Money', 'Geld'),
    ('flat', 'home', '🪴', 3, 'The flat', 'Die Wohnung')
  ) as area (key, pillar, icon, importance, en, de)
$$;

create function private.sample_projects(locale text)
returns table (
  key text, area text, icon text, status text, priority text, importance int, deadline int, archived bool, name text, note text
)
language sql immutable set search_path = '' as $$
  select key, area, icon, status, priority, importance, deadline, archived,
    case locale when 'de' then de else en end, coalesce(case locale when 'de' then note_de else note_en end, '')
  from (values
    ('run', 'movement', '👟', 'in_progress', 'high', 4, 63, false,
      'Run ten kilometres along the river', 'Zehn Kilometer am Fluss laufen',
      'Without stopping, without looking at the watch. The knee has the last word.',
      'Ohne Pause, ohne auf die Uhr zu schauen. Das Knie hat das letzte Wort.'),
    ('swim', 'movement', '🏊', 'on_hold', 'low', 2, null, false,
      'Learn to front crawl', 'Kraulen lernen',
      'Waits until the pool opens again.', 'Wartet, bis das Hallenbad wieder öffnet.'),
    ('knee', 'body', '🦵', 'in_progress', 'high', 5, 35, false,
      'Sort out the knee and the check-ups', 'Knie und Vorsorge in Ordnung bringen', null, null),
    ('birthday', 'kids', '🎂', 'in_progress', 'high', 4, 18, false, 'Mila turns eight', 'Mila wird acht',
      'Ten children, one climbing hall, one dragon.', 'Zehn Kinder, eine Kletterhalle, ein Drache.'),
    ('sea', 'kids', '⛵', 'not_started', 'medium', 3, 75, false,
      'Two weeks by the sea', 'Zwei Wochen am Meer', null, null),
    ('oma', 'parents', '📦', 'in_progress', 'high', 5, 33, false,
      'Oma moves to the ground floor', 'Oma zieht ins Erdgeschoss',
      'She keeps the sofa. Everything else is open for discussion.',
      'Das Sofa bleibt. Über alles andere kann man mit ihr reden.'),
    ('table', 'friends', '🍝', 'in_progress', 'medium', 3, null, false,
      'See the people I like', 'Die Leute sehen, die ich mag', null, null),
    ('harbour', 'museum', '🏗️', 'in_progress', 'urgent', 5, 40, false,
      'Open the harbour exhibition', 'Die Hafenausstellung eröffnen', null, null),
    ('grant', 'museum', '✍️', 'in_progress', 'high', 4, 9, false,
      'Grant for the sound archive', 'Förderung für das Tonarchiv', null, null),
    ('italian', 'learning', '💬', 'in_progress', 'medium', 3, 120, false,
      'Ten minutes of Italian without notes', 'Zehn Minuten Italienisch ohne Spickzettel', null, null),
    ('portfolio', 'learning', '🖼️', 'completed', 'medium', 3, -12, false,
      'Put my drawings online', 'Meine Zeichnungen ins Netz stellen', null, null),
    ('tax', 'money', '🧾', 'in_progress', 'high', 4, 24, false,
      'Last year’s tax return', 'Steuererklärung fürs letzte Jahr', null, null),
    ('days', 'flat', '🧺', 'in_progress', 'medium', 3, null, false,
      'Keep the days running', 'Den Alltag am Laufen halten', null, null),
    ('kitchen', 'flat', '🎨', 'completed', 'medium', 2, -30, true,
      'Paint the kitchen', 'Die Küche streichen', null, null)
  ) as project (key, area, icon, status, priority, importance, deadline, archived, en, de, note_en, note_de)
$$;

create function private.sample_labels(locale text) returns table (key text, color text, name text)
language sql immutable set search_path = '' as $$
  select key, color, case locale when 'de' then de else en end
  from (values
    ('calls', '#3B82C4', 'calls', 'Anrufe'),
    ('errands', '#C2711B', 'errands', 'Besorgungen'),
    ('desk', '#5B6B7B', 'at the desk', 'am Schreibtisch'),
    ('quick', '#2E9E6B', 'five minutes', 'fünf Minuten'),
    ('waiting', '#8A6FB0', 'waiting for', 'warten auf'),
    ('jonas', '#D9534F', 'with Jonas', 'mit Jonas'),
    ('children', '#E0A100', 'with the kids', 'mit den Kindern'),
    ('outside', '#4B8B3B', 'outside', 'draußen')
  ) as label (key, color, en, de)
$$;

create function private.sample_tasks(locale text)
returns table (
  key text, project text, priority text, due int, minutes int, energy text, category text, more jsonb, name text
)
language sql immutable set search_path = '' as $$
  select key, project, priority, due, minutes, energy, category, coalesce(more, '{}'), case locale when 'de' then de else en end
  from (values
    ('loop', 'run', 'medium', -14, 40, 'high', 'routine', '{"rule": "FREQ=WEEKLY;BYDAY=TU,TH,SU", "kept": true, "time": "07:00", "labels": ["outside"]}'::jsonb,
      'Run the river loop', 'Die Flussrunde laufen'),
    ('stretch', 'run', 'low', -5, 10, 'low', 'routine', '{"rule": "FREQ=DAILY", "kept": true, "time": "06:45"}',
      'Ten minutes of stretching', 'Zehn Minuten dehnen'),
    ('shoes', 'run', 'medium', -12, 60, 'low', 'general', '{"done": true, "labels": ["errands"]}',
      'Get fitted for running shoes', 'Laufschuhe anpassen lassen'),
    ('signup', 'run', 'high', 2, 10, 'low', 'admin', '{"deadline": 6, "labels": ["desk", "quick"]}',
      'Sign up for the river run', 'Zum Flusslauf anmelden'),
    ('eight', 'run', 'medium', 18, 70, 'high', 'general', '{"days": "SA,SU", "after": ["green light"], "labels": ["outside"]}',
      'Run eight kilometres for the first time', 'Zum ersten Mal acht Kilometer laufen'),
    ('playlist', 'run', 'low', null, 25, 'low', 'creative', null,
      'Build a playlist that lasts an hour', 'Eine Playlist bauen, die eine Stunde reicht'),

    ('course', 'swim', 'low', null, 10, 'low', 'admin', '{"labels": ["calls"]}',
      'Ask about the evening course', 'Nach dem Abendkurs fragen'),
    ('goggles', 'swim', 'low', null, 30, 'low', 'general', '{"labels": ["errands"]}',
      'Find goggles that do not leak', 'Eine Schwimmbrille finden, die dicht hält'),

    ('referral', 'knee', 'high', -6, 20, 'low', 'admin', '{"days": "MO,TU,WE,TH,FR", "done": true, "labels": ["errands"]}',
      'Pick up the referral from Dr. Meyer', 'Überweisung bei Dr. Meyer abholen'),
    ('mri', 'knee', 'high', -3, 15, 'low', 'admin', '{"deadline": 4, "labels": ["calls"]}',
      'Book the MRI follow-up', 'MRT-Kontrolle vereinbaren'),
    ('pictures', 'knee', 'medium', 8, 20, 'low', 'general', '{"days": "MO,TU,WE,TH,FR", "after": ["mri"], "labels": ["errands"]}',
      'Take the MRI pictures to Amira', 'MRT-Bilder zu Amira bringen'),
    ('green light', 'knee', 'high', 13, 30, 'medium', 'general', '{"days": "MO,WE,FR", "after": ["pictures"]}',
      'Ask Amira whether long runs are fine again', 'Amira fragen, ob lange Läufe wieder gehen'),
    ('exercises', 'knee', 'medium', 0, 15, 'low', 'routine', '{"rule": "FREQ=WEEKLY;BYDAY=MO,WE,FR", "time": "19:45"}',
      'Knee exercises from Amira', 'Knieübungen von Amira'),
    ('physio bill', 'knee', 'low', -8, 15, 'low', 'admin', '{"labels": ["desk"]}',
      'Send the physio bill to the insurance', 'Physio-Rechnung an die Kasse schicken'),
    ('dentist', 'knee', 'medium', 20, 45, 'low', 'routine', '{"rule": "FREQ=MONTHLY;INTERVAL=6;BYDAY=2WE", "time": "08:30"}',
      'Dentist check-up', 'Kontrolle beim Zahnarzt'),
    ('skin', 'knee', 'medium', 96, 30, 'low', 'general', '{"rule": "FREQ=YEARLY", "start": 82, "labels": ["calls"]}',
      'Book the yearly skin check', 'Den jährlichen Hautcheck vereinbaren'),

    ('hall', 'birthday', 'high', -9, 15, 'low', 'admin', '{"done": true, "labels": ["calls"]}',
      'Reserve the climbing hall', 'Kletterhalle reservieren'),
    ('guests', 'birthday', 'medium', -5, 20, 'low', 'general', '{"done": true, "labels": ["children"]}',
      'Settle the guest list with Mila', 'Mit Mila die Gästeliste festlegen'),
    ('invitations', 'birthday', 'high', 0, 60, 'medium', 'creative', '{"after": ["guests"], "labels": ["children"]}',
      'Draw and print the invitations', 'Einladungen zeichnen und drucken'),
    ('handing out', 'birthday', 'medium', 2, 10, 'low', 'general', '{"days": "MO,TU,WE,TH,FR", "after": ["invitations"]}',
      'Hand out the invitations at school', 'Einladungen in der Schule verteilen'),
    ('cake', 'birthday', 'medium', 5, 30, 'medium', 'creative', '{"whole": true, "labels": ["children"]}',
      'Plan the cake with Mila', 'Mit Mila die Torte planen'),
    ('cake/taste', null, 'medium', -1, 40, 'low', 'creative', '{"done": true}',
      'Lemon or chocolate: let her taste both', 'Zitrone oder Schokolade: beides probieren lassen'),
    ('cake/dragon', null, 'low', null, 10, 'low', 'creative', null,
      'Find a picture of a friendly dragon', 'Ein Bild von einem freundlichen Drachen finden'),
    ('cake/tin', null, 'low', 3, 15, 'low', 'general', null,
      'Borrow the big baking tin from Marta', 'Die große Backform von Marta leihen'),
    ('bike', 'birthday', 'medium', 9, 60, 'medium', 'general', '{"days": "SA", "start": 5, "labels": ["errands", "jonas"]}',
      'Pick up the second-hand bike', 'Das gebrauchte Fahrrad abholen'),
    ('serenade', 'birthday', 'urgent', 18, 10, 'low', 'routine', '{"rule": "FREQ=YEARLY", "time": "06:50", "labels": ["children", "jonas"]}',
      'Sing for Mila before breakfast', 'Mila vor dem Frühstück ein Ständchen bringen'),

    ('weeks', 'sea', 'high', -1, 20, 'medium', 'strategic', '{"labels": ["jonas"]}',
      'Agree on the two weeks with Jonas', 'Mit Jonas die zwei Wochen festlegen'),
    ('leave', 'sea', 'medium', 0, 10, 'low', 'admin', '{"after": ["weeks"], "labels": ["quick"]}',
      'Ask Ruth for the days off', 'Ruth um die Urlaubstage bitten'),
    ('blue house', 'sea', 'high', 5, 30, 'medium', 'admin', '{"deadline": 13, "after": ["leave"], "labels": ["desk"]}',
      'Book the blue house', 'Das blaue Haus buchen'),
    ('ferry', 'sea', 'low', null, 40, 'low', 'admin', '{"labels": ["desk"]}',
      'Compare the ferry with the train', 'Fähre und Zug vergleichen'),
    ('passport', 'sea', 'medium', 0, 5, 'low', 'admin', '{"labels": ["quick"]}',
      'Check when Theo’s passport expires', 'Nachsehen, wann Theos Pass abläuft'),
    ('cat', 'sea', 'low', 45, 10, 'low', 'general', '{"start": 30}',
      'Ask the neighbours to feed the cat', 'Die Nachbarn bitten, die Katze zu füttern'),

    ('sunday call', 'oma', 'high', -21, 20, 'low', 'routine', '{"rule": "FREQ=WEEKLY;BYDAY=SU", "kept": true, "time": "17:00", "labels": ["calls"]}',
      'Call Oma on Sunday', 'Sonntags Oma anrufen'),
    ('lease', 'oma', 'high', -10, 45, 'medium', 'admin', '{"done": true}',
      'Read the new lease together', 'Den neuen Mietvertrag zusammen lesen'),
    ('sofa', 'oma', 'medium', -3, 30, 'low', 'general', '{"done": true}',
      'Measure her sofa and the new living room', 'Ihr Sofa und das neue Wohnzimmer ausmessen'),
    ('movers', 'oma', 'high', -2, 20, 'low', 'admin', '{"labels": ["calls"]}',
      'Get a second quote from the movers', 'Ein zweites Angebot für den Umzug einholen'),
    ('moving day', 'oma', 'high', 4, 15, 'medium', 'admin', '{"after": ["movers"], "labels": ["calls"]}',
      'Fix the moving day', 'Den Umzugstag festmachen'),
    ('van', 'oma', 'medium', 6, 10, 'low', 'general', '{"after": ["moving day"], "labels": ["calls", "quick"]}',
      'Ask Emil to bring his van', 'Emil bitten, den Transporter mitzubringen'),
    ('photos', 'oma', 'medium', 3, 120, 'low', 'general', '{"days": "SA,SU", "time": "15:00", "labels": ["children"]}',
      'Sort the photo boxes with her', 'Mit ihr die Fotokisten sortieren'),
    ('rail', 'oma', 'high', 10, 15, 'low', 'admin', '{"status": "in_progress", "labels": ["waiting"]}',
      'Have a grab rail fitted in the bathroom', 'Einen Haltegriff im Bad anbringen lassen'),
    ('keys', 'oma', 'medium', 14, 30, 'low', 'general', '{"days": "MO,TU,WE,TH,FR", "time": "10:00", "deadline": 18, "labels": ["errands"]}',
      'Collect the keys', 'Die Schlüssel abholen'),
    ('address', 'oma', 'low', 21, 60, 'low', 'admin', '{"start": 7, "whole": true, "labels": ["desk"]}',
      'Change Oma’s address everywhere', 'Omas Adresse überall ändern'),
    ('address/bank', null, 'low', null, 20, 'low', 'admin', null,
      'Bank and pension', 'Bank und Rente'),
    ('address/post', null, 'low', null, 15, 'low', 'admin', null,
      'Have her post forwarded', 'Nachsendeauftrag stellen'),
    ('address/crossword', null, 'low', null, 5, 'low', 'admin', null,
      'The crossword magazine', 'Das Rätselheft'),

    ('concert', 'table', 'medium', -7, 10, 'low', 'general', '{"done": true}',
      'Get tickets for the choir concert', 'Karten für das Chorkonzert besorgen'),
    ('karim', 'table', 'high', 0, 15, 'low', 'general', '{"labels": ["calls"]}',
      'Ask Karim how the operation went', 'Karim fragen, wie die Operation war'),
    ('breakfast', 'table', 'medium', 1, 120, 'medium', 'routine', '{"rule": "FREQ=MONTHLY;BYDAY=1SA", "time": "09:30"}',
      'Breakfast with Priya and Karim', 'Frühstück mit Priya und Karim'),
    ('book club', 'table', 'medium', 2, 150, 'medium', 'routine', '{"rule": "FREQ=MONTHLY;BYDAY=2TU", "time": "20:00"}',
      'Book club at Marta’s', 'Lesekreis bei Marta'),
    ('chapter nine', 'table', 'low', 6, 60, 'low', 'general', null,
      'Read up to chapter nine', 'Bis Kapitel neun lesen'),
    ('soup', 'table', 'low', 11, 15, 'low', 'general', '{"labels": ["jonas"]}',
      'Invite the new neighbours for soup', 'Die neuen Nachbarn zur Suppe einladen'),
    ('date night', 'table', 'high', 1, 180, 'medium', 'routine', '{"rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "time": "19:30", "labels": ["jonas"]}',
      'Evening out with Jonas', 'Abend zu zweit mit Jonas'),
    ('letter', 'table', 'low', null, 40, 'medium', 'creative', null,
      'Write Leni a real letter', 'Leni einen richtigen Brief schreiben'),

    ('models', 'harbour', 'medium', -8, 90, 'medium', 'creative', '{"days": "MO,TU,WE,TH,FR", "done": true}',
      'Choose the ship models', 'Die Schiffsmodelle auswählen'),
    ('budget', 'harbour', 'high', -6, 60, 'high', 'strategic', '{"days": "MO,TU,WE,TH,FR", "done": true}',
      'Agree on the budget with Ruth', 'Mit Ruth das Budget abstimmen'),
    ('texts', 'harbour', 'urgent', 0, 120, 'high', 'deep_work', '{"status": "in_progress", "deadline": 2, "whole": true}',
      'Write the wall texts for room two', 'Die Wandtexte für Raum zwei schreiben'),
    ('texts/crane', null, 'medium', -1, 40, 'high', 'deep_work', '{"done": true}',
      'The crane driver’s day', 'Der Tag des Kranführers'),
    ('texts/strike', null, 'high', 0, 40, 'high', 'deep_work', null,
      'The strike of 1896', 'Der Streik von 1896'),
    ('texts/smell', null, 'medium', 1, 40, 'high', 'creative', null,
      'What the harbour smelled of', 'Wonach der Hafen gerochen hat'),
    ('translation', 'harbour', 'high', 2, 15, 'low', 'admin', '{"after": ["texts"], "labels": ["desk"]}',
      'Send the texts to the translator', 'Die Texte an die Übersetzerin schicken'),
    ('proofs', 'harbour', 'high', 9, 60, 'high', 'admin', '{"deadline": 11, "after": ["translation"]}',
      'Sign off the print proofs', 'Die Druckfahnen freigeben'),
    ('helmet', 'harbour', 'urgent', -4, 15, 'low', 'admin', '{"labels": ["calls", "waiting"]}',
      'Chase the loan agreement for the diving helmet', 'Beim Leihvertrag für den Taucherhelm nachhaken'),
    ('light', 'harbour', 'medium', 1, 60, 'medium', 'general', '{"days": "MO,TU,WE,TH,FR", "time": "14:00"}',
      'Walk through the lighting with Tomasz', 'Mit Tomasz das Licht durchgehen'),
    ('floor plan', 'harbour', 'high', 3, 90, 'high', 'deep_work', '{"status": "review", "labels": ["desk"]}',
      'Draw the route for wheelchairs', 'Den Weg für Rollstühle einzeichnen'),
    ('voices', 'harbour', 'medium', 6, 90, 'medium', 'creative', null,
      'Choose eight voices for the listening station', 'Acht Stimmen für die Hörstation auswählen'),
    ('speech', 'harbour', 'medium', 32, 60, 'high', 'strategic', '{"start": 20, "labels": ["desk"]}',
      'Draft Ruth’s opening speech', 'Ruths Eröffnungsrede entwerfen'),
    ('week', 'harbour', 'medium', -14, 30, 'medium', 'strategic', '{"rule": "FREQ=WEEKLY;BYDAY=FR", "kept": true, "time": "15:30", "labels": ["desk"]}',
      'Look back at the week and tidy the plan', 'Auf die Woche zurückschauen und den Plan aufräumen'),

    ('foundation', 'grant', 'high', -11, 15, 'low', 'admin', '{"days": "MO,TU,WE,TH,FR", "done": true, "labels": ["calls"]}',
      'Ask the foundation about the deadline', 'Bei der Stiftung nach der Frist fragen'),
    ('rules', 'grant', 'medium', -4, 45, 'medium', 'deep_work', '{"done": true}',
      'Read the rules to the last page', 'Die Richtlinie bis zur letzten Seite lesen'),
    ('letters', 'grant', 'high', -1, 20, 'low', 'admin', '{"status": "in_progress", "labels": ["waiting"]}',
      'Collect two letters of support', 'Zwei Unterstützungsschreiben einholen'),
    ('costs', 'grant', 'high', 0, 90, 'high', 'deep_work', '{"deadline": 3, "labels": ["desk"]}',
      'Finish the table of costs', 'Den Kostenplan fertig machen'),
    ('summary', 'grant', 'medium', 2, 60, 'high', 'creative', null,
      'Rewrite the summary so that Oma understands it', 'Die Zusammenfassung so schreiben, dass Oma sie versteht'),
    ('application', 'grant', 'urgent', 7, 30, 'medium', 'admin', '{"deadline": 9, "after": ["letters", "costs", "summary"], "labels": ["desk"]}',
      'Submit the application', 'Den Antrag einreichen'),

    ('unit twelve', 'italian', 'medium', -9, 45, 'medium', 'deep_work', '{"done": true}',
      'Finish unit twelve', 'Lektion zwölf abschließen'),
    ('words', 'italian', 'low', 0, 10, 'low', 'routine', '{"rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "time": "07:30"}',
      'Fifteen words over coffee', 'Fünfzehn Wörter zum Kaffee'),
    ('tandem', 'italian', 'medium', 0, 45, 'medium', 'routine', '{"rule": "FREQ=WEEKLY;BYDAY=WE", "time": "20:30"}',
      'Tandem call with Chiara', 'Tandem mit Chiara'),
    ('story', 'italian', 'medium', 5, 30, 'medium', 'creative', null,
      'Pick a story worth ten minutes', 'Eine Geschichte aussuchen, die zehn Minuten trägt'),
    ('plain words', 'italian', 'medium', 19, 90, 'high', 'creative', '{"after": ["story"]}',
      'Write the story down in plain words', 'Die Geschichte in einfachen Worten aufschreiben'),

    ('twenty', 'portfolio', 'medium', -28, 90, 'medium', 'creative', '{"done": true}',
      'Choose twenty drawings', 'Zwanzig Zeichnungen auswählen'),
    ('daylight', 'portfolio', 'medium', -24, 120, 'medium', 'creative', '{"done": true, "after": ["twenty"]}',
      'Photograph them in daylight', 'Sie bei Tageslicht fotografieren'),
    ('priya first', 'portfolio', 'low', -13, 45, 'low', 'general', '{"done": true, "after": ["daylight"]}',
      'Show it to Priya first', 'Es zuerst Priya zeigen'),

    ('receipts', 'tax', 'medium', -6, 45, 'low', 'admin', '{"labels": ["desk"]}',
      'Find the missing receipts', 'Die fehlenden Belege finden'),
    ('kindergarten', 'tax', 'medium', 1, 10, 'low', 'admin', '{"labels": ["calls", "quick"]}',
      'Ask the kindergarten for the yearly statement', 'Beim Kindergarten die Jahresbescheinigung anfragen'),
    ('trips', 'tax', 'low', -2, 30, 'low', 'admin', '{"done": true, "labels": ["desk"]}',
      'Add up the trips to the museum', 'Die Fahrten zum Museum zusammenzählen'),
    ('return', 'tax', 'high', 12, 150, 'high', 'deep_work', '{"after": ["receipts", "kindergarten"], "labels": ["desk"]}',
      'Fill in the tax return', 'Die Steuererklärung ausfüllen'),
    ('send off', 'tax', 'high', 17, 15, 'low', 'admin', '{"deadline": 24, "after": ["return"]}',
      'Send it off and have cake', 'Abschicken und Kuchen essen'),
    ('money evening', 'tax', 'medium', 1, 30, 'medium', 'strategic', '{"rule": "FREQ=MONTHLY;BYMONTHDAY=-1", "time": "20:15", "labels": ["jonas"]}',
      'Look at the money together', 'Zusammen auf das Geld schauen'),

    ('freezer', 'days', 'low', -1, 60, 'low', 'routine', '{"done": true}',
      'Defrost the freezer', 'Das Gefrierfach abtauen'),
    ('plants', 'days', 'low', -1, 10, 'low', 'routine', '{"rule": "FREQ=DAILY;INTERVAL=4", "after_completion": true}',
      'Water the plants', 'Blumen gießen'),
    ('bathroom', 'days', 'medium', 0, 40, 'medium', 'routine', '{"rule": "FREQ=WEEKLY", "after_completion": true}',
      'Clean the bathroom', 'Das Bad putzen'),
    ('bins', 'days', 'medium', 0, 5, 'low', 'routine', '{"rule": "FREQ=WEEKLY;BYDAY=TU", "time": "20:00", "labels": ["quick"]}',
      'Put the bins out', 'Die Mülltonnen rausstellen'),
    ('phone', 'days', 'low', 0, 5, 'low', 'routine', '{"rule": "FREQ=DAILY", "time": "22:00", "labels": ["quick"]}',
      'The phone goes to sleep in the hallway', 'Das Handy schläft im Flur'),
    ('boiler', 'days', 'medium', 27, 15, 'low', 'admin', '{"rule": "FREQ=YEARLY", "start": 13, "labels": ["calls"]}',
      'Have the boiler serviced', 'Die Heizung warten lassen'),
    ('tap', 'days', 'low', -12, 45, 'medium', 'general', null,
      'Fix the dripping tap', 'Den tropfenden Wasserhahn reparieren'),
    ('drill', 'days', 'low', 3, 20, 'low', 'general', '{"labels": ["errands"]}',
      'Get the drill back from Emil', 'Die Bohrmaschine von Emil zurückholen'),
    ('bookshelf', 'days', 'medium', 8, 60, 'medium', 'general', '{"days": "SA,SU", "after": ["drill"], "labels": ["jonas"]}',
      'Put up Theo’s bookshelf', 'Theos Bücherregal anbringen'),
    ('lemon tree', 'days', 'low', 4, 30, 'low', 'general', '{"labels": ["outside", "children"]}',
      'Repot the lemon tree', 'Den Zitronenbaum umtopfen'),

    ('yellow', 'kitchen', 'medium', -37, 30, 'low', 'creative', '{"done": true}',
      'Choose a yellow that is not too yellow', 'Ein Gelb aussuchen, das nicht zu gelb ist'),
    ('two coats', 'kitchen', 'medium', -31, 240, 'high', 'general', '{"done": true, "after": ["yellow"]}',
      'Paint both coats', 'Zweimal streichen'),

    ('picture book', null, 'medium', 0, 10, 'low', 'general', '{"labels": ["calls"]}',
      'Ask the library about the lost picture book', 'In der Bücherei nach dem verlorenen Bilderbuch fragen'),
    ('parcel', null, 'medium', 1, 15, 'low', 'general', '{"deadline": 3, "labels": ["errands"]}',
      'Send the parcel back', 'Das Paket zurückschicken'),
    ('present', null, 'medium', null, null, null, 'general', null,
      'A present for Emil?', 'Ein Geschenk für Emil?'),
    ('ferry soup', null, 'medium', null, null, null, 'general', null,
      'That soup from the ferry: find the recipe', 'Die Suppe von der Fähre: Rezept suchen'),
    ('sound walk', null, 'medium', null, null, null, 'creative', null,
      'Idea: a sound walk along the quay', 'Idee: ein Hörspaziergang am Kai'),
    ('cranes', null, 'medium', null, null, null, 'general', null,
      'Theo keeps asking how cranes work', 'Theo fragt ständig, wie Kräne funktionieren')
  ) as task (key, project, priority, due, minutes, energy, category, more, en, de)
$$;
comment on function private.sample_tasks is
  'Days count from today. "cake/tin" is a sub-task of "cake"; without a project a task lies in the inbox. "days" moves the due day on to '
  'the next of these weekdays; "done" was completed on its due day; "kept" repeats from its due day, done each time until today; '
  '"whole" needs its sub-tasks done first; "after" names the tasks it waits for.';

create function private.sample_notes(locale text) returns table (key text, body text)
language sql immutable set search_path = '' as $$
  select key, case locale when 'de' then de else en end
  from (values
    ('mri',
      'Radiology picks up between eight and ten. Have the referral at hand.',
      'Die Radiologie geht zwischen acht und zehn ans Telefon. Überweisung bereitlegen.'),
    ('invitations',
      'Mila draws the dragon, I do the letters. Ten copies and two spare ones.',
      'Mila malt den Drachen, ich mache die Schrift. Zehn Stück und zwei in Reserve.'),
    ('bike',
      'The red one, from the couple by the church. Bring cash and the big car.',
      'Das rote, von dem Paar bei der Kirche. Bargeld und das große Auto mitnehmen.'),
    ('photos',
      'Let her tell the stories and record them. Theo may hold the phone.',
      'Sie erzählen lassen und aufnehmen. Theo darf das Handy halten.'),
    ('texts',
      'Eighty words each. Read them aloud: if I stumble, the visitors will too.',
      'Je achtzig Wörter. Laut vorlesen: Wo ich stolpere, stolpern die Besucher auch.'),
    ('helmet',
      'Ms. Okafor is back from holiday. Without the helmet room three is empty.',
      'Frau Okafor ist aus dem Urlaub zurück. Ohne den Helm ist Raum drei leer.'),
    ('receipts',
      'Glasses, the desk lamp, both train tickets. Look in the blue bag first.',
      'Brille, Schreibtischlampe, beide Fahrkarten. Zuerst in der blauen Tasche nachsehen.')
  ) as note (key, en, de)
$$;

create function private.count_sample_rows(person uuid) returns int
language sql stable set search_path = '' as $$
  select (
    (select count(*) from public.pillars where user_id = person and is_sample)
    + (select count(*) from public.areas where user_id = person and is_sample)
    + (select count(*) from public.projects where user_id = person and is_sample)
    + (select count(*) from public.labels where user_id = person and is_sample)
    + (select count(*) from public.tasks where user_id = person and is_sample))::int
$$;

create function private.sample_due_on(more jsonb, from_on date) returns date
language sql stable set search_path = '' as $$
  select case
    when more ?| array['rule', 'days'] then private.next_occurrence(
      -- The first day must suit the rule; that it then leaves out every other week does not put it off.
      regexp_replace(coalesce(more ->> 'rule', 'FREQ=WEEKLY;BYDAY=' || (more ->> 'days')), ';INTERVAL=\d+', ''),
      from_on, from_on - 1)::date
    else from_on
  end
$$;

create function private.fill_sample_tasks(person uuid, locale text, today date, zone text) returns void
language sql volatile set search_path = '' as $$
  with recursive planned as (
    select task.*, task.ordinality::int as place, coalesce(note.body, '') as note,
      private.sample_id(person, 'task ' || task.key) as first_id, private.sample_due_on(task.more, today + task.due) as first_on
    from private.sample_tasks(locale) with ordinality as task
    left join private.sample_notes(locale) as note using (key)
  ),
  instances (key, occurrence, due_on) as (
    select key, 1, first_on from planned
    union all
    select key, occurrence + 1, private.next_occurrence(more ->> 'rule', first_on, due_on)::date
    from instances join planned using (key)
    where more ? 'kept' and due_on < today
  )
  insert into public.tasks (
    user_id, id, project_id, parent_task_id, name, description, status, completed_at, priority, category, energy,
    start_on, due_on, due_time, deadline_on, duration_minutes, recurrence_rule, recurrence_after_completion,
    recurrence_start_on, series_id, occurrence, sub_task_completion_required, sort_order, is_sample, created_at, updated_at
  )
  select
    person, case occurrence when 1 then first_id else private.next_instance_id(first_id, occurrence) end,
    private.sample_id(person, 'project ' || project),
    case when key like '%/%' then private.sample_id(person, 'task ' || split_part(key, '/', 1)) end,
    name, note, case when done.at is null then coalesce(more ->> 'status', 'todo') else 'completed' end, done.at,
    priority, category, energy,
    -- A routine shows itself on its day, not before.
    case when category = 'routine' and more ? 'rule' then due_on else today + (more -> 'start')::int end,
    due_on, (more ->> 'time')::time,
    today + (more -> 'deadline')::int, minutes, more ->> 'rule', more ? 'after_completion',
    case when more ? 'rule' then first_on end, case when more ? 'rule' then first_id end, occurrence,
    more ? 'whole', place, true, born.at, coalesce(done.at, born.at)
  from instances
  join planned using (key)
  cross join lateral (
    select case when more ? 'done' or more ? 'kept' and due_on < today then
      (due_on + coalesce((more ->> 'time')::time + interval '20 minutes', time '08:00' + make_interval(mins => place * 97 % 660)))
        at time zone zone
    end as at
  ) done
  cross join lateral (
    -- What lies in the inbox has not lain there for long.
    select least(private.clock() - make_interval(days => case when project is null and key not like '%/%' then place % 4
      else 5 + place * 7 % 40 end), done.at - interval '4 days') as at
  ) born
  order by place, occurrence
  on conflict do nothing
$$;

create function public.fill_sample_life() returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  person uuid := (select auth.uid());
  profile public.user_profiles;
  today date := private.local_today(person);
begin
  if person is null then
    raise exception 'sign in first' using errcode = '42501';
  end if;
  -- A second tab that asks at the same time waits here, and then finds the sample in place.
  perform private.lock_task_graph(person);
  if private.count_sample_rows(person) > 0 then
    return jsonb_build_object('inserted', 0);
  end if;
  select * into profile from public.user_profiles where user_id = person;

  insert into public.pillars (
    user_id, id, name, icon, color, time_allocation_percentage, alignment_strength, vision_statement, sort_order, is_sample)
  select person, private.sample_id(person, 'pillar ' || key), name, icon, color, share, strength, vision, ordinality, true
  from private.sample_pillars(profile.locale) with ordinality
  on conflict do nothing;

  insert into public.areas (user_id, id, pillar_id, name, icon, color, importance, sort_order, is_sample)
  select person, private.sample_id(person, 'area ' || area.key), private.sample_id(person, 'pillar ' || pillar.key),
    area.name, area.icon, pillar.color, area.importance, ordinality, true
  from private.sample_areas(profile.locale) with ordinality as area
  join private.sample_pillars(profile.locale) as pillar on pillar.key = area.pillar
  on conflict do nothing;

  insert into public.projects (
    user_id, id, area_id, name, description, icon, deadline_on, status, priority, importance, archived, sort_order, is_sample)
  select person, private.sample_id(person, 'project ' || key), private.sample_id(person, 'area ' || area),
    name, note, icon, today + deadline, status, priority, importance, archived, ordinality, true
  from private.sample_projects(profile.locale) with ordinality
  on conflict do nothing;

  perform private.fill_sample_tasks(person, profile.locale, today, profile.time_zone);

  insert into public.task_dependencies (user_id, id, task_id, depends_on_task_id)
  select person, private.sample_id(person, 'wait ' || key || ' ' || blocker),
    private.sample_id(person, 'task ' || key), private.sample_id(person, 'task ' || blocker)
  from private.sample_tasks(profile.locale) cross join jsonb_array_elements_text(more -> 'after') as blocker
  on conflict do nothing;

  -- A label of the same name that the person has already stays theirs: the sample then does without.
  insert into public.labels (user_id, id, name, color, is_sample)
  select person, private.sample_id(person, 'label ' || key), name, color, true
  from private.sample_labels(profile.locale)
  on conflict do nothing;

  insert into public.task_labels (user_id, id, task_id, label_id)
  select person, private.sample_id(person, 'worn ' || task.id || ' ' || word), task.id, label.id
  from private.sample_tasks(profile.locale) as sample
  cross join jsonb_array_elements_text(sample.more -> 'labels') as word
  join public.labels label on label.user_id = person and label.is_sample and label.id = private.sample_id(person, 'label ' || word)
  join public.tasks task on task.user_id = person and task.is_sample
    and coalesce(task.series_id, task.id) = private.sample_id(person, 'task ' || sample.key)
  on conflict do nothing;

  update public.user_profiles set onboarding_state = 'sample' where user_id = person and onboarding_state = 'new';
  return jsonb_build_object('inserted', private.count_sample_rows(person));
end $$;
comment on function public.fill_sample_life is
  'Fills the caller''s account with a sample life around their own today, in their language, as one step. Does nothing while '
  'there is a sample. Answers { inserted }.';

create function public.remove_sample_life() returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  person uuid := (select auth.uid());
  sample_table text;
  step int;
  removed int := 0;
begin
  if person is null then
    raise exception 'sign in first' using errcode = '42501';
  end if;
  perform private.lock_task_graph(person);

  -- First the person's own rows move out from under the sample; their sub-tasks follow by themselves.
  update public.areas set pillar_id = null
  where user_id = person and not is_sample
    and pillar_id in (select id from public.pillars where user_id = person and is_sample);
  update public.projects set area_id = null
  where user_id = person and not is_sample
    and area_id in (select id from public.areas where user_id = person and is_sample);
  update public.tasks task set
    parent_task_id = null,
    project_id = (select id from public.projects own where own.user_id = person and own.id = task.project_id and not own.is_sample)
  where user_id = person and not is_sample and case
    when parent_task_id is null then project_id in (select id from public.projects where user_id = person and is_sample)
    else parent_task_id in (select id from public.tasks where user_id = person and is_sample)
  end;
  -- A sample label that the person has put on a task of their own has become theirs.
  update public.labels label set is_sample = false
  where user_id = person and is_sample and exists (
    select from public.task_labels worn
    join public.tasks task on task.user_id = person and task.id = worn.task_id and not task.is_sample
    where worn.user_id = person and worn.label_id = label.id);

  foreach sample_table in array array['tasks', 'labels', 'projects', 'areas', 'pillars'] loop
    execute format('delete from public.%I where user_id = $1 and is_sample', sample_table) using person;
    get diagnostics step = row_count;
    removed := removed + step;
  end loop;
  update public.user_profiles set onboarding_state = 'started' where user_id = person and onboarding_state = 'sample';
  return jsonb_build_object('removed', removed);
end $$;
comment on function public.remove_sample_life is
  'Takes the sample life out again, as one step that can be undone. The person''s own rows stay: what hung under a sample row '
  'moves to the inbox or stands without a parent. Answers { removed }.';

revoke all on function public.fill_sample_life, public.remove_sample_life from public, anon;
grant execute on function public.fill_sample_life, public.remove_sample_life to authenticated;
grant execute on function private.sample_id, private.sample_pillars, private.sample_areas, private.sample_projects,
  private.sample_labels, private.sample_tasks, private.sample_notes, private.count_sample_rows, private.sample_due_on,
  private.fill_sample_tasks to authenticated;
