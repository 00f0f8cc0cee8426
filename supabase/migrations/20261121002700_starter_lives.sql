-- Three lives to begin with, for people who neither start from nothing nor look at a sample: pillars, areas, and in
-- each area one project with its first three tasks. What comes is theirs; it is no sample.

create function private.starter_id(person uuid, life text, key text) returns uuid
language sql immutable set search_path = '' as $$
  select private.named_uuid(person || ' starter ' || life || ' ' || key)
$$;
comment on function private.starter_id is 'The same at every call, so that choosing twice adds nothing.';

create function private.starter_pillars(locale text)
returns table (life text, place int, key text, icon text, color text, name text)
language sql immutable set search_path = '' as $$
  select life, place, key, icon, color, case locale when 'de' then de else en end
  from (values
    ('student', 1, 'academics', '🎓', '#3B6FB6', 'Academics', 'Studium'),
    ('student', 2, 'wellbeing', '🌿', '#2E9E6B', 'Well-being', 'Wohlbefinden'),
    ('student', 3, 'finances', '🪙', '#C58B1B', 'Finances', 'Finanzen'),
    ('entrepreneur', 1, 'business', '📈', '#3B6FB6', 'Business development', 'Geschäftsentwicklung'),
    ('entrepreneur', 2, 'product', '🛠️', '#8A6FB0', 'Product', 'Produkt'),
    ('entrepreneur', 3, 'personal', '🏡', '#2E9E6B', 'Personal life', 'Privatleben'),
    ('employee', 1, 'career', '💼', '#3B6FB6', 'Career', 'Beruf'),
    ('employee', 2, 'health', '🌿', '#2E9E6B', 'Health and wellness', 'Gesundheit und Wohlbefinden'),
    ('employee', 3, 'relationships', '❤️', '#D9534F', 'Relationships', 'Beziehungen')
  ) as pillar (life, place, key, icon, color, en, de)
$$;

