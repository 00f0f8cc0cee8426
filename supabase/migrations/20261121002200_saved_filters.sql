-- Filters that a person keeps under a name.

create table public.saved_filters (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name text not null check (name ~ '\S' and char_length(name) <= 100),
  icon text not null default '🔎' check (char_length(icon) between 1 and 16),
  query text not null check (query ~ '\S' and char_length(query) <= 1000),
  sort_order double precision not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id)
);
comment on table public.saved_filters is 'A view on the tasks that a person comes back to.';
comment on column public.saved_filters.query is 'As the person typed it, in the language of the filter box.';
create unique index saved_filters_user_id_name_idx on public.saved_filters (user_id, lower(name));

call private.own_table('public.saved_filters', 'saved filters');
call private.broadcast_table('public.saved_filters', 'plan');
insert into private.tracked_tables (table_name, place) values ('saved_filters', 9);
