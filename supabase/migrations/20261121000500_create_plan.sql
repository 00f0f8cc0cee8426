-- The plan: pillars > areas > projects > tasks, with labels and dependencies.
-- Primary keys are (user_id, id): a row can only hang under a parent of the same owner, ids are chosen by the
-- client, and a stranger's id is simply another key.

create table public.pillars (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name text not null check (name ~ '\S' and char_length(name) <= 200),
  description text not null default '' check (char_length(description) <= 20000),
  icon text not null default '🎯' check (char_length(icon) between 1 and 16),
  color text not null default '#F4B400' check (color ~ '^#[0-9A-Fa-f]{6}$'),
  sort_order double precision not null default 0,
  archived boolean not null default false,
  time_allocation_percentage numeric(5, 2) check (time_allocation_percentage between 0 and 100),
  vision_statement text not null default '' check (char_length(vision_statement) <= 20000),
  success_metrics jsonb not null default '[]' check (jsonb_typeof(success_metrics) = 'array'),
  alignment_strength numeric(3, 2) not null default 0.5 check (alignment_strength between 0 and 1),
  behavior_metrics jsonb not null default '[]' check (jsonb_typeof(behavior_metrics) = 'array'),
  is_sample boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id)
);
comment on table public.pillars is 'A core value or vision, kept for years.';
comment on column public.pillars.time_allocation_percentage is 'The share of their time a person wants to give to this pillar.';

create table public.areas (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  pillar_id uuid,
  name text not null check (name ~ '\S' and char_length(name) <= 200),
  description text not null default '' check (char_length(description) <= 20000),
  icon text not null default '🎯' check (char_length(icon) between 1 and 16),
  color text not null default '#F4B400' check (color ~ '^#[0-9A-Fa-f]{6}$'),
  importance smallint not null default 3 check (importance between 1 and 5),
  sort_order double precision not null default 0,
  archived boolean not null default false,
  time_allocation_actual numeric(5, 2) check (time_allocation_actual between 0 and 100),
  time_allocation_recommended numeric(5, 2) check (time_allocation_recommended between 0 and 100),
  balance_score numeric(3, 2) check (balance_score between 0 and 1),
  behavior_metrics jsonb not null default '[]' check (jsonb_typeof(behavior_metrics) = 'array'),
  is_sample boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  foreign key (user_id, pillar_id) references public.pillars (user_id, id) on delete set null (pillar_id)
);
comment on table public.areas is 'A domain of life, looked at every quarter.';
comment on column public.areas.importance is '1 low, 2 minor, 3 medium, 4 high, 5 critical.';
create index areas_user_id_pillar_id_idx on public.areas (user_id, pillar_id);

create table public.projects (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  area_id uuid,
  name text not null check (name ~ '\S' and char_length(name) <= 200),
  description text not null default '' check (char_length(description) <= 20000),
  icon text not null default '🚀' check (char_length(icon) between 1 and 16),
  deadline_on date,
  status text not null default 'not_started' check (status in ('not_started', 'in_progress', 'completed', 'on_hold')),
  priority text not null default 'medium' check (priority in ('low', 'medium', 'high', 'urgent')),
  importance smallint not null default 3 check (importance between 1 and 5),
  sort_order double precision not null default 0,
  archived boolean not null default false,
  is_sample boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  foreign key (user_id, area_id) references public.areas (user_id, id) on delete cascade
);
comment on table public.projects is 'An outcome with an end, looked at every month.';
create index projects_user_id_area_id_idx on public.projects (user_id, area_id);

