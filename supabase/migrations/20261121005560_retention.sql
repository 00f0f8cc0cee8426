-- What is kept for a while, and what ends it. One hour of UTC for everybody: nobody sees the moment at which old rows go.

create function private.forget_notices() returns integer
language plpgsql volatile set search_path = '' as $$
declare
  at timestamptz := private.clock();
  forgotten int;
begin
  delete from public.notifications notice where notice.scheduled_for < at - interval '30 days';
  get diagnostics forgotten = row_count;
  delete from public.notification_deliveries delivery where delivery.created_at < at - interval '90 days';
  delete from private.told_notices told where told.told_at < at - interval '30 days';
  delete from public.notification_snoozes snooze where snooze.until < at;
  return forgotten;
end $$;
comment on function private.forget_notices is
  'Deletes notices after 30 days, the log of deliveries after 90, and snoozes that are over. Runs every night.';
create index notifications_scheduled_for_idx on public.notifications (scheduled_for);

create function private.give_up_deliveries() returns integer
language plpgsql volatile set search_path = '' as $$
declare
  given_up int;
begin
  -- Of a last attempt that was cut off, no other attempt would say so.
  update public.notification_deliveries delivery set state = 'uncertain', reason = 'interrupted', finished_at = private.clock()
  where delivery.state = 'sending' and delivery.tried_at < private.clock() - interval '3 hours';
  get diagnostics given_up = row_count;
  return given_up;
end $$;
comment on function private.give_up_deliveries is 'Marks messages that were never heard of again. Runs every hour.';
revoke all on function private.forget_notices, private.give_up_deliveries from public, authenticated, service_role;

do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('expire-insights', '7 * * * *', 'select private.expire_insights()');
    perform cron.schedule('give-up-deliveries', '11 * * * *', 'select private.give_up_deliveries()');
    perform cron.schedule('forget-notices', '0 2 * * *', 'select private.forget_notices()');
    perform cron.schedule('forget-insights', '3 2 * * *', 'select private.forget_insights()');
  end if;
end $$;