create function private.starter_areas(locale text)
returns table (life text, pillar text, place int, icon text, name text, project text, tasks text[])
language sql immutable set search_path = '' as $$
  select life, pillar, place, icon, texts[1], texts[2], texts[3:5]
  from (
    select life, pillar, place, icon, case locale when 'de' then de else en end as texts
    from (values
      ('student', 'academics', 1, '📚',
        array['Coursework', 'Get through this term', 'Put all exam and hand-in dates into the calendar', 'Plan fixed hours for each course', 'Go through the notes of this week'],
        array['Lehrveranstaltungen', 'Gut durch dieses Semester kommen', 'Alle Prüfungs- und Abgabetermine in den Kalender eintragen', 'Für jeden Kurs feste Stunden einplanen', 'Die Mitschriften dieser Woche durchgehen']),
      ('student', 'academics', 2, '🧭',
        array['Career planning', 'Find an internship', 'Write a one-page CV', 'List ten places I would like to work at', 'Send the first application'],
        array['Berufsplanung', 'Ein Praktikum finden', 'Einen Lebenslauf auf einer Seite schreiben', 'Zehn Orte auflisten, an denen ich gern arbeiten würde', 'Die erste Bewerbung abschicken']),
      ('student', 'academics', 3, '🎭',
        array['Extracurriculars', 'Join one group', 'Look at what the student societies offer', 'Visit two of them', 'Choose one and say yes'],
        array['Neben dem Studium', 'Bei einer Gruppe mitmachen', 'Ansehen, was die Hochschulgruppen anbieten', 'Zwei davon besuchen', 'Eine aussuchen und zusagen']),
      ('student', 'wellbeing', 1, '🏃',
        array['Physical', 'Move three times a week', 'Choose a sport that I like', 'Sign up for the university gym', 'Go for the first time'],
        array['Körper', 'Dreimal pro Woche bewegen', 'Einen Sport aussuchen, der mir Spaß macht', 'Beim Hochschulsport anmelden', 'Zum ersten Mal hingehen']),
      ('student', 'wellbeing', 2, '🧘',
        array['Mental', 'Keep a clear head in exam time', 'Write down what stresses me', 'Plan one evening a week without studying', 'Find out where the counselling service is'],
        array['Psyche', 'In der Prüfungszeit einen klaren Kopf behalten', 'Aufschreiben, was mich stresst', 'Einen Abend pro Woche ohne Lernen einplanen', 'Herausfinden, wo die Beratungsstelle ist']),
      ('student', 'wellbeing', 3, '🍕',
        array['Social', 'See friends every week', 'Ask two people from my course for lunch', 'Call an old friend', 'Plan an evening of cooking together'],
        array['Soziales', 'Jede Woche Freunde sehen', 'Zwei Leute aus dem Kurs zum Mittagessen fragen', 'Einen alten Freund anrufen', 'Einen Kochabend planen']),
      ('student', 'finances', 1, '🧾',
        array['Budgeting', 'Know where the money goes', 'List fixed costs of a month', 'Set a limit for each week', 'Cancel one subscription that I do not use'],
        array['Budget', 'Wissen, wohin das Geld geht', 'Die festen Kosten eines Monats auflisten', 'Eine Grenze für jede Woche setzen', 'Ein Abo kündigen, das ich nicht nutze']),
      ('student', 'finances', 2, '💶',
        array['Income', 'Find a job that fits the timetable', 'Note the hours I can work', 'Look at jobs at the university', 'Apply for two of them'],
        array['Einkommen', 'Einen Job finden, der zum Stundenplan passt', 'Notieren, wann ich arbeiten kann', 'Stellen an der Hochschule ansehen', 'Auf zwei davon bewerben']),
      ('student', 'finances', 3, '🏦',
        array['Education', 'Understand money', 'Read up on scholarships and loans', 'Learn how a tax return works', 'Put aside the first small sum'],
        array['Finanzwissen', 'Geld verstehen', 'Über Stipendien und Kredite nachlesen', 'Lernen, wie eine Steuererklärung geht', 'Den ersten kleinen Betrag zurücklegen']),
      ('entrepreneur', 'business', 1, '♟️',
        array['Strategy', 'A plan for this quarter', 'Write down the one goal that matters most', 'Choose three figures to watch each week', 'Strike off what does not serve the goal'],
        array['Strategie', 'Ein Plan für dieses Quartal', 'Das eine Ziel aufschreiben, auf das es ankommt', 'Drei Zahlen wählen, die ich jede Woche ansehe', 'Streichen, was dem Ziel nicht dient']),
      ('entrepreneur', 'business', 2, '🤝',
        array['Fundraising', 'Be ready to talk to investors', 'Put the deck on ten slides', 'List twenty investors that fit', 'Ask for three introductions'],
        array['Finanzierung', 'Bereit für Gespräche mit Investoren', 'Das Deck auf zehn Folien bringen', 'Zwanzig passende Investoren auflisten', 'Um drei Empfehlungen bitten']),
      ('entrepreneur', 'business', 3, '⚙️',
        array['Operations', 'Spend less time on paperwork', 'Write down what comes up every week', 'Automate or hand over one thing', 'Set a fixed time for invoices'],
        array['Abläufe', 'Weniger Zeit für Papierkram', 'Aufschreiben, was jede Woche anfällt', 'Eine Sache automatisieren oder abgeben', 'Eine feste Zeit für Rechnungen festlegen']),
      ('entrepreneur', 'product', 1, '🗺️',
        array['Roadmap', 'Ship the next version', 'Agree on what is in and what is out', 'Cut it into steps of a week', 'Set the day of the release'],
        array['Roadmap', 'Die nächste Version veröffentlichen', 'Festlegen, was dazugehört und was nicht', 'In Schritte von einer Woche teilen', 'Den Tag der Veröffentlichung festlegen']),
      ('entrepreneur', 'product', 2, '👂',
        array['User feedback', 'Talk to five users', 'Invite ten of them', 'Prepare five open questions', 'Write up what I heard twice'],
        array['Feedback', 'Mit fünf Nutzerinnen und Nutzern sprechen', 'Zehn von ihnen einladen', 'Fünf offene Fragen vorbereiten', 'Festhalten, was ich zweimal gehört habe']),
      ('entrepreneur', 'product', 3, '🧹',
        array['Technical debt', 'Repair what slows us down', 'List the three worst places', 'Plan one day a month for them', 'Put the first one right'],
        array['Technische Schulden', 'Reparieren, was uns bremst', 'Die drei schlimmsten Stellen auflisten', 'Einen Tag im Monat dafür einplanen', 'Die erste in Ordnung bringen']),
      ('entrepreneur', 'personal', 1, '🧘',
        array['Mental clarity', 'Evenings without work', 'Choose an hour at which work ends', 'Keep the phone out of the bedroom', 'Write down the day in three sentences'],
        array['Klarer Kopf', 'Abende ohne Arbeit', 'Eine Uhrzeit wählen, zu der Schluss ist', 'Das Telefon aus dem Schlafzimmer verbannen', 'Den Tag in drei Sätzen aufschreiben']),
      ('entrepreneur', 'personal', 2, '👪',
        array['Family and friends', 'Time that belongs to others', 'Keep one evening a week free', 'Plan a weekend together', 'Call somebody I have not heard for long'],
        array['Familie und Freunde', 'Zeit, die anderen gehört', 'Einen Abend pro Woche freihalten', 'Ein gemeinsames Wochenende planen', 'Jemanden anrufen, von dem ich lange nichts gehört habe']),
      ('entrepreneur', 'personal', 3, '🌱',
        array['Skill development', 'Get better at one thing', 'Choose the skill the company needs most from me', 'Find a book, a course or a mentor', 'Practise for half an hour'],
        array['Weiterentwicklung', 'In einer Sache besser werden', 'Die Fähigkeit wählen, die die Firma von mir am meisten braucht', 'Ein Buch, einen Kurs oder eine Mentorin finden', 'Eine halbe Stunde üben']),
      ('employee', 'career', 1, '🌱',
        array['Professional development', 'Learn what the next role needs', 'Ask my manager what is missing', 'Choose one course', 'Block two hours a week for it'],
        array['Berufliche Entwicklung', 'Lernen, was die nächste Stelle verlangt', 'Nachfragen, was mir noch fehlt', 'Einen Kurs aussuchen', 'Zwei Stunden pro Woche dafür freihalten']),
      ('employee', 'career', 2, '📌',
        array['Work projects', 'Finish the project that matters', 'Write down the next three steps', 'Clear up what blocks it', 'Show what is there so far'],
        array['Projekte', 'Das wichtige Projekt abschließen', 'Die nächsten drei Schritte aufschreiben', 'Klären, was es aufhält', 'Zeigen, was schon da ist']),
      ('employee', 'career', 3, '☕',
        array['Networking', 'Stay in touch', 'List ten people I like to work with', 'Have coffee with one of them', 'Bring my profile up to date'],
        array['Netzwerk', 'In Kontakt bleiben', 'Zehn Leute auflisten, mit denen ich gern arbeite', 'Mit einem davon Kaffee trinken', 'Mein Profil auf den neuesten Stand bringen']),
      ('employee', 'health', 1, '🏃',
        array['Fitness', 'Thirty minutes a day', 'Choose the time of day that works', 'Walk or cycle to work once', 'Put the sports clothes by the door'],
        array['Fitness', 'Dreißig Minuten am Tag', 'Die Tageszeit wählen, die passt', 'Einmal zu Fuß oder mit dem Rad zur Arbeit', 'Die Sportsachen neben die Tür legen']),
      ('employee', 'health', 2, '🥗',
        array['Nutrition', 'Eat well on working days', 'Plan five lunches', 'Shop once for the whole week', 'Cook for two days'],
        array['Ernährung', 'An Arbeitstagen gut essen', 'Fünf Mittagessen planen', 'Einmal für die ganze Woche einkaufen', 'Für zwei Tage kochen']),
      ('employee', 'health', 3, '😴',
        array['Sleep', 'Seven hours or more', 'Set a time to go to bed', 'Put the screen away half an hour before', 'Look after a week at what helped'],
        array['Schlaf', 'Sieben Stunden oder mehr', 'Eine Zeit fürs Schlafengehen festlegen', 'Den Bildschirm eine halbe Stunde vorher weglegen', 'Nach einer Woche ansehen, was geholfen hat']),
      ('employee', 'relationships', 1, '👪',
        array['Family', 'Be there in the evening', 'Agree on dinners together', 'Plan a trip for a weekend', 'Call my parents'],
        array['Familie', 'Abends da sein', 'Gemeinsame Abendessen ausmachen', 'Einen Ausflug fürs Wochenende planen', 'Meine Eltern anrufen']),
      ('employee', 'relationships', 2, '🍷',
        array['Friends', 'See friends more often', 'Write to three friends', 'Fix a regular evening', 'Remember the next birthdays'],
        array['Freunde', 'Freunde öfter sehen', 'Drei Freunden schreiben', 'Einen regelmäßigen Abend ausmachen', 'An die nächsten Geburtstage denken']),
      ('employee', 'relationships', 3, '🛁',
        array['Personal time', 'An hour that is mine', 'Choose what I miss most', 'Keep one hour a week free for it', 'Say no once'],
        array['Zeit für mich', 'Eine Stunde, die mir gehört', 'Wählen, was mir am meisten fehlt', 'Eine Stunde pro Woche dafür freihalten', 'Einmal Nein sagen'])
    ) as area (life, pillar, place, icon, en, de)
  ) chosen
