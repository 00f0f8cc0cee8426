-- Scheduled work. Every minute cron asks the database what is due; only when something is, the function `jobs` is called.
-- What is due stands in tables: a tick that is lost, late, doubled or killed changes when something is done, not whether.

-- Jobs of a function that was killed are tried again soon after its wall clock has run out.
select pgboss.create_queue('dead', '{"policy": "standard", "retryLimit": 0, "retentionSeconds": 7776000, "deleteAfterSeconds": 7776000}');
select pgboss.create_queue('deliver', '{"policy": "standard", "retryLimit": 3, "retryDelay": 300, "retryBackoff": true,
  "retryDelayMax": 3600, "expireInSeconds": 180, "deleteAfterSeconds": 86400, "deadLetter": "dead"}');

create function private.enqueue_job(p_queue text, p_data jsonb, p_key text default null, p_start_after timestamptz default now()) returns uuid
language sql volatile set search_path = '' as $$
  insert into pgboss.job (name, data, singleton_key, start_after, keep_until, retry_limit, retry_delay, retry_backoff,
    retry_delay_max, expire_seconds, deletion_seconds, dead_letter, policy, heartbeat_seconds)
  select q.name, p_data, p_key, p_start_after, p_start_after + make_interval(secs => q.retention_seconds), q.retry_limit, q.retry_delay,
    q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds, q.dead_letter, q.policy, q.heartbeat_seconds
  from pgboss.queue q where q.name = p_queue
  on conflict do nothing
  returning id
$$;
comment on function private.enqueue_job is
  'Adds a job with the settings of its queue, in the transaction of the caller. Null when there is no such queue.';

create function private.invoke_function(p_name text, p_body jsonb default '{}') returns bigint
language plpgsql volatile security definer set search_path = '' as $$
declare
  project_url text := (select decrypted_secret from vault.decrypted_secrets where name = 'project_url');
  token text := (select decrypted_secret from vault.decrypted_secrets where name = 'jobs_token');
begin
  if p_name !~ '^[a-z][a-z0-9-]{0,40}$' or p_name is null then
    raise exception 'a function has a name of small letters' using errcode = '22023';
  elsif project_url is null or token is null then
    -- A project that is being set up: nothing is lost, for what is due stays due.
    raise warning 'Vault lacks project_url or jobs_token, so no function can be called';
    return null;
  end if;
  return net.http_post(
    url := project_url || '/functions/v1/' || p_name,
    body := p_body,
    headers := jsonb_build_object('Content-Type', 'application/json', 'x-jobs-token', token),
    -- As long as a function may run at all.
    timeout_milliseconds := 150000);
end $$;
comment on function private.invoke_function is
  'Calls an Edge Function as the scheduler, after commit; address and token come from Vault. The id of the request, or null when Vault is not filled.';

create function private.is_job_waiting() returns boolean
language sql stable set search_path = '' as $$
  select exists (
      select from pgboss.queue q join pgboss.job j on j.name = q.name
      where q.name <> 'dead' and j.state < 'active' and not j.blocked and j.start_after <= now())
    or exists (
      select from pgboss.job_common j
      where j.state = 'active' and j.started_on + make_interval(secs => j.expire_seconds) < now())
$$;
comment on function private.is_job_waiting is 'Whether the function would find something to do: a job that may begin, or one whose function died.';

create function private.tick() returns boolean
language plpgsql volatile set search_path = '' as $$
begin
  if private.is_job_waiting() then
    return private.invoke_function('jobs', jsonb_build_object('at', private.clock())) is not null;
  end if;
  return false;
end $$;
comment on function private.tick is
  'What cron does every minute: turns what is due into jobs, and calls the function when there is one. Whether it called.';

create view private.dead_letters as
select
  letter.id,
  letter.source_name as queue,
  letter.data,
  letter.data ->> 'user_id' as user_id,
  letter.source_retry_count + 1 as attempts,
  coalesce(letter.output ->> 'message', letter.output #>> '{value,message}', letter.output::text) as error,
  letter.source_created_on as created_at,
  letter.created_on as failed_at
from pgboss.job letter
where letter.name = 'dead' and letter.state = 'created';
comment on view private.dead_letters is
  'Jobs that failed for good, newest last, kept for 90 days. Mend the cause, then: select private.redrive_dead_letters();';
comment on column private.dead_letters.queue is 'deliver: a message to a person. insights: the nightly run of some people.';
comment on column private.dead_letters.data is 'What the job was about: ids only, never content.';
comment on column private.dead_letters.error is 'What the last attempt failed with.';

create function private.redrive_dead_letters(p_queue text default null, p_most integer default 100) returns integer
language plpgsql volatile set search_path = '' as $$
declare
  letter record;
  redriven int := 0;
begin
  for letter in
    select j.id, j.source_name, j.data, j.singleton_key from pgboss.job j
    where j.name = 'dead' and j.state = 'created' and (p_queue is null or j.source_name = p_queue)
    order by j.created_on limit p_most for update skip locked
  loop
    if private.enqueue_job(letter.source_name, letter.data, letter.singleton_key) is not null then
      delete from pgboss.job j where j.name = 'dead' and j.id = letter.id;
      redriven := redriven + 1;
    end if;
  end loop;
  return redriven;
end $$;
comment on function private.redrive_dead_letters is
  'Gives jobs that failed for good another round of attempts: those of one queue, or all. How many.';

revoke all on function private.enqueue_job, private.invoke_function, private.is_job_waiting, private.tick,
  private.redrive_dead_letters from public, authenticated, service_role;
revoke all on private.dead_letters from anon, authenticated;

do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('tick', '* * * * *', 'select private.tick()');
  end if;
end $$;
