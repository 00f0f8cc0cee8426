-- Templates: a project to do again, its tasks with days counted from the start.

create table public.project_templates (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name text not null check (name ~ '\S' and char_length(name) <= 200),
  description text not null default '' check (char_length(description) <= 20000),
  icon text not null default '🚀' check (char_length(icon) between 1 and 16),
  category text not null default 'general'
    check (category in ('learning', 'health', 'career', 'personal', 'work', 'general')),
  content jsonb not null default '{"tasks": []}' check (octet_length(content::text) <= 1000000),
  sort_order double precision not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id)
);
comment on table public.project_templates is 'A project to do again.';
comment on column public.project_templates.content is
  '{ priority?, importance?, deadline_day?, tasks: [{ key, parent?, name, description?, priority?, category?, energy?, duration_minutes?, start_day?, due_day?, due_time?, deadline_day?, recurrence_rule?, recurrence_after_completion?, sub_task_completion_required?, labels?: [name], waits_for?: [key] }] }. Days count from the start of the project, parents come before their sub-tasks.';

create function private.is_whole(value jsonb, low integer, high integer) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return value is null or (jsonb_typeof(value) = 'number' and (value #>> '{}')::numeric % 1 = 0
    and (value #>> '{}')::numeric between low and high);
end $$;

create function private.is_text_list(value jsonb, longest integer) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return value is null or (jsonb_typeof(value) = 'array' and jsonb_array_length(value) <= 100 and not exists (
    select from jsonb_array_elements(value) part
    where jsonb_typeof(part) <> 'string' or part #>> '{}' !~ '\S' or char_length(part #>> '{}') > longest));
end $$;

create function private.template_task_problem(task jsonb, earlier text[]) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if jsonb_typeof(task) <> 'object' then
    return 'is no object';
  end if;
  if task ? 'recurrence_rule' then
    perform private.parse_recurrence(task ->> 'recurrence_rule');
  end if;
  return case
    when task - array['key', 'parent', 'name', 'description', 'priority', 'category', 'energy', 'duration_minutes', 'start_day', 'due_day',
      'due_time', 'deadline_day', 'recurrence_rule', 'recurrence_after_completion', 'sub_task_completion_required', 'labels', 'waits_for'] <> '{}'
      then 'has a field that is not known'
    when jsonb_typeof(task -> 'key') is distinct from 'string' or task ->> 'key' !~ '^\S{1,100}$' then 'needs a key'
    when task ->> 'key' = any (earlier) then 'has the key of another task'
    when task ? 'parent' and not coalesce(task ->> 'parent' = any (earlier), false) then 'has a parent that is not before it'
    when jsonb_typeof(task -> 'name') is distinct from 'string' or task ->> 'name' !~ '\S' or char_length(task ->> 'name') > 500
      then 'needs a name'
    when task ? 'description' and (jsonb_typeof(task -> 'description') <> 'string' or char_length(task ->> 'description') > 20000)
      then 'has a bad description'
    when task ->> 'priority' not in ('low', 'medium', 'high', 'urgent') then 'has a bad priority'
    when task ->> 'category' not in ('general', 'deep_work', 'creative', 'strategic', 'admin', 'routine') then 'has a bad category'
    when task ->> 'energy' not in ('low', 'medium', 'high') then 'has a bad energy'
    when not private.is_whole(task -> 'duration_minutes', 1, 10080) then 'has a bad duration'
    when not (private.is_whole(task -> 'start_day', -3660, 3660) and private.is_whole(task -> 'due_day', -3660, 3660)
      and private.is_whole(task -> 'deadline_day', -3660, 3660)) then 'has a bad day'
    when task ?| array['due_time', 'recurrence_rule'] and not task ? 'due_day' then 'has a time or a rule, but no day'
    when task ->> 'due_time' !~ '^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$' then 'has a bad time'
    when jsonb_typeof(coalesce(task -> 'recurrence_after_completion', 'true')) <> 'boolean'
      or jsonb_typeof(coalesce(task -> 'sub_task_completion_required', 'true')) <> 'boolean' then 'has a switch that is neither on nor off'
    when not private.is_text_list(task -> 'labels', 100) then 'has bad labels'
    when not private.is_text_list(task -> 'waits_for', 100) then 'waits for something that is no key'
  end;
end $$;
comment on function private.template_task_problem is 'What is wrong with a task of a template, or null. "earlier" are the keys before it.';
grant execute on function private.is_whole, private.is_text_list, private.template_task_problem to authenticated, service_role;

create function private.check_project_template() returns trigger
language plpgsql set search_path = '' as $$
declare
  task jsonb;
  keys text[] := '{}';
  problem text;
begin
  if private.is_replaying() then
    return new;
  end if;
  new.content := jsonb_strip_nulls(new.content);
  if jsonb_typeof(new.content) <> 'object' or jsonb_typeof(new.content -> 'tasks') is distinct from 'array'
    or new.content - array['tasks', 'priority', 'importance', 'deadline_day'] <> '{}'
    or new.content ->> 'priority' not in ('low', 'medium', 'high', 'urgent')
    or not private.is_whole(new.content -> 'importance', 1, 5) or not private.is_whole(new.content -> 'deadline_day', -3660, 3660) then
    raise exception 'a template needs a list of tasks, and knows priority, importance and deadline_day'
      using errcode = '22023', column = 'content';
  elsif jsonb_array_length(new.content -> 'tasks') > 1000 then
    raise exception 'a template holds at most 1000 tasks' using errcode = '22023', column = 'content';
  end if;
  for task in select value from jsonb_array_elements(new.content -> 'tasks') loop
    problem := private.template_task_problem(task, keys);
    if problem is not null then
      raise exception 'task % of the template %', cardinality(keys) + 1, problem using errcode = '22023', column = 'content';
    end if;
    keys := keys || (task ->> 'key');
  end loop;
  if exists (
    select from jsonb_array_elements(new.content -> 'tasks') given, jsonb_array_elements_text(given -> 'waits_for') blocker
    where not blocker = any (keys)
  ) then
    raise exception 'a task of the template waits for one that is not there' using errcode = '22023', column = 'content';
  end if;
  if exists (
    with recursive waits as (
      select given ->> 'key' as key, blocker.value as blocker
      from jsonb_array_elements(new.content -> 'tasks') given, jsonb_array_elements_text(given -> 'waits_for') blocker (value)
    ),
    upstream (key, blocker) as (
      select key, blocker from waits
      union
      select upstream.key, waits.blocker from upstream join waits on waits.key = upstream.blocker
    )
    select from upstream where key = blocker
  ) then
    raise exception 'a task of the template waits for itself' using errcode = '22023', column = 'content';
  end if;
  return new;
end $$;
create trigger project_templates_check before insert or update of content on public.project_templates
  for each row execute function private.check_project_template();

call private.own_table('public.project_templates', 'project templates');
call private.broadcast_table('public.project_templates', 'plan');
insert into private.tracked_tables (table_name, place) values ('project_templates', 10);

create function private.template_content(project public.projects) returns jsonb
language sql stable set search_path = '' as $$
  with recursive tree (id, sort_order, created_at) as (
    select task.id, task.sort_order, task.created_at
    from public.tasks task
    where task.user_id = project.user_id and task.project_id = project.id and task.parent_task_id is null
      -- Of a series, its last instance speaks for all.
      and (task.series_id is null or not exists (
        select from public.tasks later
        where later.user_id = task.user_id and later.series_id = task.series_id and later.project_id = task.project_id
          and later.occurrence > task.occurrence))
    union all
    select sub.id, sub.sort_order, sub.created_at
    from tree join public.tasks sub on sub.user_id = project.user_id and sub.parent_task_id = tree.id
  ) search depth first by sort_order, created_at, id set path,
  task as materialized (
    select series.*, row_number() over (order by tree.path) as place
    from tree
    join public.tasks here on here.user_id = project.user_id and here.id = tree.id
    cross join lateral private.as_series(here) series
  ),
  start as (
    select coalesce(least(min(start_on), min(due_on), min(deadline_on)), private.local_today(project.user_id)) as on_day from task
  )
  select jsonb_strip_nulls(jsonb_build_object(
    'priority', project.priority,
    'importance', project.importance,
    'deadline_day', project.deadline_on - start.on_day,
    'tasks', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'key', task.place::text,
        'parent', (select parent.place::text from task parent where parent.id = task.parent_task_id),
        'name', task.name,
        'description', nullif(task.description, ''),
        'priority', task.priority,
        'category', task.category,
        'energy', task.energy,
        'duration_minutes', task.duration_minutes,
        'start_day', task.start_on - start.on_day,
        'due_day', task.due_on - start.on_day,
        'due_time', task.due_time,
        'deadline_day', task.deadline_on - start.on_day,
        'recurrence_rule', task.recurrence_rule,
        'recurrence_after_completion', nullif(task.recurrence_after_completion, false),
        'sub_task_completion_required', nullif(task.sub_task_completion_required, false),
        'labels', (
          select jsonb_agg(label.name order by label.name)
          from public.task_labels worn join public.labels label on label.user_id = worn.user_id and label.id = worn.label_id
          where worn.user_id = project.user_id and worn.task_id = task.id),
        'waits_for', (
          select jsonb_agg(blocker.place::text order by blocker.place)
          from public.task_dependencies dependency join task blocker on blocker.id = dependency.depends_on_task_id
          where dependency.user_id = project.user_id and dependency.task_id = task.id)
      ) order by task.place), '[]')
      from task)
  ))
  from start
$$;
comment on function private.template_content is 'What a template of this project holds. Day 0 is the first day that one of its tasks names.';
grant execute on function private.template_content to authenticated;

create function public.save_project_as_template(p_project_id uuid, p_name text default null) returns uuid
language plpgsql volatile security invoker set search_path = '' as $$
declare
  project public.projects;
  template_id uuid;
begin
  select * into project from public.projects p where p.user_id = (select auth.uid()) and p.id = p_project_id;
  if not found then
    raise exception 'there is no such project' using errcode = 'PT404';
  end if;
  insert into public.project_templates (user_id, name, description, icon, content, sort_order)
  values (project.user_id, coalesce(p_name, project.name), project.description, project.icon, private.template_content(project),
    floor(extract(epoch from private.clock()) * 1000))
  returning id into template_id;
  return template_id;
end $$;
comment on function public.save_project_as_template is
  'Keeps a project of the caller, done or not, as a template: its tasks with days counted from the first one. Answers the id of the template.';

create function private.fill_from_template(template public.project_templates, p_project_id uuid, start_on date) returns void
language plpgsql volatile set search_path = '' as $$
declare
  ids jsonb;
begin
  select coalesce(jsonb_object_agg(given ->> 'key', gen_random_uuid()), '{}') into ids
  from jsonb_array_elements(template.content -> 'tasks') given;
  if ids = '{}' then
    return;
  end if;
  insert into public.tasks (
    user_id, id, project_id, parent_task_id, name, description, priority, category, energy, duration_minutes,
    start_on, due_on, due_time, deadline_on, recurrence_rule, recurrence_after_completion, sub_task_completion_required, sort_order
  )
  select
    template.user_id, (ids ->> (given ->> 'key'))::uuid, p_project_id, (ids ->> (given ->> 'parent'))::uuid, given ->> 'name',
    coalesce(given ->> 'description', ''), coalesce(given ->> 'priority', 'medium'), coalesce(given ->> 'category', 'general'),
    given ->> 'energy', (given ->> 'duration_minutes')::numeric::int,
    start_on + (given ->> 'start_day')::numeric::int, start_on + (given ->> 'due_day')::numeric::int, (given ->> 'due_time')::time,
    start_on + (given ->> 'deadline_day')::numeric::int, given ->> 'recurrence_rule',
    coalesce((given ->> 'recurrence_after_completion')::boolean, false),
    coalesce((given ->> 'sub_task_completion_required')::boolean, false), place
  from jsonb_array_elements(template.content -> 'tasks') with ordinality as task (given, place)
  order by place;

  insert into public.labels (user_id, name)
  select distinct on (lower(label.name)) template.user_id, label.name
  from jsonb_array_elements(template.content -> 'tasks') given, jsonb_array_elements_text(given -> 'labels') label (name)
  where not exists (select from public.labels known where known.user_id = template.user_id and lower(known.name) = lower(label.name))
  order by lower(label.name);
  insert into public.task_labels (user_id, task_id, label_id)
  select distinct template.user_id, (ids ->> (given ->> 'key'))::uuid, known.id
  from jsonb_array_elements(template.content -> 'tasks') given, jsonb_array_elements_text(given -> 'labels') label (name)
  join public.labels known on known.user_id = template.user_id and lower(known.name) = lower(label.name);

  insert into public.task_dependencies (user_id, task_id, depends_on_task_id)
  select distinct template.user_id, (ids ->> (given ->> 'key'))::uuid, (ids ->> blocker.key)::uuid
  from jsonb_array_elements(template.content -> 'tasks') given, jsonb_array_elements_text(given -> 'waits_for') blocker (key);
end $$;
grant execute on function private.fill_from_template to authenticated;

create function public.create_project_from_template(
  p_template_id uuid, p_area_id uuid default null, p_name text default null, p_start_on date default null
) returns uuid
language plpgsql volatile security invoker set search_path = '' as $$
declare
  template public.project_templates;
  start_on date;
  project_id uuid;
begin
  select * into template from public.project_templates t where t.user_id = (select auth.uid()) and t.id = p_template_id;
  if not found then
    raise exception 'there is no such template' using errcode = 'PT404';
  end if;
  start_on := coalesce(p_start_on, private.local_today(template.user_id));
  insert into public.projects (user_id, area_id, name, description, icon, priority, importance, deadline_on, sort_order)
  values (template.user_id, p_area_id, coalesce(p_name, template.name), template.description, template.icon,
    coalesce(template.content ->> 'priority', 'medium'), coalesce((template.content ->> 'importance')::numeric::int, 3),
    start_on + (template.content ->> 'deadline_day')::numeric::int, floor(extract(epoch from private.clock()) * 1000))
  returning id into project_id;
  perform private.fill_from_template(template, project_id, start_on);
  return project_id;
end $$;
comment on function public.create_project_from_template is
  'Makes a project of a template of the caller, in an area or in none, its days counted from p_start_on (default: today). One step. Answers the id of the project.';

-- Six to begin with, which a person can change and delete like their own.
create function private.starter_templates(locale text) returns table (category text, icon text, place int, name text, tasks jsonb)
language sql immutable set search_path = '' as $$
  select category, icon, place, case locale when 'de' then de else en end, (
    select jsonb_agg(jsonb_build_object(
      'key', task.place::text, 'name', case locale when 'de' then task.value ->> 2 else task.value ->> 1 end,
      'duration_minutes', task.value -> 0, 'priority', task.value -> 3, 'due_day', task.value -> 4) order by task.place)
    from jsonb_array_elements(tasks) with ordinality as task (value, place))
  from (values
    (1, 'learning', '📚', 'Learn something new', 'Etwas Neues lernen', '[
      [20, "Write down what I want to be able to do at the end", "Aufschreiben, was ich am Ende können will", "high", 0],
      [45, "Choose one course or one book, not five", "Einen Kurs oder ein Buch aussuchen, nicht fünf", "high", 1],
      [60, "Work through the first chapter", "Das erste Kapitel durcharbeiten", "medium", 3],
      [45, "Use it once for something real", "Es einmal für etwas Echtes benutzen", "medium", 7],
      [30, "Explain it to somebody", "Es jemandem erklären", "low", 14]]'::jsonb),
    (2, 'health', '🌿', 'Build a healthy habit', 'Eine gesunde Gewohnheit aufbauen', '[
      [15, "Choose one small habit, and when in the day it happens", "Eine kleine Gewohnheit wählen, und wann am Tag sie dran ist", "high", 0],
      [30, "Put everything it needs in its place", "Alles, was sie braucht, an seinen Platz legen", "medium", 1],
      [20, "Do it for the first time", "Sie zum ersten Mal tun", "high", 2],
      [15, "After a week: what got in the way?", "Nach einer Woche: Was kam dazwischen?", "medium", 7],
      [15, "After a month: keep it, change it or drop it", "Nach einem Monat: behalten, ändern oder lassen", "medium", 30]]'),
    (3, 'career', '🧭', 'Take the next step at work', 'Beruflich einen Schritt weiterkommen', '[
      [30, "Describe the job I want in two years", "Die Stelle beschreiben, die ich in zwei Jahren will", "high", 0],
      [45, "List what I can do and what is missing", "Auflisten, was ich kann und was noch fehlt", "medium", 2],
      [60, "Bring the CV up to date", "Den Lebenslauf auf den neuesten Stand bringen", "medium", 5],
      [45, "Talk to two people who do it already", "Mit zwei Leuten sprechen, die das schon machen", "high", 10],
      [30, "Agree on the next step with my manager", "Mit meiner Führungskraft den nächsten Schritt vereinbaren", "high", 14]]'),
    (4, 'personal', '🎁', 'Prepare a celebration', 'Ein Fest vorbereiten', '[
      [20, "Settle the day, the place and the budget", "Tag, Ort und Budget festlegen", "high", 0],
      [30, "Write the guest list and invite", "Gästeliste schreiben und einladen", "high", 2],
      [45, "Plan food, drinks and music", "Essen, Getränke und Musik planen", "medium", 7],
      [90, "Go shopping", "Einkaufen gehen", "medium", 13],
      [60, "Set everything up", "Alles aufbauen", "medium", 14]]'),
    (5, 'work', '💼', 'Run a small project', 'Ein kleines Projekt durchführen', '[
      [45, "Agree on the goal and on what is not part of it", "Ziel klären, und was nicht dazugehört", "high", 0],
      [60, "Break the work into steps with names and dates", "Die Arbeit in Schritte mit Namen und Terminen zerlegen", "high", 1],
      [30, "Kick-off with everybody", "Auftakt mit allen", "medium", 3],
      [60, "Show the first version and listen", "Die erste Fassung zeigen und zuhören", "medium", 10],
      [30, "Look back: keep, stop, try", "Rückblick: behalten, aufhören, ausprobieren", "low", 15]]'),
    (6, 'general', '🧰', 'Get something done', 'Etwas zu Ende bringen', '[
      [15, "Write down what done looks like", "Aufschreiben, woran ich merke, dass es fertig ist", "high", 0],
      [30, "Gather what I need", "Zusammensuchen, was ich brauche", "medium", 1],
      [60, "Do the hardest part first", "Mit dem Schwersten anfangen", "high", 2],
      [60, "Do the rest", "Den Rest erledigen", "medium", 4],
      [15, "Tell whoever is waiting for it", "Allen Bescheid geben, die darauf warten", "low", 5]]')
  ) as template (place, category, icon, en, de, tasks)
$$;

create function public.add_starter_templates() returns integer
language plpgsql volatile security invoker set search_path = '' as $$
declare
  person uuid := (select auth.uid());
  added int;
begin
  if person is null then
    raise exception 'sign in first' using errcode = '42501';
  end if;
  insert into public.project_templates (user_id, id, name, icon, category, content, sort_order)
  select person, private.named_uuid(person || ' template ' || starter.category), starter.name, starter.icon, starter.category,
    jsonb_build_object('tasks', starter.tasks), starter.place
  from public.user_profiles profile
  cross join lateral private.starter_templates(profile.locale) starter
  where profile.user_id = person
  on conflict (user_id, id) do nothing;
  get diagnostics added = row_count;
  return added;
end $$;
comment on function public.add_starter_templates is
  'Adds the six templates to begin with that the caller does not have, in their language. Answers how many came.';
grant execute on function private.starter_templates to authenticated;
revoke all on function public.save_project_as_template, public.create_project_from_template, public.add_starter_templates from public, anon;
grant execute on function public.save_project_as_template, public.create_project_from_template, public.add_starter_templates to authenticated;
