-- Undo, redo, restore and "my life as it was", read from the change log and applied under the caller's own rights.
-- An undo is itself a batch, so redo is the undo of an undo. What changed since in the same field is left alone
-- and reported.

create table private.tracked_tables (
  table_name text primary key,
  place smallint not null
);
comment on table private.tracked_tables is
  'The tables a person can take back, parents first. Views, ledgers and memberships are not among them.';
insert into private.tracked_tables (table_name, place) values
  ('user_profiles', 0), ('pillars', 1), ('areas', 2), ('projects', 3), ('tasks', 4), ('labels', 5),
  ('task_labels', 6), ('task_dependencies', 7), ('resources', 8);
grant select on private.tracked_tables to authenticated, service_role;

create function private.key_column(of_table text) returns text
language sql immutable set search_path = '' as $$
  select case of_table when 'user_profiles' then 'user_id' else 'id' end
$$;

create function private.open_undo(p_batch_id uuid) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  person uuid := auth.uid();
  batch public.change_batches;
  fresh uuid := gen_random_uuid();
begin
  if person is null then
    raise exception 'sign in first' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('undo ' || person, 0));
  select * into batch from public.change_batches where user_id = person and id = p_batch_id;
  if not found then
    raise exception 'there is no such step in your history' using errcode = 'PT404';
  end if;
  if batch.undone_by_batch_id is not null then
    raise exception 'this step has been undone already' using errcode = 'PT409';
  end if;
  perform set_config('aurum.batch_id', fresh::text, true), set_config('aurum.replaying', 'on', true);
  return fresh;
end $$;

