-- Live updates: a statement that changes the plan sends one private message to its owner, after commit.
-- A message is a hint to refetch (ids only, never content), so losing one costs freshness and leaks nothing.

create function private.broadcast_changes() returns trigger
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
declare
  owners jsonb;
  owner record;
begin
  if tg_op = 'DELETE' then
    select jsonb_agg(part) into owners from (
      select user_id, max(nth) as row_count, jsonb_agg(coalesce(to_jsonb(touched) -> 'id', to_jsonb(user_id))) filter (where nth <= 100) as ids
      from (select touched, user_id, row_number() over (partition by user_id) as nth from old_rows touched) numbered
      group by user_id) part;
  else
    select jsonb_agg(part) into owners from (
      select user_id, max(nth) as row_count, jsonb_agg(coalesce(to_jsonb(touched) -> 'id', to_jsonb(user_id))) filter (where nth <= 100) as ids
      from (select touched, user_id, row_number() over (partition by user_id) as nth from new_rows touched) numbered
      group by user_id) part;
  end if;
  for owner in
    select part.* from jsonb_to_recordset(owners) part (user_id uuid, row_count bigint, ids jsonb)
    -- Nobody listens for an account that is being deleted.
    join auth.users person on person.id = part.user_id
  loop
    perform realtime.send(
      jsonb_build_object(
        'table', tg_table_name,
        'operation', tg_op,
        'ids', case when owner.row_count <= 100 then owner.ids end,
        'batch_id', private.change_batch_id(),
        'source', private.change_source()
      ),
      'changed', 'user:' || owner.user_id || ':' || tg_argv[0], true);
  end loop;
  return null;
end $$;

create procedure private.broadcast_table(sent regclass, topic_end text)
language plpgsql set search_path = '' as $$
declare
  bare text := (select relname from pg_class where oid = sent);
begin
  execute format('create trigger %I after insert on %s referencing new table as new_rows
    for each statement execute function private.broadcast_changes(%L)', bare || '_tell_inserts', sent, topic_end);
  execute format('create trigger %I after update on %s referencing new table as new_rows
    for each statement execute function private.broadcast_changes(%L)', bare || '_tell_updates', sent, topic_end);
  execute format('create trigger %I after delete on %s referencing old table as old_rows
    for each statement execute function private.broadcast_changes(%L)', bare || '_tell_deletes', sent, topic_end);
end $$;
comment on procedure private.broadcast_table is
  'Sends user:<user_id>:<topic_end> the event "changed" with { table, operation, ids, batch_id, source }; ids is null above 100 rows.';

call private.broadcast_table('public.user_profiles', 'plan');
call private.broadcast_table('public.pillars', 'plan');
call private.broadcast_table('public.areas', 'plan');
call private.broadcast_table('public.projects', 'plan');
call private.broadcast_table('public.tasks', 'plan');
call private.broadcast_table('public.labels', 'plan');
call private.broadcast_table('public.task_labels', 'plan');
call private.broadcast_table('public.task_dependencies', 'plan');

create policy "People listen to their own topics and to announcements" on realtime.messages
  for select to authenticated using (
    (extension in ('broadcast', 'presence') and (select realtime.topic()) in (
      'user:' || (select auth.uid()) || ':plan',
      'user:' || (select auth.uid()) || ':insights',
      'user:' || (select auth.uid()) || ':assistant',
      'user:' || (select auth.uid()) || ':timeline'
    ))
    or (extension = 'broadcast' and (select realtime.topic()) = 'system:announcements')
  );
-- Changes are sent by the database alone; a person's devices only say that they are there.
create policy "People show their presence to themselves" on realtime.messages
  for insert to authenticated with check (
    extension = 'presence' and (select realtime.topic()) = 'user:' || (select auth.uid()) || ':plan'
  );
