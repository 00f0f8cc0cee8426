import type { HrmWords, Named } from './words.ts'

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]
const CATEGORIES = {
  general: 'general tasks',
  deep_work: 'deep work',
  creative: 'creative work',
  strategic: 'strategic work',
  admin: 'admin',
  routine: 'routine',
}
const SPHERES = new Map(
  Object.entries({
    work: 'work',
    health: 'health',
    relationships: 'relationships',
    personal: 'personal matters',
  }),
)
const SKILLS = new Map(
  Object.entries({
    technical: 'technical skills',
    leadership: 'leadership',
    communication: 'communication',
    domain: 'your field',
  }),
)

const plural = (count: number, one: string, many = `${one}s`) => `${group(count)} ${count === 1 ? one : many}`
const group = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',')
const quote = (name: string) => `“${name}”`
const date = (day: string) =>
  `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`
const list = (items: readonly string[]) =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
const named = ({ names, more }: Named) =>
  list([...names.map(quote), ...(more > 0 ? [`${group(more)} more`] : [])])
const hours = (minutes: number) =>
  minutes < 120 ? plural(minutes, 'minute') : plural(Math.round(minutes / 6) / 10, 'hour')
const count = ({ names, more }: Named) => names.length + more
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export const english: HrmWords = {
  categories: CATEGORIES,
  sphere: (code) => SPHERES.get(code) ?? code.replaceAll('_', ' '),
  basis: (rows) => `Based on ${plural(rows, 'entry', 'entries')}.`,
  sentence: (clause) => `${capital(clause)}.`,
  reasons: {
    noDay: 'it has no day',
    overdue: (days) => (days === 0 ? 'overdue since today' : `${plural(days, 'day')} overdue`),
    due: (days, clock) =>
      days === 0
        ? `due today${clock ? ` at ${clock}` : ''}`
        : days === 1
          ? `due tomorrow${clock ? ` at ${clock}` : ''}`
          : `due in ${plural(days, 'day')}`,
    goodHour: (category) => `the morning is good for ${category}`,
    energy: (category, fits) =>
      fits === null
        ? `${category} can be done at any hour`
        : `this hour ${fits ? 'suits' : 'does not suit'} ${category}`,
    noPillar: 'it belongs to no pillar',
    serves: (pillar) => `it serves ${quote(pillar)}`,
    sameContext: (name) => `you are already working on ${quote(name)}`,
    otherContext: (name) => `it would take you away from ${quote(name)}`,
    skill: (skill) => `it builds ${SKILLS.get(skill) ?? skill.replaceAll('_', ' ')}`,
    matches: 'it fulfils the conditions of the rule',
    waitsForNothing: 'it waits for nothing',
    ready: 'all it waited for is done',
    blocked: (names, more) => `it waits for ${named({ names, more })}`,
    competes: (name) => `it competes with ${quote(name)} for the same days`,
    helps: (name) => `it goes together with ${quote(name)}`,
    stalled: (name, days) => `nothing was finished in ${quote(name)} for ${plural(days, 'day')}`,
    moves: (name, done, days, isWell) =>
      done === 0
        ? `nothing was finished in ${quote(name)} in the last ${plural(days, 'day')}`
        : `${isWell ? 'good progress' : 'progress'} in ${quote(name)}: ${plural(done, 'task')} finished in the last ${plural(days, 'day')}`,
    share: (sphere, lived, target) => `${sphere} had ${lived} % of your time, the target is ${target} %`,
  },
  path: {
    global: 'Your life as a whole',
    pillar: (declared) =>
      declared === null ? 'No share of time is set' : `You want to give it ${declared} % of your time`,
    area: (importance) => `You rated its importance ${importance}`,
    project: (done, all) => (all === 0 ? 'It has no tasks' : `${done} of ${plural(all, 'task')} are done`),
  },
  drafts: {
    obstacle: ({ task, blockers, dueOn }) => ({
      title: `${quote(task)} is blocked`,
      summary: `It waits for ${named(blockers)}.${dueOn ? ` Its day is ${date(dueOn)}.` : ''}`,
      recommendations: [
        `Do ${quote(blockers.names[0] ?? task)} before it.`,
        'Or remove the dependency if it no longer holds.',
      ],
      consequence: 'As long as it is blocked, planning it is in vain.',
    }),
    cascade: ({ task, count, waiting }) => ({
      title: `${quote(task)} holds up ${plural(count, 'task')}`,
      summary: `${named(waiting)} ${count === 1 ? 'waits' : 'wait'} for it.`,
      recommendations: [`Give ${quote(task)} a place today.`, 'Or split off the part the others wait for.'],
      consequence: 'Finishing it sets the others free.',
    }),
    priority: ({ task, reasons, isHigh }) => ({
      title: isHigh ? `${quote(task)} needs you now` : `Why ${quote(task)} stands where it does`,
      summary: `${capital(reasons.join('; '))}.`,
      recommendations: [
        isHigh ? `Start with ${quote(task)}.` : `Leave ${quote(task)} where it is, or change what counts.`,
        'If that is wrong, say so: the weights learn from it.',
      ],
      consequence: isHigh
        ? 'Putting it off makes it harder to fit in.'
        : 'Other tasks may have better reasons.',
    }),
    stalled: ({ project, days, open, next }) => ({
      title: `${quote(project)} has stalled`,
      summary: `Nothing was finished in it for ${plural(days, 'day')}; ${plural(open, 'task is', 'tasks are')} open.`,
      recommendations: [
        `Take ${quote(next)} as the next step.`,
        'Or put the project on hold with a clear conscience.',
      ],
      consequence: 'What rests too long is hard to pick up again.',
    }),
    well: ({ project, count, days, done, all }) => ({
      title: `${quote(project)} is going well`,
      summary: `${plural(count, 'task was', 'tasks were')} finished in the last ${plural(days, 'day')}; ${group(done)} of ${group(all)} are done.`,
      recommendations: ['Keep the rhythm.', 'Plan the next step while you are at it.'],
      consequence: 'What moves is easy to keep moving.',
    }),
    risk: ({ project, open, deadlineOn, left, pace, days, needed }) => ({
      title: `${quote(project)} may miss its deadline`,
      summary:
        `${plural(open, 'task is', 'tasks are')} open, and the deadline is ${date(deadlineOn)}, ` +
        `${left === 0 ? 'which is today' : `${plural(left, 'day')} from now`}. ` +
        (needed === null
          ? `Nothing was finished in the last ${plural(days, 'day')}.`
          : `${plural(pace, 'task was', 'tasks were')} finished in the last ${plural(days, 'day')}; at that pace the open ones take ${plural(needed, 'day')}.`),
      recommendations: [
        'Move the deadline, or drop what is not needed for it.',
        'Give the project fixed hours this week.',
      ],
      consequence: 'If nothing changes, the deadline passes with open tasks.',
    }),
    conflict: ({ first, second, firstOn, secondOn, apart }) => ({
      title: `${quote(first)} and ${quote(second)} compete`,
      summary:
        apart === 0
          ? `Both have their deadline on ${date(firstOn)}, and both matter to you.`
          : `Their deadlines, ${date(firstOn)} and ${date(secondOn)}, are ${plural(apart, 'day')} apart, and both matter to you.`,
      recommendations: ['Decide which of them may slip.', 'Or reserve separate days for each.'],
      consequence: 'Two ends on the same days cost each other the time.',
    }),
    synergy: ({ helper, helped, count }) => ({
      title: `${quote(helper)} helps ${quote(helped)}`,
      summary: `${plural(count, 'task', 'tasks')} of ${quote(helped)} ${count === 1 ? 'waits' : 'wait'} for tasks of ${quote(helper)}.`,
      recommendations: [
        `Do what ${quote(helped)} waits for before the rest of ${quote(helper)}.`,
        'Plan them on the same days.',
      ],
      consequence: 'One step counts for two projects.',
    }),
    imbalance: ({ sphere, lived, target, minutes, days }) => ({
      title: `${capital(sphere)}: ${lived} % of your time, target ${target} %`,
      summary: `You spent ${hours(minutes)} on ${sphere} in the last ${plural(days, 'day')}: ${lived} %, where the target is ${target} %.`,
      recommendations: [
        'Plan next week from the target, not from habit.',
        'Or change what you want: the target is yours.',
      ],
      consequence: 'A week is full either way; what is not planned for gives way.',
    }),
    completion: ({ done, all, percent, days, isHigh }) => ({
      title: isHigh ? 'You finish what you plan' : 'Little of what is planned gets finished',
      summary: `${group(done)} of the ${plural(all, 'task')} that are open or were finished in the last ${plural(days, 'day')} are done: ${percent} %.`,
      recommendations: isHigh
        ? ['There is room for something bold.', 'Look whether the tasks are still the right ones.']
        : ['Archive what you will not do.', 'Plan fewer tasks for a day, and finish those.'],
      consequence: isHigh ? 'A plan that holds can be trusted.' : 'A list that only grows stops being read.',
    }),
    almostDone: ({ project, done, all, percent, left }) => ({
      title: `${quote(project)} is almost done`,
      summary: `${group(done)} of ${plural(all, 'task')} are done (${percent} %). ${count(left) === 1 ? 'What is left' : 'Left'}: ${named(left)}.`,
      recommendations: [
        'Finish it before you begin something new.',
        'Or close it if the rest is not needed.',
      ],
      consequence: 'A finished project leaves room in the head.',
    }),
    overdue: ({ count, tasks, first, days }) => ({
      title: `${plural(count, 'task is', 'tasks are')} overdue`,
      summary: `${named(tasks)}. ${quote(first)} ${days === 0 ? 'was due today' : `has been overdue for ${plural(days, 'day')}`}.`,
      recommendations: [
        `Do ${quote(first)} today, or give it a day that is true.`,
        'Drop what no longer matters.',
      ],
      consequence: 'Days that are not meant make all other days worth less.',
    }),
    noPillars: () => ({
      title: 'There are no pillars yet',
      summary: 'Pillars are what your life stands on. Without them nothing can say what a task is good for.',
      recommendations: ['Name what matters to you as a pillar.', 'Or begin with a life template.'],
      consequence: 'Every priority is a guess until then.',
    }),
    noProjects: () => ({
      title: 'There are no projects yet',
      summary:
        'Projects turn what matters into results. Tasks without a project serve no goal that can be seen.',
      recommendations: ['Begin a project in the area that needs it.', 'Or begin with a project template.'],
      consequence: 'Without projects there is no progress to see.',
    }),
    emptyPillars: ({ count, pillars }) => ({
      title: `${plural(count, 'pillar has', 'pillars have')} no areas`,
      summary: `No area belongs to ${named(pillars)}.`,
      recommendations: ['Add an area for what you do there.', 'Or archive the pillar.'],
      consequence: 'What has no area gets no time.',
    }),
    emptyProjects: ({ count, projects }) => ({
      title: `${plural(count, 'project has', 'projects have')} no tasks`,
      summary: `There is no task in ${named(projects)}.`,
      recommendations: ['Write down the next step.', 'Or archive the project.'],
      consequence: 'A project without a next step stands still.',
    }),
    mostActive: ({ project, count, days }) => ({
      title: `${quote(project)} is your most active project`,
      summary: `${plural(count, 'task was', 'tasks were')} finished in it in the last ${plural(days, 'day')}.`,
      recommendations: ['Ask whether it is where you want to be.', 'Keep a day for it in the coming week.'],
      consequence: 'Where the work goes, the results come.',
    }),
    journalEmpty: () => ({
      title: 'The journal is still empty',
      summary: 'A few lines a day show what the numbers cannot: how it was.',
      recommendations: ['Write a few lines tonight.', 'A template makes the start easier.'],
      consequence: 'Patterns of mood need entries to be seen.',
    }),
    journalKept: ({ count, days }) => ({
      title: 'You keep your journal',
      summary: `${plural(count, 'entry', 'entries')} in the last ${plural(days, 'day')}.`,
      recommendations: ['Keep it up.', 'Read what you wrote when the week is over.'],
      consequence: 'With every entry the patterns become clearer.',
    }),
    journalLapsed: ({ days, lastOn }) => ({
      title: `Nothing in the journal for ${plural(days, 'day')}`,
      summary: `Your last entry is from ${date(lastOn)}.`,
      recommendations: ['Write a few lines tonight.', 'Let a reminder in the evening help.'],
      consequence: 'What is not written down is soon forgotten.',
    }),
    share: ({ pillar, declared, lived, minutes, all, days }) => ({
      title: `${quote(pillar)}: ${lived} % of your time, ${declared} % wanted`,
      summary: `You want to give it ${declared} %. Of ${hours(all)} in the last ${plural(days, 'day')} it had ${hours(minutes)}, which is ${lived} %.`,
      recommendations: ['Plan next week from what you want.', 'Or change the share you want to give it.'],
      consequence: 'Time that is not given to it goes elsewhere.',
    }),
    unassigned: ({ percent, minutes, all, days }) => ({
      title: `${percent} % of your time belongs to no pillar`,
      summary: `${capital(hours(minutes))} of ${hours(all)} in the last ${plural(days, 'day')} are not assigned.`,
      recommendations: [
        'Give the tasks you worked on a project.',
        'Give projects an area, and areas a pillar.',
      ],
      consequence: 'Until then the balance only shows a part of your life.',
    }),
    focus: ({ tasks }) => ({
      title: 'What matters now',
      summary: `${list(tasks.map(({ name, reason }) => `${quote(name)} (${reason})`))}.`,
      recommendations: [
        `Start with ${quote(tasks[0]?.name ?? '')}.`,
        'Leave the rest of the list for later.',
      ],
      consequence: 'A few tasks done count more than many begun.',
    }),
  },
}
