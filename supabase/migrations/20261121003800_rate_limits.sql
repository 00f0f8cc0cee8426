-- How often something may be asked: sliding windows, exact to the request. And circuit breakers for providers.

create table private.rate_rules (
  rule text primary key check (rule ~ '^[a-z][a-z_]{0,40}$'),
  most integer not null check (most > 0),
  seconds integer not null check (seconds > 0)
);
comment on table private.rate_rules is 'How many takes a window of so many seconds has room for.';
insert into private.rate_rules (rule, most, seconds) values
  ('requests', 100, 60),
  ('ai_burst', 3, 10),
  ('ai_hour', 100, 3600),
  ('ai_day', 100, 86400);

create table private.rate_windows (
  rule text not null references private.rate_rules (rule) on delete cascade,
  subject text not null,
  taken_at timestamptz[] not null default '{}',
  ends_at timestamptz not null,
  primary key (rule, subject)
) with (fillfactor = 70);
comment on table private.rate_windows is 'The takes of the last window, oldest first. The subject is hashed: addresses are nobody''s business.';
create index rate_windows_ends_at_idx on private.rate_windows (ends_at);

create function public.take_rate(p_takes jsonb) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  at timestamptz;
  take record;
  fresh timestamptz[];
  free_at timestamptz;
  told_rule text;
begin
  if jsonb_typeof(p_takes) is distinct from 'array' or jsonb_array_length(p_takes) not between 1 and 8 then
    raise exception 'name between 1 and 8 takes' using errcode = '22023';
  end if;
  -- All rows in one order, so that two requests do not wait for each other.
  insert into private.rate_windows (rule, subject, ends_at)
  select asked ->> 'rule', encode(sha256(convert_to(asked ->> 'subject', 'UTF8')), 'hex'), private.clock()
  from jsonb_array_elements(p_takes) asked order by 1, 2
  on conflict do nothing;
  for take in
    select w.rule, w.subject, w.taken_at, r.most, r.seconds
    from private.rate_windows w join private.rate_rules r on r.rule = w.rule
    where (w.rule, w.subject) in (
      select asked ->> 'rule', encode(sha256(convert_to(asked ->> 'subject', 'UTF8')), 'hex') from jsonb_array_elements(p_takes) asked)
    order by w.rule, w.subject for no key update of w
  loop
    -- After the wait for the row, so that takes stand in their order.
    at := case when coalesce(current_setting('aurum.now', true), '') = '' then clock_timestamp() else private.clock() end;
    fresh := array(select t from unnest(take.taken_at) t where t > at - make_interval(secs => take.seconds) order by t);
    if cardinality(fresh) >= take.most then
      -- When the window has room again; of several the last counts.
      if free_at is null or fresh[cardinality(fresh) - take.most + 1] + make_interval(secs => take.seconds) > free_at then
        free_at := fresh[cardinality(fresh) - take.most + 1] + make_interval(secs => take.seconds);
        told_rule := take.rule;
      end if;
    end if;
  end loop;
  if free_at is not null then
    -- Taken by none: a request that is refused uses nothing up.
    return jsonb_build_object('allowed', false, 'rule', told_rule,
      'retry_after_seconds', greatest(1, ceil(extract(epoch from free_at - at)))::int);
  end if;
  update private.rate_windows w set
    taken_at = array(select t from unnest(w.taken_at) t where t > at - make_interval(secs => r.seconds) order by t) || at,
    ends_at = at + make_interval(secs => r.seconds)
  from private.rate_rules r
  where r.rule = w.rule and (w.rule, w.subject) in (
    select asked ->> 'rule', encode(sha256(convert_to(asked ->> 'subject', 'UTF8')), 'hex') from jsonb_array_elements(p_takes) asked);
  return jsonb_build_object('allowed', true, 'rule', null, 'retry_after_seconds', 0);
end $$;
comment on function public.take_rate is
  'Takes one of each of [{ rule, subject }], or none: { allowed, rule, retry_after_seconds }. Subjects are told apart by their text: user:<id>, address:<ip>.';

create table private.ai_breakers (
  provider text not null,
  model text not null,
  state text not null default 'closed' check (state in ('closed', 'open', 'half_open')),
  samples timestamptz[] not null default '{}',
  failures timestamptz[] not null default '{}',
  failures_in_a_row integer not null default 0,
  times_opened integer not null default 0,
  open_until timestamptz,
  probe_until timestamptz,
  reason text,
  updated_at timestamptz not null default now(),
  primary key (provider, model)
);
comment on table private.ai_breakers is 'Whether a model of a provider is asked at all, after how its last calls went.';

create function public.ai_breaker_allows(p_provider text, p_model text) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  at timestamptz := private.clock();
  breaker private.ai_breakers;
