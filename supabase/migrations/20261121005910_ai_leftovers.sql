-- What a killed request left to be asked of a model: the tick has it asked, by the rules of its person.

select pgboss.create_queue('phrasing', '{"policy": "exclusive", "retryLimit": 1, "retryDelay": 120, "expireInSeconds": 180,
  "deleteAfterSeconds": 86400, "deadLetter": "dead"}');

create index ai_items_left_idx on private.ai_items (coalesce(leased_until, created_at)) where state in ('waiting', 'leased');

create function private.enqueue_ai_leftovers() returns integer
language sql volatile set search_path = '' as $$
  with jobs as (
    select private.enqueue_job('phrasing', jsonb_build_object('user_id', left_over.user_id), left_over.user_id::text) as id
    from (
      select distinct item.user_id from private.ai_items item
      where item.kind = 'insight_phrasing' and item.state in ('waiting', 'leased')
        -- A request that lives takes what it added within a moment.
        and coalesce(item.leased_until, item.created_at)
          <= private.clock() - case item.state when 'waiting' then interval '30 seconds' else interval '0' end
      limit 200) left_over
  )
  select count(jobs.id)::int from jobs
$$;
comment on function private.enqueue_ai_leftovers is
  'Makes a job for each person of whom something waits for a model that no request sees to any more. One job a person at a time; how many are new.';

create or replace function private.tick() returns boolean
language plpgsql volatile set search_path = '' as $$
begin
  perform private.enqueue_schedules();
  perform private.enqueue_deliveries();
  perform private.enqueue_ai_leftovers();
  if private.is_job_waiting() then
    return private.invoke_function('jobs', jsonb_build_object('at', private.clock())) is not null;
  end if;
  return false;
end $$;

comment on column private.dead_letters.queue is
  'deliver: a message to a person. insights: the nightly run of some people. phrasing: insights that a model was to put into words.';
revoke all on function private.enqueue_ai_leftovers from public, authenticated, service_role;