create table public.tasks (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  project_id uuid,
  parent_task_id uuid,
  name text not null check (name ~ '\S' and char_length(name) <= 500),
  description text not null default '' check (char_length(description) <= 20000),
  status text not null default 'todo' check (status in ('todo', 'in_progress', 'review', 'completed')),
  completed_at timestamptz,
  priority text not null default 'medium' check (priority in ('low', 'medium', 'high', 'urgent')),
  category text not null default 'general'
    check (category in ('general', 'deep_work', 'creative', 'strategic', 'admin', 'routine')),
  energy text check (energy in ('low', 'medium', 'high')),
  start_on date,
  due_on date,
  due_time time,
  deadline_on date,
  remind_at timestamptz,
  duration_minutes integer check (duration_minutes between 1 and 10080),
  recurrence_rule text check (char_length(recurrence_rule) <= 500),
  recurrence_after_completion boolean not null default false,
  recurrence_start_on date,
  series_id uuid,
  occurrence integer not null default 1 check (occurrence >= 1),
  sub_task_completion_required boolean not null default false,
  original_text text check (char_length(original_text) <= 2000),
  sort_order double precision not null default 0,
  is_sample boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  foreign key (user_id, project_id) references public.projects (user_id, id) on delete cascade,
  foreign key (user_id, parent_task_id) references public.tasks (user_id, id) on delete cascade,
  constraint tasks_time_needs_day check (due_time is null or due_on is not null),
  constraint tasks_recurrence_needs_due_day check (recurrence_rule is null or due_on is not null),
  constraint tasks_completed_at_matches_status check ((status = 'completed') = (completed_at is not null)),
  constraint tasks_dates_are_sane check (
    coalesce(start_on, due_on, deadline_on) is null
    or (least(start_on, due_on, deadline_on) >= date '1900-01-01'
      and greatest(start_on, due_on, deadline_on) < date '2200-01-01'))
);
comment on table public.tasks is 'One action. Without a project it lies in the inbox; under a parent it is a sub-task.';
comment on column public.tasks.start_on is 'Not to be seen in Today before this day.';
comment on column public.tasks.due_on is 'The day the person plans to do it; due_time is the wall clock of their time zone.';
comment on column public.tasks.deadline_on is 'The day after which it is too late; it never moves by itself.';
comment on column public.tasks.recurrence_rule is 'RFC 5545 rule body, for example FREQ=WEEKLY;BYDAY=MO,TH.';
comment on column public.tasks.recurrence_start_on is 'The day the rule counts from (its DTSTART); kept along the series.';
comment on column public.tasks.series_id is 'Shared by all instances of one recurring task.';
comment on column public.tasks.occurrence is 'The place of this instance in its series, from 1.';
comment on column public.tasks.original_text is 'What the person typed or imported, as it was.';
create index tasks_user_id_project_id_idx on public.tasks (user_id, project_id, sort_order) include (status);
create index tasks_user_id_parent_task_id_idx on public.tasks (user_id, parent_task_id) where parent_task_id is not null;
-- Carries all that the ranking of Today reads, so that it need not visit the rows, which lie scattered.
create index tasks_user_id_due_on_idx on public.tasks (user_id, due_on)
  include (id, project_id, parent_task_id, priority, start_on, due_time, deadline_on, sort_order, created_at, status)
  where status <> 'completed';
create index tasks_user_id_series_id_idx on public.tasks (user_id, series_id, occurrence) where series_id is not null;

create table public.labels (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name text not null check (name ~ '\S' and char_length(name) <= 100),
  color text not null default '#8A8A8A' check (color ~ '^#[0-9A-Fa-f]{6}$'),
  is_sample boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id)
);
comment on table public.labels is 'A word to find tasks by, across projects.';
create unique index labels_user_id_name_idx on public.labels (user_id, lower(name));

create table public.task_labels (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  task_id uuid not null,
  label_id uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (user_id, task_id, label_id),
  foreign key (user_id, task_id) references public.tasks (user_id, id) on delete cascade,
  foreign key (user_id, label_id) references public.labels (user_id, id) on delete cascade
);
comment on table public.task_labels is 'Which task wears which label.';
create index task_labels_user_id_label_id_idx on public.task_labels (user_id, label_id);

