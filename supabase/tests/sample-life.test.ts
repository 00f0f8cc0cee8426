import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { asDatabase, asUser, createUser } from './as-user.ts'
import { readLife } from './life.ts'
import { fill, onboardingState, personWithSample, SAMPLE_TABLES, undo } from './sample-life.ts'

test('the sample is a whole life: 4 pillars, 9 areas, 14 projects and about 120 tasks, all of it marked', async () => {
  const person = await createUser()
  const inserted = await fill(person)
  const life = await readLife(person)

  expect(SAMPLE_TABLES.map((table) => life[table]!.length)).toEqual([4, 9, 14, 121, 8])
  expect(SAMPLE_TABLES.flatMap((table) => life[table]!).every((row) => row.is_sample)).toBe(true)
  expect(inserted).toBe(156)
  expect(life.pillars!.reduce((sum, pillar) => sum + Number(pillar.time_allocation_percentage), 0)).toBe(100)
  expect(life.projects!.filter((project) => project.status === 'on_hold')).toHaveLength(1)
  expect(life.projects!.filter((project) => project.archived)).toHaveLength(1)
  expect(await onboardingState(person)).toBe('sample')
})

test('the sample hangs together, and nothing is due before what it waits for', async () => {
  const person = await personWithSample()
  const life = await readLife(person)
  const ids = (table: string) => new Set(life[table]!.map((row) => row.id))
  const dangling = (table: string, column: string, parents: string) =>
    life[table]!.filter((row) => !ids(parents).has(row[column]))

  expect(dangling('areas', 'pillar_id', 'pillars')).toEqual([])
  expect(dangling('projects', 'area_id', 'areas')).toEqual([])
  expect(
    dangling('tasks', 'project_id', 'projects').map((task) => [task.project_id, task.parent_task_id]),
  ).toEqual(Array.from({ length: 6 }, () => [null, null]))
  expect(life.tasks!.filter((task) => task.parent_task_id !== null)).toHaveLength(9)
  expect(
    life.labels!.filter((label) => !life.task_labels!.some((worn) => worn.label_id === label.id)),
  ).toEqual([])

  const dueOn = new Map(life.tasks!.map((task) => [task.id, String(task.due_on)]))
  expect(life.task_dependencies!.length).toBeGreaterThan(20)
  for (const { task_id, depends_on_task_id } of life.task_dependencies!)
    expect(dueOn.get(task_id)! >= dueOn.get(depends_on_task_id)!).toBe(true)
})

test('on every day of a week the sample has something overdue, due today, tomorrow, this week, later and some day', async () => {
  for (let day = 1; day <= 7; day++) {
    const now = `2027-03-0${day}T12:00:00Z`
    const person = await createUser()
    await fill(person, { now })
    const spread = await asUser(person, (sql) =>
      sql.one(
        `select
          count(*) as tasks,
          count(*) filter (where completed_at is null and due_on < $1) as overdue,
          count(*) filter (where completed_at is null and due_on = $1) as due_today,
          count(*) filter (where completed_at is null and due_on = $1::date + 1) as due_tomorrow,
          count(*) filter (where completed_at is null and due_on between $1::date + 2 and $1::date + 7) as due_this_week,
          count(*) filter (where completed_at is null and due_on > $1::date + 7) as due_later,
          count(*) filter (where completed_at is null and due_on is null) as some_day,
          count(*) filter (where completed_at > $1::date - 28) as lately_done,
          count(*) filter (where completed_at > $2 or created_at > $2 or created_at >= completed_at) as impossible
        from tasks`,
        [now.slice(0, 10), now],
      ),
    )
    expect(spread).toMatchObject({ tasks: 121, overdue: 9, some_day: 13, impossible: 0 })
    expect(spread.due_today).toBeGreaterThan(8)
    expect(spread.due_tomorrow).toBeGreaterThan(2)
    expect(spread.due_this_week).toBeGreaterThan(10)
    expect(spread.due_later).toBeGreaterThan(15)
    expect(spread.lately_done).toBeGreaterThan(25)
  }
})