$$;

create function public.fill_starter_life(p_life text) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  person uuid := (select auth.uid());
  language text;
  today date := private.local_today(person);
  added_now int;
  added int := 0;
begin
  if person is null then
    raise exception 'sign in first' using errcode = '42501';
  elsif p_life is null or p_life not in ('student', 'entrepreneur', 'employee') then
    raise exception 'the lives to begin with are student, entrepreneur and employee' using errcode = '22023';
  end if;
  select locale into language from public.user_profiles where user_id = person;
  insert into public.pillars (user_id, id, name, icon, color, sort_order)
  select person, private.starter_id(person, pillar.life, pillar.key), pillar.name, pillar.icon, pillar.color, pillar.place
  from private.starter_pillars(language) pillar where pillar.life = p_life
  on conflict (user_id, id) do nothing;
  get diagnostics added_now = row_count;
  added := added + added_now;
  insert into public.areas (user_id, id, pillar_id, name, icon, color, sort_order)
  select person, private.starter_id(person, area.life, area.pillar || ' area ' || area.place),
    private.starter_id(person, area.life, area.pillar), area.name, area.icon, pillar.color, area.place
  from private.starter_areas(language) area join private.starter_pillars(language) pillar on pillar.life = area.life and pillar.key = area.pillar
  where area.life = p_life
  on conflict (user_id, id) do nothing;
  get diagnostics added_now = row_count;
  added := added + added_now;
  insert into public.projects (user_id, id, area_id, name, icon, sort_order)
  select person, private.starter_id(person, area.life, area.pillar || ' project ' || area.place),
    private.starter_id(person, area.life, area.pillar || ' area ' || area.place), area.project, area.icon, area.place
  from private.starter_areas(language) area where area.life = p_life
  on conflict (user_id, id) do nothing;
  get diagnostics added_now = row_count;
  added := added + added_now;
  insert into public.tasks (user_id, id, project_id, name, due_on, sort_order)
  select person, private.starter_id(person, area.life, area.pillar || ' task ' || area.place || ' ' || task.place),
    private.starter_id(person, area.life, area.pillar || ' project ' || area.place), task.name,
    -- Three first steps for today, one in each pillar; the rest waits to be planned.
    case when area.place = 1 and task.place = 1 then today end, task.place
  from private.starter_areas(language) area cross join lateral unnest(area.tasks) with ordinality as task (name, place)
  where area.life = p_life
  on conflict (user_id, id) do nothing;
  get diagnostics added_now = row_count;
  added := added + added_now;
  update public.user_profiles set onboarding_state = 'started' where user_id = person and onboarding_state = 'new';
  return jsonb_build_object('inserted', added);
end $$;
comment on function public.fill_starter_life is
  'Gives the caller a life to begin with (student, entrepreneur, employee), in their language: pillars, areas, and a project with three tasks in each area. One step. Answers { inserted }.';
grant execute on function private.starter_id, private.starter_pillars, private.starter_areas to authenticated;
revoke all on function public.fill_starter_life from public, anon;
grant execute on function public.fill_starter_life to authenticated;