create table public.task_dependencies (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  task_id uuid not null,
  depends_on_task_id uuid not null check (depends_on_task_id <> task_id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (user_id, task_id, depends_on_task_id),
  foreign key (user_id, task_id) references public.tasks (user_id, id) on delete cascade,
  foreign key (user_id, depends_on_task_id) references public.tasks (user_id, id) on delete cascade
);
comment on table public.task_dependencies is 'A task waits until the task it depends on is completed. Cycles are refused.';
create index task_dependencies_user_id_depends_on_idx on public.task_dependencies (user_id, depends_on_task_id);

call private.own_table('public.pillars', 'pillars');
call private.own_table('public.areas', 'areas');
call private.own_table('public.projects', 'projects');
call private.own_table('public.tasks', 'tasks');
call private.own_table('public.labels', 'labels');
call private.own_table('public.task_labels', 'task labels');
call private.own_table('public.task_dependencies', 'task dependencies');

-- No interleaving of two sessions makes a cycle: whoever hangs a task under or behind another one holds the
-- person's lock until commit, so the look round the graph sees everything that is there.
create function private.lock_task_graph(person uuid) returns void
language sql volatile set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('task graph ' || person, 0))
$$;
grant execute on function private.lock_task_graph to authenticated, service_role;

create function private.refuse_dependency_cycle() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform private.lock_task_graph(new.user_id);
  if exists (
    with recursive upstream (task_id) as (
      select new.depends_on_task_id
      union
      select dependency.depends_on_task_id
      from upstream
      join public.task_dependencies dependency
        on dependency.user_id = new.user_id and dependency.task_id = upstream.task_id
        and dependency.id <> new.id
    )
    select from upstream where upstream.task_id = new.task_id
  ) then
    raise exception 'a task cannot wait for itself, not even in a circle' using errcode = '23514',
      constraint = 'task_dependencies_have_no_cycle';
  end if;
  return new;
end $$;
create trigger task_dependencies_refuse_cycle before insert or update of task_id, depends_on_task_id
  on public.task_dependencies for each row execute function private.refuse_dependency_cycle();

create function private.place_task() returns trigger
language plpgsql set search_path = '' as $$
declare
  parent public.tasks;
begin
  if new.parent_task_id is null then
    return new;
  end if;
  perform private.lock_task_graph(new.user_id);
  -- The sub-select keeps the planner from joining all tasks of the person for each row of a long insert.
  if exists (
    with recursive upward (id) as (
      select new.parent_task_id
      union
      select (
        select task.parent_task_id from public.tasks task
        where task.user_id = new.user_id and task.id = upward.id)
      from upward where upward.id is not null
    )
    select from upward where upward.id = new.id
  ) then
    raise exception 'a task cannot be a sub-task of itself' using errcode = '23514',
      constraint = 'tasks_have_no_parent_cycle';
  end if;
  if not private.is_replaying() then
    select * into parent from public.tasks task where task.user_id = new.user_id and task.id = new.parent_task_id;
    -- A parent that is not there yet comes later in the same statement, or the foreign key refuses the row.
    if found then
      new.project_id := parent.project_id;
    end if;
  end if;
  return new;
end $$;
comment on function private.place_task is 'A sub-task lives in the project of its parent.';
create trigger tasks_place before insert or update of parent_task_id, project_id on public.tasks
  for each row execute function private.place_task();

create function private.move_sub_tasks() returns trigger
language plpgsql set search_path = '' as $$
begin
  if private.is_replaying() then
    return null;
  end if;
  -- Somebody may be hanging a sub-task under this one right now.
  perform private.lock_task_graph(new.user_id);
  -- An update of no rows would still run every trigger of the table.
  if exists (select from public.tasks sub where sub.user_id = new.user_id and sub.parent_task_id = new.id) then
    update public.tasks sub set project_id = new.project_id
    where sub.user_id = new.user_id and sub.parent_task_id = new.id
      and sub.project_id is distinct from new.project_id;
  end if;
  return null;
end $$;
-- Not "update of project_id": a task that gets another parent moves too, without naming the column.
create trigger tasks_move_sub_tasks after update on public.tasks
  for each row when (old.project_id is distinct from new.project_id) execute function private.move_sub_tasks();
