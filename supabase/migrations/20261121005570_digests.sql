-- What the digests of day and week say. Titles are the person's own words; the words around them are the function's.

create function private.digest(p_user_id uuid, p_type text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  zone text := (select profile.time_zone from public.user_profiles profile where profile.user_id = p_user_id);
  today date := private.local_today(p_user_id);
  -- The seven days before today.
  since timestamptz := (today - 7)::timestamp at time zone zone;
  until timestamptz := today::timestamp at time zone zone;
begin
  -- The ranking of Today is the caller's own; for this transaction, that is the person.
  perform set_config('request.jwt.claims', jsonb_build_object('sub', p_user_id, 'role', 'authenticated')::text, true);
  return jsonb_build_object(
    'today', today,
    'best', coalesce((
      select jsonb_agg(jsonb_build_object('id', best.id, 'name', best.name, 'time', to_char(best.due_time, 'HH24:MI'),
        'project', best.project_name, 'is_due', coalesce(best.due_on <= today, false)) order by best.place)
      from (select t.*, row_number() over () as place from public.today_tasks(5) t) best), '[]'),
    'overdue', (
      select jsonb_build_object('count', count(*), 'oldest_on', min(task.due_on)) from public.tasks task
      left join public.projects project on project.user_id = task.user_id and project.id = task.project_id
      where task.user_id = p_user_id and task.status <> 'completed' and task.due_on < today
        and (project.id is null or (not project.archived and project.status not in ('completed', 'on_hold')))),
    'due_this_week', (
      select count(*) from public.tasks task
      where task.user_id = p_user_id and task.status <> 'completed' and task.due_on between today and today + 6),
    'done', coalesce((
      select jsonb_agg(jsonb_build_object('pillar', done.pillar, 'count', done.count) order by done.count desc, done.pillar nulls last)
      from (
        select pillar.name as pillar, count(*) as count
        from public.tasks task
        left join public.projects project on project.user_id = task.user_id and project.id = task.project_id
        left join public.areas area on area.user_id = task.user_id and area.id = project.area_id
        left join public.pillars pillar on pillar.user_id = task.user_id and pillar.id = area.pillar_id
        where task.user_id = p_user_id and task.completed_at >= since and task.completed_at < until
        group by pillar.id, pillar.name) done), '[]'),
    'deadlines', coalesce((
      select jsonb_agg(jsonb_build_object('id', project.id, 'name', project.name, 'on', project.deadline_on) order by project.deadline_on, project.name)
      from public.projects project
      where project.user_id = p_user_id and not project.archived and project.status not in ('completed', 'on_hold')
        and project.deadline_on between today and today + case p_type when 'weekly_digest' then 13 else 2 end), '[]'),
    'insights', coalesce((
      select jsonb_agg(found.title order by found.weight desc, found.title) from (
        select insight.title, insight.impact * insight.confidence as weight from public.insights insight
        where insight.user_id = p_user_id and insight.is_active and insight.stale_at is null
        order by 2 desc, 1 limit 3) found), '[]'));
end $$;
comment on function private.digest is
  'What a digest of a person tells now: { today, best, overdue, due_this_week, done (last seven days, by pillar), deadlines, insights }.';
revoke all on function private.digest from public, authenticated, service_role;