create function private.close_undo(p_batch_id uuid, p_undo_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  person uuid := auth.uid();
  undone uuid := p_batch_id;
  undone_by uuid := p_undo_id;
  revived uuid;
begin
  perform set_config('aurum.batch_id', '', true), set_config('aurum.replaying', '', true);
  update public.change_batches set undoes_batch_id = p_batch_id where user_id = person and id = p_undo_id;
  if not found then
    return; -- nothing could be put back: the step stays as undoable as it was
  end if;
  -- Undoing an undo brings its step back to life, which undoes again what that step had undone, and so on.
  loop
    update public.change_batches set undone_by_batch_id = undone_by
    where user_id = person and id = undone returning undoes_batch_id into revived;
    exit when revived is null;
    update public.change_batches set undone_by_batch_id = null
    where user_id = person and id = revived returning id, undoes_batch_id into undone_by, undone;
    exit when undone is null;
  end loop;
end $$;

create function private.with_children(of_table text, ids uuid[]) returns setof uuid
language sql stable set search_path = '' as $$
  select pillar_id from public.areas
    where of_table = 'pillars' and user_id = auth.uid() and pillar_id = any (ids)
  union
  select area_id from public.projects
    where of_table = 'areas' and user_id = auth.uid() and area_id = any (ids)
  union
  select project_id from public.tasks
    where of_table = 'projects' and user_id = auth.uid() and project_id = any (ids)
  union
  select parent_task_id from public.tasks
    where of_table = 'tasks' and user_id = auth.uid() and parent_task_id = any (ids) and not id = any (ids)
  union
  select label_id from public.task_labels
    where of_table = 'labels' and user_id = auth.uid() and label_id = any (ids)
$$;
comment on function private.with_children is 'Those rows of a table that would take other rows along if they were deleted.';

create type private.net_change as (
  table_name text, row_id uuid, row_label text, operation text, before jsonb, after jsonb,
  -- Filled in by an undo that meets an obstacle: why, and which columns if it is not the whole row.
  reason text, columns text[]
);

create function private.left_over(rows private.net_change[], ids uuid[], reason text) returns private.net_change[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(row(change.table_name, change.row_id, change.row_label, change.operation, change.before, change.after,
    left_over.reason, null)::private.net_change), '{}')
  from unnest(rows) change where change.row_id = any (ids)
$$;

create function private.merge(parts jsonb[]) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  part jsonb;
  merged jsonb := parts[1];
begin
  foreach part in array parts[2:] loop
    merged := coalesce(merged, '{}') || coalesce(part, '{}');
  end loop;
  return merged;
end $$;
comment on function private.merge is 'One object of many; of two values of one key the later stays.';

create function private.net_changes(p_batch_id uuid) returns setof private.net_change
language sql stable set search_path = '' as $$
  -- The earliest value before, and the latest value after, of every column of every row.
  with ends as (
    select table_name, row_id,
      min(id) as place,
      (array_agg(row_label order by id desc))[1] as row_label,
      (array_agg(operation order by id))[1] = 'insert' as came,
      (array_agg(operation order by id desc))[1] = 'delete' as went,
      private.merge(array_agg(before order by id desc)) as before,
      private.merge(array_agg(after order by id)) as after
    from public.changes
    where user_id = auth.uid() and batch_id = p_batch_id
      and table_name in (select tracked.table_name from private.tracked_tables tracked)
    group by table_name, row_id
  )
  select table_name, row_id, row_label,
    case when came then 'insert' when went then 'delete' else 'update' end,
    case when came then null when went then before else private.changed_columns(before, after) end,
    case when went then null when came then after else private.changed_columns(after, before) end,
    null::text, null::text[]
  from ends
  where not (came and went) and (came or went or before is distinct from after)
    -- A profile comes and goes with its account.
    and not (table_name = 'user_profiles' and (came or went))
  order by place
$$;
comment on function private.net_changes is 'What a batch did in the end, one entry per row: rows that came, rows that went, columns that became others.';

-- The three ways back. Each answers how many rows it put back, and which it had to leave with the reason why.

create function private.unmake_rows(
  of_table text, rows private.net_change[], forced boolean, out restored int, out left_over private.net_change[]
)
language plpgsql volatile set search_path = '' as $$
declare
  free uuid[];
  kept uuid[];
  changed uuid[];
begin
  execute format($sql$
    select coalesce(array_agg(row_id) filter (where is_free), '{}'), coalesce(array_agg(row_id) filter (where not is_free), '{}')
    from (
      select change.row_id, $2 or to_jsonb(t) - 'updated_at' = change.after - 'updated_at' as is_free
      from unnest($1) change join public.%1$I t on t.user_id = auth.uid() and t.%2$I = change.row_id
      offset 0
    ) judged
  $sql$, of_table, private.key_column(of_table)) into free, changed using rows, forced;
  left_over := private.left_over(rows, changed, 'changed_since');
  loop
    exit when forced;
    select array_agg(id) into kept from unnest(free) id where id in (select private.with_children(of_table, free));
    exit when kept is null;
    select coalesce(array_agg(id), '{}') into free from unnest(free) id where not id = any (kept);
    left_over := left_over || private.left_over(rows, kept, 'has_children');
  end loop;
  execute format('delete from public.%I where user_id = auth.uid() and %I = any ($1)', of_table, private.key_column(of_table)) using free;
  get diagnostics restored = row_count;
end $$;

create function private.remake_rows(
  of_table text, rows private.net_change[], out restored int, out left_over private.net_change[]
)
language plpgsql volatile set search_path = '' as $$
declare
  change private.net_change;
  made uuid[];
  insert_rows text := format($sql$
    with made as (
      insert into public.%1$I select * from jsonb_populate_recordset(null::public.%1$I, $1) on conflict do nothing returning id
    ) select coalesce(array_agg(id), '{}') from made
  $sql$, of_table);
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

create function private.revert_rows(
  of_table text, rows private.net_change[], forced boolean, out restored int, out left_over private.net_change[]
)
language plpgsql volatile set search_path = '' as $$
declare
  key text := private.key_column(of_table);
  ids uuid[];
  patches jsonb[];
  columns text;
  patch_rows text;
begin
  restored := 0;
  left_over := '{}';
  -- Whoever changes one of these rows now waits until this is done.
  execute format('select from public.%1$I where user_id = auth.uid() and %2$I = any ($1) order by %2$I for no key update', of_table, key)
    using (select array_agg(row_id) from unnest(rows));
  execute format($sql$
    with fields as (
      select change.row_id, field.key, change.before -> field.key as before,
        $2 or live.record -> field.key = field.value as is_free,
        -- What only the server writes is not the person's to put back.
        has_column_privilege(current_user, 'public.%1$I', field.key, 'update') as is_theirs
      from unnest($1) change
      join lateral (select to_jsonb(t) as record from public.%1$I t where t.user_id = auth.uid() and t.%2$I = change.row_id) live on true
      cross join jsonb_each(change.after) field
    ),
    judged as (
      select row_id,
        array_agg(key order by key) filter (where is_theirs and not is_free and key <> 'updated_at') as taken,
        bool_and(is_theirs) as is_whole,
        coalesce(jsonb_object_agg(key, before) filter (where is_theirs and is_free), '{}') as patch
      from fields group by row_id
    ),
    settled as (
      select change, taken, case
        when taken is null and is_whole then patch
        -- A row that keeps part of the newer state keeps its newer time stamp. Status and its time stamp are one fact.
        when taken && array['status', 'completed_at'] then patch - array['updated_at', 'status', 'completed_at']
        else patch - 'updated_at'
      end as patch
      from unnest($1) change left join judged on judged.row_id = change.row_id
    )
    select
      coalesce(array_agg((change).row_id) filter (where patch <> '{}'), '{}'),
      coalesce(array_agg(patch) filter (where patch <> '{}'), '{}'),
      coalesce(array_agg(row((change).table_name, (change).row_id, (change).row_label, (change).operation, (change).before,
        (change).after, 'changed_since', taken)::private.net_change) filter (where patch is null or taken is not null), '{}')
    from settled
  $sql$, of_table, key) into ids, patches, left_over using rows, forced;
  if ids = '{}' then
    return;
  end if;

  select string_agg(distinct quote_ident(column_name), ', ') into columns
  from unnest(patches) patch cross join jsonb_object_keys(patch) as column_name;
  patch_rows := format($sql$
    update public.%1$I t set (%2$s) = (select %2$s from jsonb_populate_record(t, patch.record))
    from unnest($1, $2) as patch (row_id, record) where t.user_id = auth.uid() and t.%3$I = patch.row_id
  $sql$, of_table, columns, key);
  begin
    execute patch_rows using ids, patches;
    restored := cardinality(ids);
    return;
  exception when integrity_constraint_violation then
    null; -- one by one shows which row it is
  end;
  for place in 1..cardinality(ids) loop
    begin
      execute patch_rows using ids[place:place], patches[place:place];
      restored := restored + 1;
    exception when integrity_constraint_violation then
      left_over := array(select left_row from unnest(left_over) left_row where left_row.row_id <> ids[place])
        || private.left_over(rows, ids[place:place], case sqlstate when '23503' then 'missing_parent' else 'changed_since' end);
    end;
  end loop;
end $$;

create function private.settle_sub_tasks() returns void
language plpgsql volatile set search_path = '' as $$
begin
  -- Out of order, an undo can bring a parent back into one project and leave its sub-task in another.
  loop
    update public.tasks sub set project_id = parent.project_id
    from public.tasks parent
    where parent.user_id = (select auth.uid()) and sub.user_id = parent.user_id and sub.parent_task_id = parent.id
      and sub.project_id is distinct from parent.project_id;
    exit when not found;
  end loop;
end $$;

create function private.apply_net_changes(
  net private.net_change[], forced boolean, out restored int, out left_over private.net_change[]
)
language plpgsql volatile set search_path = '' as $$
declare
  part record;
  step record;
  pending private.net_change[] := net;
  restored_now int;
begin
  restored := 0;
  left_over := '{}';
  -- What stands in the way of one row may be another row of the same step: go round again while that helps.
  loop
    restored_now := 0;
    net := pending;
    pending := '{}';
    -- What went comes back parents first, then columns get their old values, then what came goes, children first.
    for part in
      select entry.table_name, entry.operation, array_agg(entry) as rows
      from unnest(net) entry join private.tracked_tables using (table_name)
      group by entry.table_name, entry.operation, place
      order by
        case entry.operation when 'delete' then 1 when 'update' then 2 else 3 end,
        case entry.operation when 'insert' then -place else place end
    loop
      if part.operation = 'delete' then
        select * into step from private.remake_rows(part.table_name, part.rows);
      elsif part.operation = 'insert' then
        select * into step from private.unmake_rows(part.table_name, part.rows, forced);
      else
        select * into step from private.revert_rows(part.table_name, part.rows, forced);
      end if;
      restored_now := restored_now + step.restored;
      pending := pending || step.left_over;
    end loop;
    restored := restored + restored_now;
    -- A row of which some columns came back is done.
    left_over := left_over || array(select entry from unnest(pending) entry where entry.columns is not null);
    pending := array(select entry from unnest(pending) entry where entry.columns is null);
    exit when restored_now = 0 or pending = '{}';
  end loop;
  left_over := left_over || pending;
  perform private.settle_sub_tasks();
end $$;

create function public.undo_batch(p_batch_id uuid, p_force boolean default false) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  undo_id uuid := private.open_undo(p_batch_id);
  done record;
begin
  select * into done from private.apply_net_changes(array(select change from private.net_changes(p_batch_id) change), p_force);
  perform private.close_undo(p_batch_id, undo_id);
  return jsonb_build_object(
    'batch_id', case when done.restored > 0 then undo_id end,
    'restored', done.restored,
    'conflicts', (
      select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('table', row.table_name, 'row_id', row.row_id,
        'label', row.row_label, 'columns', to_jsonb(row.columns), 'reason', row.reason))), '[]')
      from unnest(done.left_over) row));
