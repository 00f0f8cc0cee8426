import type { LifeName } from './lives.ts'
import { LONG_NAME, projectId, taskId, WALL_TEXTS } from './lives.ts'
import type { Screens } from './screens.ts'
import { arrive, open, openTask } from './steps.ts'

const EMPTY: Screens = {
  'today-empty': (page) => open(page, '/today'),
  'plan-empty': (page) => open(page, '/plan'),
  'plan-list-empty': (page) => open(page, '/plan?view=list'),
  'plan-board-empty': (page) => open(page, '/plan?view=board'),
  'insights-empty': (page) => open(page, '/insights'),
  'insights-trends-empty': (page) => open(page, '/insights/trends'),
  'insights-balance-empty': (page) => open(page, '/insights/balance'),
  'insights-decisions-empty': (page) => open(page, '/insights/decisions'),
  'history-empty': (page) => open(page, '/history'),
  'trash-empty': (page) => open(page, '/trash'),
  'templates-empty': (page) => open(page, '/templates'),
  'labels-empty': (page) => open(page, '/labels'),
  'bell-empty': async (page) => {
    await open(page, '/today')
    await page
      .getByRole('button', { name: /^Notifications/ })
      .filter({ visible: true })
      .click()
    await page.getByRole('dialog', { name: 'Notifications' }).waitFor()
  },
  offline: async (page) => {
    await open(page, '/today')
    await page.context().setOffline(true)
    await page.getByText('You are offline.').first().waitFor()
  },
  broken: async (page) => {
    await page.route('**/rpc/recent_batches*', (route) =>
      route.fulfill({ status: 500, json: { code: 'XX000' } }),
    )
    await open(page, '/history')
    await page.getByRole('alert').waitFor()
  },
  nowhere: async (page) => {
    await page.goto('/nowhere')
    await page.getByText('There is no such page.').waitFor()
  },
}

const SAMPLE: Screens = {
  'sample-today': (page) => open(page, '/today'),
  'sample-plan': (page) => open(page, '/plan'),
}

const BUSY: Screens = {
  'busy-today': async (page, { client }) => {
    // Of the window before, in which the timer was still running when its picture was taken.
    await client.rpc('stop_focus_session')
    await open(page, '/today')
  },
  'busy-capacity': async (page) => {
    await open(page, '/today')
    await page.getByRole('button', { name: /planned of/ }).click()
    await page.getByRole('dialog', { name: 'Time for tasks' }).waitFor()
  },
  'focus-timer': async (page, life) => {
    const { client, id: user_id } = life
    const task_id = await taskId(life, WALL_TEXTS)
    const started_at = new Date(Date.now() - 7 * 60_000).toISOString()
    await client.from('focus_sessions').insert({ user_id, task_id, started_at }).throwOnError()
    await open(page, '/today')
    await page.getByRole('timer').first().waitFor()
  },
}

const GERMAN: Screens = {
  'german-today': (page) => open(page, '/today'),
  'german-task': async (page, life) => {
    await openTask(page, await taskId(life, 'Sonntags Oma anrufen'))
  },
  'german-repeat': async (page, life) => {
    const panel = await openTask(page, await taskId(life, 'Sonntags Oma anrufen'))
    await panel.getByRole('button', { name: /^Wiederholen/ }).click()
    await page.getByRole('dialog', { name: 'Wiederholen' }).waitFor()
    await arrive(page)
  },
  'german-plan': (page) => open(page, '/plan'),
  'german-list': (page) => open(page, '/plan?view=list&filter=p1'),
  'german-board': (page) => open(page, '/plan?view=board'),
  'german-matrix': (page) => open(page, '/plan?view=matrix'),
  'german-project': async (page, life) => open(page, `/project/${await projectId(life, 'Mila wird acht')}`),
  'german-insights': async (page, { client }) => {
    const { error } = await client.functions.invoke('insights', { body: { scope: 'global' } })
    if (error) throw error
    await open(page, '/insights')
  },
  'german-insights-trends': (page) => open(page, '/insights/trends'),
  'german-insights-balance': (page) => open(page, '/insights/balance'),
  'german-insights-decisions': (page) => open(page, '/insights/decisions'),
  'german-history': (page) => open(page, '/history'),
  'german-import': (page) => open(page, '/import'),
  'german-settings': (page) => open(page, '/settings'),
  'german-keys': async (page) => {
    await open(page, '/today')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Tasten' }).waitFor()
  },
}

const ODD: Screens = {
  'odd-today': (page) => open(page, '/today'),
  'odd-plan': (page) => open(page, '/plan'),
  'odd-list': (page) => open(page, '/plan?view=list'),
  'odd-board': (page) => open(page, '/plan?view=board'),
  'odd-matrix': (page) => open(page, '/plan?view=matrix'),
  'odd-labels': (page) => open(page, '/labels'),
  'odd-task': async (page, life) => {
    await openTask(page, await taskId(life, LONG_NAME))
  },
  'odd-project-none': async (page, life) => open(page, `/project/${await projectId(life, 'Nothing in it')}`),
  'odd-project-many': async (page, life) => open(page, `/project/${await projectId(life, 'Three hundred')}`),
  'odd-project-long': async (page, life) => open(page, `/project/${await projectId(life, LONG_NAME)}`),
}

/** What is empty, full, broken, German or out of the ordinary. */
export const EDGE_SCREENS: Record<Exclude<LifeName, 'own'>, Screens> = {
  empty: EMPTY,
  sample: SAMPLE,
  busy: BUSY,
  german: GERMAN,
  odd: ODD,
}
