-- What the next instances of a rule will be, told by the very function that makes them.

create function public.upcoming_days(p_rule text, p_start_on date, p_after date, p_occurrence integer default 1, p_limit integer default 5)
returns setof date
language plpgsql stable security invoker set search_path = '' as $$
declare
  rule jsonb := private.parse_recurrence(p_rule);
  zone text := (select time_zone from public.user_profiles where user_id = (select auth.uid()));
  day date := p_after;
  -- A rule with a count ends with its last occurrence, and this one has been counted.
  left_over int := least(greatest(p_limit, 0), 50, (rule ->> 'COUNT')::int - p_occurrence);
begin
  if rule ->> 'FREQ' in ('HOURLY', 'MINUTELY') then
    return;
  end if;
  while left_over > 0 loop
    day := private.next_occurrence(p_rule, p_start_on, day::timestamp, coalesce(zone, 'UTC'))::date;
    exit when day is null;
    return next day;
    left_over := left_over - 1;
  end loop;
end $$;
comment on function public.upcoming_days is
  'The next days of a recurrence rule that counts from p_start_on, after p_after, which is occurrence p_occurrence; fewer when it ends before, none for rules that step hours. 22023 for a rule that cannot be run.';
revoke all on function public.upcoming_days from public, anon;
grant execute on function public.upcoming_days to authenticated;
