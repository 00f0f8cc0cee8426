-- One profile per account, made by a trigger on sign-up.

create table public.user_profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  username text check (username ~ '^[A-Za-z0-9_.-]{3,30}$'),
  display_name text not null default '' check (char_length(display_name) <= 120),
  first_name text not null default '' check (char_length(first_name) <= 120),
  last_name text not null default '' check (char_length(last_name) <= 120),
  avatar_path text check (char_length(avatar_path) <= 1024),
  birth_on date check (birth_on between date '1900-01-01' and date '2100-01-01'),
  time_zone text not null default 'UTC',
  locale text not null default 'en' check (locale in ('en', 'de')),
  week_start smallint not null default 1 check (week_start between 0 and 6),
  uses_24h boolean not null default true,
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  onboarding_state text not null default 'new'
    check (onboarding_state in ('new', 'sample', 'started', 'imported', 'done')),
  monthly_alignment_goal integer check (monthly_alignment_goal between 1 and 100000),
  tier text not null default 'free' check (tier in ('free', 'pro', 'premium')),
  is_active boolean not null default true,
  level integer not null default 1 check (level >= 1),
  total_points integer not null default 0 check (total_points >= 0),
  current_streak integer not null default 0 check (current_streak >= 0),
  daily_streak integer not null default 0 check (daily_streak >= 0),
  last_username_change_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table public.user_profiles is
  'What a person tells us about themselves and how the app should speak to them. Tier, level and points are written by the server only.';
comment on column public.user_profiles.time_zone is 'IANA zone; every "today" of this person is cut by it.';
comment on column public.user_profiles.week_start is '0 = Sunday … 6 = Saturday.';
create unique index user_profiles_username_idx on public.user_profiles (lower(username));

create function private.is_time_zone(zone text) returns boolean
language plpgsql stable set search_path = '' as $$
begin
  -- Without a slash Postgres also takes abbreviations and rules like XYZ-3, which no browser knows. The view of
  -- all zones reads hundreds of files, so only rare old names like Japan are looked up in it.
  if zone is null or zone = 'UTC' then
    return zone is not null;
  elsif zone not like '%/%' then
    return exists (select from pg_catalog.pg_timezone_names where name = zone);
  end if;
  perform now() at time zone zone;
  return true;
exception when invalid_parameter_value then
  return false;
end $$;
comment on function private.is_time_zone is 'Whether this is a place of the IANA database, like Europe/Berlin, or UTC.';
grant execute on function private.is_time_zone to authenticated, service_role;

create function private.check_user_profile() returns trigger
language plpgsql set search_path = '' as $$
begin
  if not private.is_time_zone(new.time_zone) then
    raise exception 'time zone "%" is not known', left(new.time_zone, 50) using errcode = '22023', column = 'time_zone';
  end if;
  if tg_op = 'UPDATE' and new.username is distinct from old.username and not private.is_replaying() then
    if old.last_username_change_at > private.clock() - interval '7 days' then
      raise exception 'a username can change once in seven days' using errcode = '23514', column = 'username';
    end if;
    new.last_username_change_at := private.clock();
  end if;
  return new;
end $$;
create trigger user_profiles_check before insert or update on public.user_profiles
  for each row execute function private.check_user_profile();
create trigger user_profiles_touch before update on public.user_profiles
  for each row execute function private.touch_updated_at();

create function private.create_user_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  told jsonb := coalesce(to_jsonb(new) -> 'raw_user_meta_data', '{}');
begin
  insert into public.user_profiles (user_id, display_name, time_zone, locale)
  values (
    new.id,
    left(coalesce(told ->> 'full_name', told ->> 'name', ''), 120),
    case when private.is_time_zone(told ->> 'time_zone') then told ->> 'time_zone' else 'UTC' end,
    case when told ->> 'locale' in ('en', 'de') then told ->> 'locale' else 'en' end
  )
  on conflict (user_id) do nothing;
  return new;
end $$;
create trigger auth_users_create_profile after insert on auth.users
  for each row execute function private.create_user_profile();

alter table public.user_profiles enable row level security;
grant select on public.user_profiles to authenticated;
grant update (
  username, display_name, first_name, last_name, avatar_path, birth_on, time_zone, locale, week_start,
  uses_24h, theme, onboarding_state, monthly_alignment_goal, updated_at
) on public.user_profiles to authenticated;
grant all on public.user_profiles to service_role;
create policy "Owners read their profile" on public.user_profiles
  for select to authenticated using (user_id = (select auth.uid()));
create policy "Owners change their profile" on public.user_profiles
  for update to authenticated using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

create function private.local_today(person uuid) returns date
language sql stable set search_path = '' as $$
  select (private.clock() at time zone coalesce(
    (select profile.time_zone from public.user_profiles profile where profile.user_id = person), 'UTC'))::date
$$;
comment on function private.local_today is 'The calendar day it is for this person.';
grant execute on function private.local_today to authenticated, service_role;
