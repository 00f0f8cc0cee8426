-- What the assistant may do and remember, and what of it went out to whom.

create table public.assistant_memories (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  text text not null check (text ~ '\S' and char_length(text) <= 1000),
  origin text not null default 'person' check (origin in ('person', 'assistant')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id)
);
comment on table public.assistant_memories is 'What the assistant is to know in each conversation, in the words of the person, who reads, changes and deletes it.';
call private.own_table('public.assistant_memories', 'memories');
call private.broadcast_table('public.assistant_memories', 'assistant');
insert into private.tracked_tables (table_name, place) values ('assistant_memories', 12);

create table public.ai_settings (
  user_id uuid primary key references auth.users (id) on delete cascade,
  is_on boolean not null default true,
  features_off text[] not null default '{}'
    check (cardinality(features_off) <= 100 and array_position(features_off, null) is null
      and octet_length(array_to_string(features_off, ',')) <= 5000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.ai_settings is 'Where models may be asked at all. Without a row: everywhere.';
comment on column public.ai_settings.features_off is 'Features that ask no model, by the names the ledger has for them.';

create function private.keep_owner() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.user_id is distinct from old.user_id then
    raise exception 'the owner of a row never changes' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger ai_settings_keep_owner before update on public.ai_settings
  for each row execute function private.keep_owner();
create trigger ai_settings_touch before update on public.ai_settings
  for each row execute function private.touch_updated_at();
alter table public.ai_settings enable row level security;
-- Deleting is for undo: it takes back what was set first.
grant select, insert, update, delete on public.ai_settings to authenticated;
grant all on public.ai_settings to service_role;
create policy "Owners read their AI settings" on public.ai_settings for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners add their AI settings" on public.ai_settings for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Owners change their AI settings" on public.ai_settings for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "Owners delete their AI settings" on public.ai_settings for delete to authenticated
  using (user_id = (select auth.uid()));
call private.log_table('public.ai_settings');
call private.broadcast_table('public.ai_settings', 'assistant');
insert into private.tracked_tables (table_name, place) values ('ai_settings', 13);

create or replace function private.key_column(of_table text) returns text
language sql immutable set search_path = '' as $$
  select case when of_table in ('user_profiles', 'ai_settings') then 'user_id' else 'id' end
$$;

-- As before, for tables of which the owner is the key, too.
create or replace function private.remake_rows(
  of_table text, rows private.net_change[], out restored int, out left_over private.net_change[]
)
language plpgsql volatile set search_path = '' as $$
declare
  change private.net_change;
  made uuid[];
  insert_rows text := format($sql$
    with made as (
      insert into public.%1$I select * from jsonb_populate_recordset(null::public.%1$I, $1) on conflict do nothing returning %2$I as id
    ) select coalesce(array_agg(id), '{}') from made
  $sql$, of_table, private.key_column(of_table));
begin
  begin
    execute insert_rows into made using (select jsonb_agg(row.before) from unnest(rows) row);
    restored := cardinality(made);
    left_over := private.left_over(rows, (select array_agg(row_id) from unnest(rows) where not row_id = any (made)), 'changed_since');
    return;
  exception when integrity_constraint_violation then
    restored := 0;
    left_over := '{}';
  end;
  -- Something stands in the way of the whole: one by one shows of what.
  foreach change in array rows loop
    begin
      execute insert_rows into made using jsonb_build_array(change.before);
      if made = '{}' then
        raise unique_violation;
      end if;
      restored := restored + 1;
    exception when integrity_constraint_violation then
      change.reason := case sqlstate when '23503' then 'missing_parent' else 'changed_since' end;
      left_over := left_over || change;
    end;
  end loop;
end $$;

create table public.ai_egress (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  interaction_id uuid not null,
  attempt smallint not null default 1 check (attempt >= 1),
  provider text not null check (char_length(provider) between 1 and 100),
  host text not null check (char_length(host) between 1 and 255),
  model text not null check (char_length(model) between 1 and 200),
  sent_bytes integer not null check (sent_bytes >= 0),
  body text not null check (octet_length(body) <= 2000000),
  records jsonb not null default '[]' check (jsonb_typeof(records) = 'array'),
  created_at timestamptz not null default now(),
  primary key (user_id, id)
);
comment on table public.ai_egress is
  'What was sent to whom, word for word, so that the person can see it. Kept for 90 days; they may delete it before.';
comment on column public.ai_egress.records is 'The records that were read for it: [{ table, id, fields: [name] }].';
create index ai_egress_user_id_interaction_id_idx on public.ai_egress (user_id, interaction_id, attempt);
create index ai_egress_created_at_idx on public.ai_egress (created_at);
alter table public.ai_egress enable row level security;
grant select, delete on public.ai_egress to authenticated;
grant all on public.ai_egress to service_role;
create policy "Owners read what was sent of them" on public.ai_egress for select to authenticated
  using (user_id = (select auth.uid()));
create policy "Owners delete what was sent of them" on public.ai_egress for delete to authenticated
  using (user_id = (select auth.uid()));
