-- Files: metadata in resources, bytes in two Storage buckets. A path starts with the id of its owner.

create table public.resources (
  user_id uuid not null references auth.users (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  bucket text not null default 'attachments' check (bucket in ('avatars', 'attachments')),
  path text not null check (char_length(path) between 1 and 1024),
  original_filename text not null check (char_length(original_filename) between 1 and 255),
  file_type text not null default 'other'
    check (file_type in ('document', 'image', 'spreadsheet', 'presentation', 'archive', 'other')),
  category text not null default 'attachment'
    check (category in ('reference', 'template', 'attachment', 'archive', 'media', 'document')),
  mime_type text not null check (mime_type ~ '^[a-z0-9.+-]+/[a-z0-9.+-]+$'),
  size_bytes bigint not null check (size_bytes between 0 and 52428800),
  description text not null default '' check (char_length(description) <= 2000),
  tags text[] not null default '{}' check (cardinality(tags) <= 50),
  pillar_id uuid,
  area_id uuid,
  project_id uuid,
  task_id uuid,
  previous_version_id uuid,
  is_archived boolean not null default false,
  is_favorite boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  unique (bucket, path),
  constraint resources_path_belongs_to_owner check (path like user_id::text || '/%' and path !~ '(^|/)\.\.?(/|$)'),
  constraint resources_hang_under_one_row check (num_nonnulls(pillar_id, area_id, project_id, task_id) <= 1),
  foreign key (user_id, pillar_id) references public.pillars (user_id, id) on delete set null (pillar_id),
  foreign key (user_id, area_id) references public.areas (user_id, id) on delete set null (area_id),
  foreign key (user_id, project_id) references public.projects (user_id, id) on delete set null (project_id),
  foreign key (user_id, task_id) references public.tasks (user_id, id) on delete set null (task_id),
  foreign key (user_id, previous_version_id) references public.resources (user_id, id) on delete set null (previous_version_id)
);
comment on table public.resources is
  'What is known of a stored file, and the pillar, area, project or task it is attached to. A file outlives what it hung under.';
create index resources_user_id_pillar_id_idx on public.resources (user_id, pillar_id) where pillar_id is not null;
create index resources_user_id_area_id_idx on public.resources (user_id, area_id) where area_id is not null;
create index resources_user_id_project_id_idx on public.resources (user_id, project_id) where project_id is not null;
create index resources_user_id_task_id_idx on public.resources (user_id, task_id) where task_id is not null;
create index resources_user_id_previous_version_id_idx on public.resources (user_id, previous_version_id)
  where previous_version_id is not null;
call private.own_table('public.resources', 'resources');
call private.broadcast_table('public.resources', 'plan');

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values
  ('avatars', 'avatars', true, 5242880, array['image/png', 'image/jpeg', 'image/webp', 'image/gif']),
  ('attachments', 'attachments', false, 52428800, array[
    'image/png', 'image/jpeg', 'image/webp', 'image/gif', 'application/pdf', 'text/plain', 'text/csv', 'text/markdown',
    'application/zip', 'application/json', 'text/calendar', 'audio/mpeg', 'audio/webm', 'audio/wav',
    'application/msword', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.ms-excel', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.ms-powerpoint', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'])
on conflict (id) do update set
  public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

create policy "Owners read their files" on storage.objects for select to authenticated
  using (bucket_id in ('avatars', 'attachments') and (storage.foldername(name))[1] = (select auth.uid())::text);
create policy "Owners upload into their folder" on storage.objects for insert to authenticated
  with check (bucket_id in ('avatars', 'attachments') and (storage.foldername(name))[1] = (select auth.uid())::text);
create policy "Owners replace and move their files" on storage.objects for update to authenticated
  using (bucket_id in ('avatars', 'attachments') and (storage.foldername(name))[1] = (select auth.uid())::text)
  with check (bucket_id in ('avatars', 'attachments') and (storage.foldername(name))[1] = (select auth.uid())::text);
create policy "Owners delete their files" on storage.objects for delete to authenticated
  using (bucket_id in ('avatars', 'attachments') and (storage.foldername(name))[1] = (select auth.uid())::text);
