-- What a person wants is asked once more when a message goes: between the notice and its mail lie quiet hours, attempts that
-- failed, or an outage.

create function private.unwanted(p_delivery public.notification_deliveries) returns text
language plpgsql stable set search_path = '' as $$
declare
  wishes public.notification_preferences;
  notice public.notifications;
begin
  if p_delivery.type = 'test' then
    return null;
  end if;
  select * into wishes from public.notification_preferences p where p.user_id = p_delivery.user_id;
  if not found then
    wishes := private.default_notification_preferences();
  end if;
  if not coalesce((to_jsonb(wishes) ->> p_delivery.type)::boolean, true) then
    return 'switched_off';
  elsif p_delivery.type in ('daily_digest', 'weekly_digest') then
    return null;
  elsif not (case p_delivery.channel when 'email' then wishes.email_notifications else wishes.push_notifications end) then
    return 'switched_off';
  end if;
  select * into notice from public.notifications n where n.user_id = p_delivery.user_id and n.id = p_delivery.notification_id;
  if not found or notice.is_read then
    return 'read';
  elsif exists (
    select from public.tasks task where task.user_id = notice.user_id and task.id = notice.task_id and task.status = 'completed')
  then
    return 'done';
  end if;
  return null;
end $$;
comment on function private.unwanted is
  'Why a message need not go any more: its kind or channel was switched off, it was read, or its task is done. Null while it is wanted.';

create function private.wait_for_quiet(p_delivery public.notification_deliveries) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  wishes public.notification_preferences;
begin
  if p_delivery.type = 'test' then
    return null;
  end if;
  select * into wishes from public.notification_preferences p where p.user_id = p_delivery.user_id;
  if not found then
    wishes := private.default_notification_preferences();
  end if;
  if wishes.urgent_breaks_quiet_hours and exists (
    select from public.notifications n
    where n.user_id = p_delivery.user_id and n.id = p_delivery.notification_id and n.priority = 'urgent')
  then
    return null;
  end if;
  return (
    select private.quiet_until(profile.time_zone, wishes, private.clock())
    from public.user_profiles profile where profile.user_id = p_delivery.user_id);
end $$;
comment on function private.wait_for_quiet is 'Until when a message waits because its person has quiet hours now; null when it may go.';

create or replace function private.claim_delivery(p_user_id uuid, p_channel text, p_ids uuid[]) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  at timestamptz := private.clock();
  claimed jsonb;
begin
  -- Claimed before and never finished: that function died, and nobody knows how far it came.
  update public.notification_deliveries d set state = 'uncertain', reason = 'interrupted', finished_at = at
  where d.user_id = p_user_id and d.id = any (p_ids) and d.state = 'sending';
  update public.notification_deliveries d set state = 'skipped', reason = private.unwanted(d), finished_at = at
  where d.user_id = p_user_id and d.id = any (p_ids) and d.state in ('queued', 'failed') and private.unwanted(d) is not null;
  -- An attempt that comes late may come at night; another job takes it up in the morning.
  update public.notification_deliveries d set state = 'queued', due_at = private.wait_for_quiet(d), job_id = null, finished_at = null
  where d.user_id = p_user_id and d.id = any (p_ids) and d.state in ('queued', 'failed') and private.wait_for_quiet(d) is not null;
  with mine as (
    update public.notification_deliveries d set state = 'sending', attempts = d.attempts + 1, tried_at = at, reason = null
    where d.user_id = p_user_id and d.channel = p_channel and d.id = any (p_ids) and d.state in ('queued', 'failed')
      and d.job_id is not null
    returning d.id, d.type, d.notification_id, d.on_day, d.due_at
  )
  select jsonb_agg(jsonb_build_object(
    'id', mine.id, 'type', mine.type, 'on_day', mine.on_day, 'title', coalesce(n.title, ''), 'body', coalesce(n.body, ''),
    'priority', coalesce(n.priority, 'medium'), 'task_id', n.task_id, 'project_id', n.project_id,
    'local_time', to_char(coalesce(n.scheduled_for, mine.due_at) at time zone profile.time_zone, 'YYYY-MM-DD"T"HH24:MI')
  ) order by coalesce(n.scheduled_for, mine.due_at), mine.id) into claimed
  from mine
  join public.user_profiles profile on profile.user_id = p_user_id
  left join public.notifications n on n.user_id = p_user_id and n.id = mine.notification_id;
  if claimed is null then
    return null;
  end if;
  return (
    select jsonb_build_object(
      'items', claimed, 'locale', profile.locale, 'uses_24h', profile.uses_24h,
      'name', coalesce(nullif(profile.display_name, ''), nullif(profile.first_name, ''), ''),
      'address', person.email,
      'devices', case p_channel when 'push' then coalesce((
        select jsonb_agg(jsonb_build_object('id', s.id, 'endpoint', s.endpoint, 'p256dh', s.p256dh, 'auth', s.auth_secret) order by s.id)
        from public.push_subscriptions s where s.user_id = p_user_id), '[]') end)
    from public.user_profiles profile join auth.users person on person.id = profile.user_id
    where profile.user_id = p_user_id);
end $$;

comment on column public.notification_deliveries.reason is
  'Why it failed or was skipped, as a code: read, done, switched_off, no_address, no_device, refused, unreachable …';
revoke all on function private.unwanted, private.wait_for_quiet from public, authenticated, service_role;