test('recurring tasks fall on the days of their rules', async () => {
  const person = await personWithSample()
  const weekdays = (name: string) =>
    asUser(person, async (sql) => {
      const find = `select distinct to_char(due_on, 'Dy') as day from tasks where name = $1`
      return (await sql.one<{ day: string }>(find, [name])).day
    })
  expect(await weekdays('Call Oma on Sunday')).toBe('Sun')
  expect(await weekdays('Put the bins out')).toBe('Tue')
  expect(await weekdays('Breakfast with Priya and Karim')).toBe('Sat')
})

test('days are counted in the time zone of the person', async () => {
  // Noon in Greenwich on the first of March is the second already on Kiritimati, and still the first in Honolulu.
  const now = '2027-03-01T12:00:00Z'
  const dueOn = async (time_zone: string) => {
    const person = await createUser({ time_zone })
    await fill(person, { now })
    return asUser(person, (sql) =>
      sql.one(`select due_on from tasks where name = 'Check when Theo’s passport expires'`),
    )
  }
  expect(await dueOn('Pacific/Kiritimati')).toEqual({ due_on: '2027-03-02' })
  expect(await dueOn('Pacific/Honolulu')).toEqual({ due_on: '2027-03-01' })
})

test('Today gives overdue, due today, deadline and blocked as reasons, and leaves out what is on hold', async () => {
  const person = await personWithSample()
  const today = await asUser(person, (sql) =>
    sql.query<{ name: string; reasons: { code: string }[] }>('select name, reasons from today_tasks(200)'),
  )
  const codes = (name: string) =>
    today.find((task) => task.name === name)?.reasons.map((reason) => reason.code)

  expect(codes('Book the MRI follow-up')).toContain('overdue')
  expect(codes('Write the wall texts for room two')).toEqual(
    expect.arrayContaining(['due_today', 'deadline_soon']),
  )
  expect(codes('Ask Ruth for the days off')).toEqual(expect.arrayContaining(['due_today', 'blocked']))
  expect(codes('Draw and print the invitations')).toContain('ready')
  expect(codes('Find goggles that do not leak')).toBeUndefined()
})

test('asking twice, even at the same time from two tabs, gives one sample', async () => {
  const person = await createUser()
  const answers = await Promise.all([fill(person), fill(person)])
  expect(answers.sort((a, b) => a - b)).toEqual([0, 156])
  const life = await readLife(person)
  expect(await fill(person)).toBe(0)
  expect(await readLife(person)).toEqual(life)
})

test('a person who reads German gets a German life', async () => {
  const words = async (locale: string) => {
    const person = await createUser()
    await asUser(person, (sql) => sql.query('update user_profiles set locale = $1', [locale]))
    await fill(person)
    const life = await readLife(person)
    return SAMPLE_TABLES.flatMap((table) => life[table]!.map((row) => String(row.name)))
  }
  const german = await words('de')
  const english = new Set(await words('en'))
  expect(german).toEqual(
    expect.arrayContaining(['Familie und Freunde', 'MRT-Kontrolle vereinbaren', 'Sonntags Oma anrufen']),
  )
  expect(german.filter((word) => english.has(word))).toEqual([])
})

test('filling is one step: undone, the account is empty and new again', async () => {
  const person = await createUser()
  const batch = randomUUID()
  await fill(person, { batch })
  expect(await undo(person, batch)).toMatchObject({ conflicts: [] })
  expect(Object.values(await readLife(person)).flat()).toEqual([])
  expect(await onboardingState(person)).toBe('new')
})

test('seed.sql fills the demo account, and does nothing where there is none', async () => {
  const seed = await readFile(new URL('../seed.sql', import.meta.url), 'utf8')
  const countTasks = `select count(*) as tasks from auth.users person join tasks on tasks.user_id = person.id
    where person.email = 'demo@aurum.life'`
  await asDatabase(
    async (sql) => {
      await sql.query(`update auth.users set email = 'moved@example.test' where email = 'demo@aurum.life'`)
      await sql.query(seed)
      expect(await sql.one(countTasks)).toEqual({ tasks: 0 })
      await sql.query(`insert into auth.users (id, email) values (gen_random_uuid(), 'demo@aurum.life')`)
      await sql.query(seed)
      await sql.query(seed)
      expect(await sql.one(countTasks)).toEqual({ tasks: 121 })
    },
    { rollback: true },
  )
})