begin
  select * into breaker from private.ai_breakers b where b.provider = p_provider and b.model = p_model;
  if not found or breaker.state = 'closed' then
    return jsonb_build_object('allowed', true, 'state', 'closed', 'is_probe', false);
  end if;
  -- One live request tries it. A probe that never reports makes room for another.
  update private.ai_breakers b set state = 'half_open', probe_until = at + interval '60 seconds', updated_at = at
  where b.provider = p_provider and b.model = p_model
    and ((b.state = 'open' and b.open_until <= at) or (b.state = 'half_open' and b.probe_until <= at));
  if found then
    return jsonb_build_object('allowed', true, 'state', 'half_open', 'is_probe', true);
  end if;
  return jsonb_build_object('allowed', false, 'state', breaker.state, 'is_probe', false, 'reason', breaker.reason,
    'retry_at', coalesce(case breaker.state when 'open' then breaker.open_until end, breaker.probe_until));
end $$;
comment on function public.ai_breaker_allows is
  'Whether to ask this model now: { allowed, state, is_probe, reason, retry_at }. Of many who ask when the pause is over, one may.';

create function public.report_ai_attempt(p_provider text, p_model text, p_outcome text) returns jsonb
language plpgsql volatile security invoker set search_path = '' as $$
declare
  window_length constant interval := interval '60 seconds';
  at timestamptz := private.clock();
  has_failed boolean := p_outcome in ('failure', 'no_money', 'auth');
  breaker private.ai_breakers;
  pause interval;
begin
  if p_outcome not in ('success', 'failure', 'no_money', 'auth', 'bad_request') or p_outcome is null then
    raise exception 'an attempt ends in success, failure, no_money, auth or bad_request' using errcode = '22023';
  elsif p_outcome = 'bad_request' then
    -- Says something of the request and nothing of the provider, but it did answer.
    update private.ai_breakers b set probe_until = at
    where b.provider = p_provider and b.model = p_model and b.state = 'half_open';
    return jsonb_build_object('state', coalesce(
      (select b.state from private.ai_breakers b where b.provider = p_provider and b.model = p_model), 'closed'));
  end if;
  insert into private.ai_breakers (provider, model) values (p_provider, p_model) on conflict do nothing;
  select * into breaker from private.ai_breakers b where b.provider = p_provider and b.model = p_model for no key update;

  -- A hundred calls say as much as a thousand.
  breaker.samples := (array(select t from unnest(breaker.samples) t where t > at - window_length order by t desc limit 99)) || at;
  breaker.failures := array(select t from unnest(breaker.failures) t where t > at - window_length
    and t >= (select min(s) from unnest(breaker.samples) s) order by t) || case when has_failed then array[at] else '{}' end;
  breaker.failures_in_a_row := case when has_failed then breaker.failures_in_a_row + 1 else 0 end;
  if not has_failed then
    if breaker.state = 'half_open' then
      breaker.state := 'closed';
      breaker.samples := '{}';
      breaker.failures := '{}';
      breaker.times_opened := 0;
      breaker.open_until := null;
      breaker.reason := null;
    end if;
  elsif p_outcome in ('no_money', 'auth') or breaker.state <> 'closed' or breaker.failures_in_a_row >= 5
    or (cardinality(breaker.samples) >= 5 and cardinality(breaker.failures) * 2 >= cardinality(breaker.samples)) then
    -- Calls that were under way when it opened fail too; they are no news and do not double the pause.
    if breaker.state <> 'open' then
      breaker.times_opened := breaker.times_opened + 1;
    end if;
    pause := least(interval '5 minutes', interval '5 seconds' * power(2, least(breaker.times_opened - 1, 10)))
      * (1 + random() * 0.25);
    breaker.state := 'open';
    breaker.open_until := greatest(breaker.open_until, at + pause);
    breaker.reason := p_outcome;
  end if;
  update private.ai_breakers b set
    state = breaker.state, samples = breaker.samples, failures = breaker.failures, failures_in_a_row = breaker.failures_in_a_row,
    times_opened = breaker.times_opened, open_until = breaker.open_until, reason = breaker.reason, updated_at = at
  where b.provider = p_provider and b.model = p_model;
  return jsonb_build_object('state', breaker.state, 'open_until', breaker.open_until);
end $$;
comment on function public.report_ai_attempt is
  'Says how a call went: success, failure (also of a fallback), no_money, auth, bad_request. Opens after 5 failures in a row, or half of 5 and more within a minute; at once without money or a valid key.';

create function public.ai_breaker_states() returns jsonb
language sql stable security invoker set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('provider', b.provider, 'model', b.model,
    'state', case when b.state = 'open' and b.open_until <= private.clock() then 'half_open' else b.state end,
    'open_until', b.open_until, 'reason', b.reason)), '[]')
  from private.ai_breakers b where b.state <> 'closed'
$$;
comment on function public.ai_breaker_states is 'Every breaker that is not closed, for the router to look at once a second.';

revoke all on function public.take_rate, public.ai_breaker_allows, public.report_ai_attempt, public.ai_breaker_states
  from public, anon, authenticated;
grant execute on function public.take_rate, public.ai_breaker_allows, public.report_ai_attempt, public.ai_breaker_states
  to service_role;
grant select on private.rate_rules to service_role;
grant select, insert, update, delete on private.rate_windows, private.ai_breakers to service_role;

do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('forget-rate-windows', '23 * * * *', 'delete from private.rate_windows where ends_at < now()');
  end if;
end $$;
