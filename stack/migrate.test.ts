import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { migrate } from './migrate.ts'

const databaseName = `migrate_${randomUUID().replaceAll('-', '')}`
let folder: string
let databaseUrl: string
let admin: pg.Client

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'aurum-migrate-test-'))
  await mkdir(path.join(folder, 'migrations'))
  admin = new pg.Client(inject('stack').dbUrl)
  await admin.connect()
  await admin.query(`create database ${databaseName}`)
  const url = new URL(inject('stack').dbUrl)
  url.pathname = databaseName
  databaseUrl = url.href
})

afterEach(async () => {
  await admin.query(`drop database ${databaseName} with (force)`)
  await admin.end()
  await rm(folder, { recursive: true, force: true })
})

const addMigration = (file: string, sql: string) => writeFile(path.join(folder, 'migrations', file), sql)
const run = (seed = false) => migrate({ databaseUrl, folder, seed })

async function query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

describe('migrations', () => {
  it('run in the order of their names, each once, as a role that is no superuser', async () => {
    await addMigration(
      '20260102000000_fill.sql',
      `insert into steps values (current_user, current_setting('is_superuser'))`,
    )
    await addMigration('20260101000000_create.sql', 'create table steps (who text, is_superuser text)')
    expect(await run()).toEqual(['20260101000000_create.sql', '20260102000000_fill.sql'])

    await addMigration('20260103000000_more.sql', 'alter table steps add column note text')
    expect(await run()).toEqual(['20260103000000_more.sql'])
    expect(await query('select * from steps')).toEqual([{ who: 'postgres', is_superuser: 'off', note: null }])
  })

  it('are noted where the supabase CLI looks for them', async () => {
    await addMigration('20260101000000_create_steps.sql', 'create table steps ();')
    await run()
    expect(
      await query('select version, name, statements from supabase_migrations.schema_migrations'),
    ).toEqual([{ version: '20260101000000', name: 'create_steps', statements: ['create table steps ();'] }])
  })

  it('change nothing when one of their statements fails, and those before them stay', async () => {
    await addMigration('20260101000000_create.sql', 'create table steps ()')
    await addMigration('20260102000000_break.sql', 'create table half_done ();\nselect 1/0;')
    await expect(run()).rejects.toThrow('division by zero')
    expect(
      await query(`select to_regclass('steps') is not null as first, to_regclass('half_done') as second`),
    ).toEqual([{ first: true, second: null }])
    await addMigration('20260102000000_break.sql', 'create table half_done ()')
    expect(await run()).toEqual(['20260102000000_break.sql'])
  })

  it('name file and line of a mistake in the SQL', async () => {
    await addMigration(
      '20260101000000_typo.sql',
      `-- "ö" and 🎯 are one character each\n\ncreate tabel steps ();`,
    )
    await expect(run()).rejects.toThrow(
      'supabase/migrations/20260101000000_typo.sql:3: syntax error at or near "tabel" (42601)',
    )
  })

  it('name the line of a statement that fails only when it runs', async () => {
    await addMigration(
      '20260101000000_twice.sql',
      `/* one; /* two; */ */ create table steps (id int primary key, word text default ';');
do $body$ begin perform ';'; end $body$;
insert into steps values (1, E'it\\'s; fine'), (2, 'it''s; fine');

insert into steps
values (1);`,
    )
    await expect(run()).rejects.toThrow(
      /20260101000000_twice\.sql:5: duplicate key value .* \(23505\)\n {2}Key \(id\)=\(1\) already exists/,
    )
  })

  it('leave no role or setting behind for those after them', async () => {
    await addMigration('20260101000000_leave.sql', 'set role anon; set search_path = pg_catalog')
    await addMigration('20260102000000_create.sql', 'create table steps as select current_user::text as who')
    await run()
    expect(await query('select who from public.steps')).toEqual([{ who: 'postgres' }])
  })

  it('are refused when two share a version, or when one has none', async () => {
    await addMigration('20260101000000_one.sql', 'select 1')
    await addMigration('20260101000000_two.sql', 'select 2')
    await expect(run()).rejects.toThrow('Two migrations have the version 20260101000000')
    await rm(path.join(folder, 'migrations', '20260101000000_two.sql'))
    await addMigration('three.sql', 'select 3')
    await expect(run()).rejects.toThrow('three.sql must be called <14 digits>_<name>.sql')
  })
})

describe('the seed', () => {
  it('runs after the migrations, once in the life of a database', async () => {
    await addMigration('20260101000000_create.sql', 'create table steps (word text)')
    await writeFile(path.join(folder, 'seed.sql'), `insert into steps values ('seeded')`)
    await run(true)
    await run(true)
    expect(await query('select word from steps')).toEqual([{ word: 'seeded' }])
  })

  it('is left out unless asked for', async () => {
    await addMigration('20260101000000_create.sql', 'create table steps (word text)')
    await writeFile(path.join(folder, 'seed.sql'), `insert into steps values ('seeded')`)
    await run()
    expect(await query('select word from steps')).toEqual([])
  })
})
