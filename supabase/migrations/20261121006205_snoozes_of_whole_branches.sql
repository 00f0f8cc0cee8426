-- Whoever snoozes an area or a pillar hears nothing of what lies below it either.

create function private.subjects_of(p_user_id uuid, p_type text, p_task_id uuid, p_project_id uuid, p_area_id uuid, p_pillar_id uuid)
returns text[]
language plpgsql stable set search_path = '' as $$
declare
  project uuid := coalesce(p_project_id,
    (select task.project_id from public.tasks task where task.user_id = p_user_id and task.id = p_task_id));
  area uuid := coalesce(p_area_id, (select p.area_id from public.projects p where p.user_id = p_user_id and p.id = project));
  pillar uuid := coalesce(p_pillar_id, (select a.pillar_id from public.areas a where a.user_id = p_user_id and a.id = area));
begin
  return array_remove(array['type:' || p_type, 'task:' || p_task_id, 'project:' || project, 'area:' || area, 'pillar:' || pillar], null);
end $$;
comment on function private.subjects_of is 'By which subjects a notice can be snoozed: its type, what it is about, and all that lies above that.';

create function private.is_snoozed(p_user_id uuid, p_type text, p_task_id uuid, p_project_id uuid, p_area_id uuid, p_pillar_id uuid)
returns boolean
language plpgsql stable set search_path = '' as $$
begin
  -- Hardly anybody has snoozed anything.
  return exists (select from public.notification_snoozes s where s.user_id = p_user_id and s.until > private.clock())
    and exists (
      select from public.notification_snoozes s
      where s.user_id = p_user_id and s.until > private.clock()
        -- A reminder rings at the time that the person chose for it.
        and (p_type <> 'task_reminder' or s.subject like 'type:%')
        and s.subject = any (private.subjects_of(p_user_id, p_type, p_task_id, p_project_id, p_area_id, p_pillar_id)));
end $$;
comment on function private.is_snoozed is 'Whether a person does not want to hear of this for now.';

create or replace function private.screen_notice() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  wishes public.notification_preferences;
begin
  select * into wishes from public.notification_preferences p where p.user_id = new.user_id;
  if not found then
    wishes := private.default_notification_preferences();
  end if;
  if not coalesce((to_jsonb(wishes) ->> new.type)::boolean, true) then
    return null;
  end if;
  if private.is_snoozed(new.user_id, new.type, new.task_id, new.project_id, new.area_id, new.pillar_id) then
    return null;
  end if;
  if cardinality(new.channels) > 0 then
    new.channels := array(select channel from unnest(new.channels) channel where case channel
      when 'browser' then wishes.browser_notifications
      when 'email' then wishes.email_notifications
      when 'push' then wishes.push_notifications
      else true end);
    if cardinality(new.channels) = 0 then
      return null;
    end if;
  end if;
  return new;
end $$;

create or replace function public.snooze_notifications(p_subject text, p_until timestamptz) returns void
language plpgsql volatile security invoker set search_path = '' as $$
declare
  person uuid := (select auth.uid());
begin
  if p_until is null or p_until <= private.clock() or p_until > private.clock() + interval '1 year' then
    raise exception 'notices can be put off by up to a year' using errcode = '22023';
  end if;
  insert into public.notification_snoozes (user_id, subject, until) values (person, p_subject, p_until)
  on conflict (user_id, subject) do update set until = excluded.until;
  update public.notifications notice set is_read = true
  where notice.user_id = person and not notice.is_read
    and p_subject = any (private.subjects_of(person, notice.type, notice.task_id, notice.project_id, notice.area_id, notice.pillar_id));
end $$;
comment on function public.snooze_notifications is
  'Says nothing more of task:<id>, project:<id>, area:<id> or pillar:<id> and what lies below it, or of type:<type>, until then, and marks what it said as read.';
comment on table public.notification_snoozes is
  'What a person does not want to hear of for a while: a task, a project, an area or a pillar with all below it, or a type of notice. A reminder that is set for a task rings all the same.';

revoke all on function private.subjects_of, private.is_snoozed from public;
grant execute on function private.subjects_of to authenticated, service_role;
