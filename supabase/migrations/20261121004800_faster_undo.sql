-- Taking back ten thousand rows: each is read into JSON once, and what changed once is not merged with itself.

create or replace function private.net_changes(p_batch_id uuid) returns setof private.net_change
language sql stable set search_path = '' as $$
  -- The earliest value before, and the latest value after, of every column of every row.
  with ends as (
    select table_name, row_id,
      min(id) as place,
      (array_agg(row_label order by id desc))[1] as row_label,
      (array_agg(operation order by id))[1] = 'insert' as came,
      (array_agg(operation order by id desc))[1] = 'delete' as went,
      -- Most rows of a long step changed once.
      case when count(*) = 1 then (array_agg(before))[1] else private.merge(array_agg(before order by id desc)) end as before,
      case when count(*) = 1 then (array_agg(after))[1] else private.merge(array_agg(after order by id)) end as after
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

create or replace function private.unmake_rows(
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
      select change.row_id, $2 or live.record = change.after or live.record - 'updated_at' = change.after - 'updated_at' as is_free
      from unnest($1) change join public.%1$I t on t.user_id = auth.uid() and t.%2$I = change.row_id
      cross join lateral (select to_jsonb(t) as record offset 0) live
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
