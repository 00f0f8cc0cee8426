-- An organisation is a billing and budget scope. It opens no window into anybody's personal life:
-- no policy of a plan table looks at membership.

create table public.organizations (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  name text not null check (name ~ '\S' and char_length(name) <= 120),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (id)
);
comment on table public.organizations is 'A billing and budget scope. user_id is the person who owns it.';

create table public.organization_members (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  role text not null default 'member' check (role in ('owner', 'admin', 'member')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (organization_id, user_id)
);
comment on table public.organization_members is 'Who shares the budget of an organisation, and who may manage it.';

create function private.organization_ids(with_roles text[]) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select member.organization_id from public.organization_members member
  where member.user_id = auth.uid() and member.role = any (with_roles)
$$;
comment on function private.organization_ids is
  'The organisations in which the caller has one of these roles. Definer, so that the policy of the membership table does not ask itself.';
grant execute on function private.organization_ids to authenticated;

create function private.add_organization_owner() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_replaying() then
    insert into public.organization_members (user_id, organization_id, role) values (new.user_id, new.id, 'owner')
    on conflict (organization_id, user_id) do nothing;
  end if;
  return null;
end $$;
create trigger organizations_add_owner after insert on public.organizations
  for each row execute function private.add_organization_owner();

create function private.protect_organization_owner() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.role = 'owner' and (tg_op = 'DELETE' or new.role <> 'owner') and exists (
    select from public.organizations organization
    -- When the account itself goes, everything goes, in whatever order.
    join auth.users person on person.id = organization.user_id
    where organization.id = old.organization_id and organization.user_id = old.user_id
  ) then
    raise exception 'the owner of an organisation stays its member' using errcode = '23514';
  end if;
  if tg_op = 'UPDATE' and new.organization_id <> old.organization_id then
    raise exception 'a membership stays in its organisation' using errcode = '42501';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;

alter table public.organizations enable row level security;
alter table public.organization_members enable row level security;
grant select, insert, update, delete on public.organizations, public.organization_members to authenticated;
grant all on public.organizations, public.organization_members to service_role;

create policy "Members read their organisations" on public.organizations for select to authenticated
  using (user_id = (select auth.uid())
    or id in (select private.organization_ids(array['owner', 'admin', 'member'])));
create policy "People found organisations of their own" on public.organizations for insert to authenticated
  with check (user_id = (select auth.uid()));
create policy "Owners change their organisations" on public.organizations for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy "Owners delete their organisations" on public.organizations for delete to authenticated
  using (user_id = (select auth.uid()));

create policy "Members see who shares their organisations" on public.organization_members for select to authenticated
  using (user_id = (select auth.uid())
    or organization_id in (select private.organization_ids(array['owner', 'admin', 'member'])));
create policy "Managers add members" on public.organization_members for insert to authenticated
  with check (role <> 'owner' and organization_id in (select private.organization_ids(array['owner', 'admin'])));
create policy "Managers change the role of members" on public.organization_members for update to authenticated
  using (organization_id in (select private.organization_ids(array['owner', 'admin'])))
  with check (role <> 'owner' and organization_id in (select private.organization_ids(array['owner', 'admin'])));
create policy "Managers remove members and members leave" on public.organization_members for delete to authenticated
  using (user_id = (select auth.uid())
    or organization_id in (select private.organization_ids(array['owner', 'admin'])));

create trigger organizations_keep_identity before update on public.organizations
  for each row execute function private.keep_identity();
create trigger organizations_touch before update on public.organizations
  for each row execute function private.touch_updated_at();
create trigger organization_members_keep_identity before update on public.organization_members
  for each row execute function private.keep_identity();
create trigger organization_members_touch before update on public.organization_members
  for each row execute function private.touch_updated_at();
create trigger organization_members_protect_owner before update or delete on public.organization_members
  for each row execute function private.protect_organization_owner();
call private.log_table('public.organizations');
call private.log_table('public.organization_members');
