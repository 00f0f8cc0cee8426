-- Devices that let themselves be rung, and a try of every channel.

create function private.register_push_device(p_endpoint text, p_p256dh text, p_auth text, p_device text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  person uuid := (select auth.uid());
  device_id uuid;
begin
  if person is null then
    raise exception 'sign in first' using errcode = '42501';
  end if;
  -- Whoever knows the address of a browser sits before it.
  delete from public.push_subscriptions device where device.endpoint = p_endpoint and device.user_id <> person;
  delete from public.push_subscriptions device where device.user_id = person and device.id in (
    select old.id from public.push_subscriptions old where old.user_id = person and old.endpoint <> p_endpoint
    order by old.created_at desc offset 19);
  insert into public.push_subscriptions (user_id, endpoint, p256dh, auth_secret, device)
  values (person, p_endpoint, p_p256dh, p_auth, left(coalesce(p_device, ''), 120))
  on conflict (endpoint) do update set p256dh = excluded.p256dh, auth_secret = excluded.auth_secret, device = excluded.device
  returning id into device_id;
  return device_id;
end $$;

create function public.register_push_device(p_endpoint text, p_p256dh text, p_auth text, p_device text default '') returns uuid
language sql volatile security invoker set search_path = '' as $$
  select private.register_push_device(p_endpoint, p_p256dh, p_auth, p_device)
$$;
comment on function public.register_push_device is
  'Lets this browser be rung for the caller, and for nobody else any more; of more than 20 the oldest go. Its id.';

create function private.web_push_key() returns text
language sql stable security definer set search_path = '' as $$
  select nullif(decrypted_secret, '') from vault.decrypted_secrets where name = 'vapid_public_key'
$$;
create function public.web_push_key() returns text
language sql stable security invoker set search_path = '' as $$
  select private.web_push_key()
$$;
comment on function public.web_push_key is 'The public key a browser subscribes with; null where Web Push is not set up.';

create function private.send_test_notification(p_channel text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  person uuid := (select auth.uid());
  title text := case (select profile.locale from public.user_profiles profile where profile.user_id = person)
    when 'de' then 'Probe' else 'Test' end;
  delivery_id uuid;
begin
  if person is null then
    raise exception 'sign in first' using errcode = '42501';
  elsif p_channel not in ('email', 'push') or p_channel is null then
    raise exception 'a test goes by email or by push' using errcode = '22023';
  elsif (
    select count(*) from public.notification_deliveries sent
    where sent.user_id = person and sent.type = 'test' and sent.created_at > private.clock() - interval '1 hour') >= 10
  then
    raise exception 'ten tests an hour are enough' using errcode = 'PT429';
  end if;
  insert into public.notification_deliveries (user_id, type, title, channel, due_at, created_at)
  values (person, 'test', title, p_channel, private.clock(), private.clock()) returning id into delivery_id;
  -- Whoever tries does not wait for the next minute.
  perform private.enqueue_deliveries();
  perform private.invoke_function('jobs', jsonb_build_object('at', private.clock()));
  return delivery_id;
end $$;
create function public.send_test_notification(p_channel text) returns uuid
language sql volatile security invoker set search_path = '' as $$
  select private.send_test_notification(p_channel)
$$;
comment on function public.send_test_notification is
  'Sends the caller a test by email or push, at once. The id of its row in notification_deliveries. PT429 after ten within an hour.';

revoke all on function public.register_push_device, public.web_push_key, public.send_test_notification from public, anon;
grant execute on function public.register_push_device, public.web_push_key, public.send_test_notification,
  private.register_push_device, private.web_push_key, private.send_test_notification to authenticated;