end $$;
comment on function public.undo_batch is
  'Takes one step back. Fields that were changed since are left alone and come back as conflicts, unless forced. Answers { batch_id, restored, conflicts }.';

create function public.redo_batch(p_batch_id uuid) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  undo_id uuid := (select undone_by_batch_id from public.change_batches where user_id = auth.uid() and id = p_batch_id);
begin
  if undo_id is null then
    raise exception 'this step has not been undone' using errcode = 'PT409';
  end if;
  return public.undo_batch(undo_id);
end $$;
comment on function public.redo_batch is 'Brings back a step that was undone.';

create function private.rows_as_of(p_table text, p_at timestamptz, p_row_id uuid default null)
returns table (row_id uuid, record jsonb)
language plpgsql stable set search_path = '' as $$
begin
  return query execute format($sql$
    with later as (
      select * from public.changes
      where user_id = auth.uid() and table_name = %1$L and at > $1 and ($2 is null or row_id = $2)
    ),
    first as (
      select distinct on (row_id) row_id, operation from later order by row_id, id
    ),
    first_delete as (
      select distinct on (row_id) row_id, id, before from later where operation = 'delete' order by row_id, id
    ),
    -- Of each column, the value before its first change after the moment asked for.
    overlay as (
      select row_id, jsonb_object_agg(key, value) as before
      from (
        select distinct on (later.row_id, field.key) later.row_id, field.key, field.value
        from later
        left join first_delete on first_delete.row_id = later.row_id
        cross join jsonb_each(later.before) field
        where later.operation = 'update' and (first_delete.id is null or later.id < first_delete.id)
        order by later.row_id, field.key, later.id
      ) earliest group by row_id
    ),
    base as (
      select t.%2$I as row_id, to_jsonb(t) as record from public.%1$I t
      where t.user_id = auth.uid() and ($2 is null or t.%2$I = $2)
        and not exists (select from first_delete where first_delete.row_id = t.%2$I)
      union all
      select first_delete.row_id, first_delete.before from first_delete
    )
    select base.row_id, base.record || coalesce(overlay.before, '{}')
    from base
    left join overlay on overlay.row_id = base.row_id
    left join first on first.row_id = base.row_id
    where first.operation is distinct from 'insert'
  $sql$, p_table, private.key_column(p_table)) using p_at, p_row_id;
