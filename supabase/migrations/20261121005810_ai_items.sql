-- Small things of one person that a model does in the background, and that can be asked together: they wait a moment
-- for each other, and whoever comes first takes them all.

create table private.ai_items (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind ~ '^[a-z][a-z_]{0,62}$'),
  subject_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'leased', 'done', 'failed')),
  attempts smallint not null default 0,
  lease_id uuid,
  leased_until timestamptz,
  interaction_id uuid,
  cost_nano_usd bigint check (cost_nano_usd >= 0),
  created_at timestamptz not null default private.clock(),
  finished_at timestamptz,
  primary key (user_id, id),
  constraint ai_items_leased_have_a_lease check ((state = 'leased') = (leased_until is not null))
);
comment on table private.ai_items is 'What is to be asked of a model in the background: one row per thing, one call for all of a person''s that wait together.';
comment on column private.ai_items.subject_id is 'The row it is about, by its kind.';
comment on column private.ai_items.attempts is 'How often it was taken. After three it failed for good.';
comment on column private.ai_items.cost_nano_usd is 'Its share of the call it was asked with.';
create unique index ai_items_open_idx on private.ai_items (user_id, kind, subject_id) where state in ('waiting', 'leased');
create index ai_items_created_at_idx on private.ai_items (created_at);
grant select, insert, update, delete on private.ai_items to service_role;

create function public.enqueue_ai_items(p_user_id uuid, p_kind text, p_subject_ids uuid[]) returns integer
language plpgsql volatile security invoker set search_path = '' as $$
declare
  added integer;
begin
  insert into private.ai_items (user_id, kind, subject_id)
  select p_user_id, p_kind, subject.id from (select distinct unnest(p_subject_ids) as id) subject
  on conflict (user_id, kind, subject_id) where state in ('waiting', 'leased') do nothing;
  get diagnostics added = row_count;
  return added;
end $$;
comment on function public.enqueue_ai_items is 'Has things of one kind wait for a model. What waits already is not added again. Returns how many were.';

create function public.claim_ai_items(p_user_id uuid, p_kind text, p_most integer, p_lease_seconds integer) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  lease uuid := gen_random_uuid();
  taken uuid[];
begin
  -- One worker takes all that waits; what another one took and never finished waits again.
  perform pg_advisory_xact_lock(hashtextextended('ai items ' || p_kind || p_user_id, 0));
  update private.ai_items item set state = 'failed', leased_until = null, finished_at = private.clock()
  where item.user_id = p_user_id and item.kind = p_kind and item.state = 'leased'
    and item.leased_until <= private.clock() and item.attempts >= 3;
  with next as (
    select item.id from private.ai_items item
    where item.user_id = p_user_id and item.kind = p_kind
      and (item.state = 'waiting' or (item.state = 'leased' and item.leased_until <= private.clock()))
    order by item.created_at, item.id
    limit p_most
  ),
  claimed as (
    update private.ai_items item set
      state = 'leased', attempts = item.attempts + 1, lease_id = lease,
      leased_until = private.clock() + make_interval(secs => p_lease_seconds)
    from next where item.user_id = p_user_id and item.id = next.id
    returning item.subject_id
  )
  select array_agg(claimed.subject_id order by claimed.subject_id) into taken from claimed;
  return jsonb_build_object('lease_id', lease, 'subject_ids', to_jsonb(coalesce(taken, '{}')));
end $$;
comment on function public.claim_ai_items is
  'Takes what waits, for so many seconds: { lease_id, subject_ids }. Two workers never hold the same thing.';

create function public.finish_ai_items(
  p_user_id uuid, p_lease_id uuid, p_interaction_id uuid default null, p_cost_nano_usd bigint default 0,
  p_failed_ids uuid[] default '{}', p_again boolean default false
) returns integer
language plpgsql volatile security invoker set search_path = '' as $$
declare
  finished integer;
begin
  with held as (
    select item.id, row_number() over (order by item.id) as place, count(*) over () as total
    from private.ai_items item
    where item.user_id = p_user_id and item.lease_id = p_lease_id and item.state = 'leased'
  )
  update private.ai_items item set
    state = case
      when p_again and item.attempts < 3 then 'waiting'
      when p_again or item.subject_id = any (p_failed_ids) then 'failed'
      else 'done' end,
    leased_until = null,
    interaction_id = p_interaction_id,
    -- The shares add up to the price of the call, to the nano-dollar.
    cost_nano_usd = coalesce(item.cost_nano_usd, 0) + p_cost_nano_usd / held.total
      + case when held.place <= p_cost_nano_usd % held.total then 1 else 0 end,
    finished_at = private.clock()
  from held where item.user_id = p_user_id and item.id = held.id;
  get diagnostics finished = row_count;
  return finished;
end $$;
comment on function public.finish_ai_items is
  'Gives back what was taken under a lease, with the price of the call shared out: done, failed by their ids, or all of it again, three times at most. 0 when the lease was lost.';

revoke all on function public.enqueue_ai_items, public.claim_ai_items, public.finish_ai_items from public, anon, authenticated;
grant execute on function public.enqueue_ai_items, public.claim_ai_items, public.finish_ai_items to service_role;

create or replace function private.sweep_ai_leftovers() returns void
language sql volatile set search_path = '' as $$
  delete from private.ai_requests known where known.created_at <= private.clock() - interval '24 hours';
  delete from private.ai_answers kept where kept.expires_at <= private.clock();
  delete from public.ai_egress sent where sent.created_at <= private.clock() - interval '90 days';
  delete from private.ai_items item where item.created_at <= private.clock() - interval '1 day';
$$;
comment on function private.sweep_ai_leftovers is
  'Forgets keys and background items after a day, answers when they have expired, and what was sent after 90 days. Runs every hour.';