end $$;

create function public.life_as_of(p_at timestamptz) returns table (table_name text, row_id uuid, record jsonb)
language plpgsql stable security invoker set search_path = '' as $$
declare
  tracked text;
begin
  for tracked in select tracked_tables.table_name from private.tracked_tables order by place loop
    return query select tracked, past.row_id, past.record from private.rows_as_of(tracked, p_at) past;
  end loop;
end $$;
comment on function public.life_as_of is 'Every row of the caller as it was at a moment, table by table, parents first.';

create function private.went_along(p_table text, p_row_id uuid) returns setof private.net_change
language sql stable set search_path = '' as $$
  with recursive step as materialized (
    select change from private.net_changes((
      select batch_id from public.changes
      where user_id = auth.uid() and table_name = p_table and row_id = p_row_id and operation = 'delete'
      order by id desc limit 1)) change
  ),
  held as materialized (
    select (change).row_id, (field.value #>> '{}')::uuid as parent_id
    from step cross join jsonb_each((change).before) field
    where (change).operation <> 'insert' and jsonb_typeof(field.value) = 'string' and field.key in (
      'pillar_id', 'area_id', 'project_id', 'parent_task_id', 'task_id', 'label_id', 'depends_on_task_id', 'previous_version_id')
  ),
  below (row_id) as (
    select p_row_id
    union
    select held.row_id from below join held on held.parent_id = below.row_id
  )
  select (change).* from step where (change).row_id in (select row_id from below) and (change).row_id <> p_row_id
$$;
comment on function private.went_along is
  'What the step that deleted a row took along from below it: rows that went too, and rows that only lost their hold.';

create function public.restore_row(p_table text, p_row_id uuid, p_at timestamptz default null) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  past jsonb;
  live jsonb;
  moment timestamptz := p_at;
  columns text;
begin
  if not exists (select from private.tracked_tables where table_name = p_table) then
    raise exception 'there is no history of "%"', left(p_table, 50) using errcode = '22023';
  end if;
  if moment is null then
    select at - interval '1 microsecond' into moment from public.changes
    where user_id = auth.uid() and table_name = p_table and row_id = p_row_id and operation in ('delete', 'update')
    order by id desc limit 1;
  end if;
  select record into past from private.rows_as_of(p_table, moment, p_row_id);
  if past is null then
    raise exception 'this row did not exist then' using errcode = 'PT404';
  end if;
  perform private.change_batch_id();
  perform set_config('aurum.replaying', 'on', true);
  execute format('select to_jsonb(t) from public.%I t where t.user_id = auth.uid() and t.%I = $1 for no key update', p_table, private.key_column(p_table))
    into live using p_row_id;
  if live is null then
    execute format('insert into public.%1$I select * from jsonb_populate_record(null::public.%1$I, $1)', p_table) using past;
    perform private.apply_net_changes(array(select change from private.went_along(p_table, p_row_id) change), false);
  else
    select string_agg(quote_ident(field.key), ', ') into columns
    from jsonb_each(past) field
    where live -> field.key <> field.value
      and has_column_privilege(current_user, format('public.%I', p_table), field.key, 'update');
    if columns is not null then
      execute format('update public.%1$I t set (%2$s) = (select %2$s from jsonb_populate_record(t, $2)) where t.user_id = auth.uid() and t.%3$I = $1',
        p_table, columns, private.key_column(p_table)) using p_row_id, past;
      perform private.settle_sub_tasks();
    end if;
  end if;
  perform set_config('aurum.replaying', '', true);
  return past;
end $$;
comment on function public.restore_row is
  'Puts one row back to how it was at a moment (default: before its last change). A deleted row comes back with what its deletion took along. A step of its own that can be undone.';

create function public.recent_batches(p_limit integer default 50, p_before timestamptz default null)
returns table (
  id uuid, source text, created_at timestamptz, change_count integer, undoes_batch_id uuid, undone_by_batch_id uuid, sample jsonb
)
language sql stable security invoker set search_path = '' as $$
  select batch.id, batch.source, batch.created_at, batch.change_count, batch.undoes_batch_id, batch.undone_by_batch_id,
    coalesce(first.changes, '[]')
  from public.change_batches batch
  left join lateral (
    select jsonb_agg(jsonb_build_object(
      'table_name', top.table_name, 'row_id', top.row_id, 'row_label', top.row_label, 'operation', top.operation,
      'columns', coalesce((select jsonb_agg(key) from jsonb_object_keys(top.after) key where top.operation = 'update' and key <> 'updated_at'), '[]'),
      'after', case when top.operation = 'update' then top.after else '{}' end) order by top.id) as changes
    from (
      select * from public.changes change
      where change.user_id = batch.user_id and change.batch_id = batch.id
      order by change.id limit 3
    ) top
  ) first on true
  where batch.user_id = (select auth.uid()) and (p_before is null or batch.created_at < p_before)
  order by batch.created_at desc, batch.id
  limit least(greatest(p_limit, 0), 200)
$$;
comment on function public.recent_batches is 'The caller''s latest steps, newest first, each with its first three changes to tell it by.';

revoke all on function public.undo_batch, public.redo_batch, public.life_as_of, public.restore_row, public.recent_batches from public, anon;
grant execute on function public.undo_batch, public.redo_batch, public.life_as_of, public.restore_row, public.recent_batches to authenticated;
grant execute on function private.key_column, private.merge, private.net_changes, private.open_undo, private.close_undo, private.with_children,
  private.left_over, private.unmake_rows, private.remake_rows, private.revert_rows, private.settle_sub_tasks,
  private.apply_net_changes, private.went_along, private.rows_as_of to authenticated;
