import { englishRules } from './en-rules.ts'
import type { Language } from './language.ts'

export const english: Language = {
  polite:
    "tell me|i want to know|do you know|show me please|please|hey|hi|ok|okay|so|now|just|kindly|go ahead and|i want to|i'd like to|i would like to|i want you to|" +
    "i'd like you to|i would like you to|let's|lets|let us|assistant|hello|also|then",
  politeQuestions:
    'can you|could you|would you|will you|can you please|could you please|would you please|would you mind',
  soft: 'please|just|kindly',
  endings: 'please|thanks|thank you|for me|now|for now|then|ok|okay',
  fillers: 's|the|a|an|my|our|this|that|these|those|of',
  kinds: {
    pillar: 'pillar|pillars',
    area: 'area|areas|domain',
    project: 'project|projects|list',
    task: 'task|tasks|todo|to-do|item|appointment|chore|reminder',
    label: 'label|labels|tag|tags',
  },
  it: 'it|this|that|this one|that one|this task|that task',
  inbox: 'inbox|the inbox|my inbox',
  and: 'and|and then|then|and also',
  conditions: "if|unless|when|whenever|maybe|perhaps|not|don't|never|instead",
  rules: englishRules,

  priorities: {
    urgent: 'urgent|p1|critical|the highest|highest|1|top',
    high: 'high|p2|important|2|a high',
    medium: 'medium|normal|p3|3|a medium|middle|med',
    low: 'low|p4|4|unimportant|a low|the lowest|lowest',
  },
  energies: { low: 'low', medium: 'medium|med', high: 'high' },
  taskStatuses: {
    todo: 'todo|to do|to-do',
    in_progress: 'in progress|in-progress|started|ongoing|doing|under way',
    review: 'review|in review|under review|for review',
  },
  projectStatuses: {
    not_started: 'not started|planned',
    in_progress: 'in progress|active|started|ongoing|under way',
    on_hold: 'on hold|hold|paused|pause|on ice',
  },
  categories: {
    admin: 'admin|administrative|administration',
    deep_work: 'deep work|deep-work',
    creative: 'creative',
    strategic: 'strategic',
    routine: 'routine',
  },

  every: 'every task|each task|all|every|everything|all of|each|anything|everything that|whatever',
  both: 'both|both of',
  numbers: ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  plural: 'tasks|todos|to-dos|items|things|stuff|ones|chores',
  states: {
    open: 'open|unfinished|remaining|pending|outstanding|incomplete|left|undone|not done|unfinished|still open|active|to do',
    completed: 'completed|done|finished|closed',
    overdue: 'overdue|late|past due|over due|behind schedule|running late|past its date',
    blocked: 'blocked|waiting on others|waiting for others|waiting for something',
    stalled: 'stalled|stuck|dormant|neglected|not moving',
  },
  prioritised: {
    urgent: 'urgent|p1|priority 1|critical|top priority',
    high: 'high priority|high-priority|p2|important|with high priority|priority 2',
    medium: 'medium priority|p3|medium-priority|normal priority',
    low: 'low priority|low-priority|p4|unimportant|with low priority',
  },
  inside: 'in|from|of|for|on|under|inside|within|at|belonging to|in the project|about',
  labelled:
    'labelled|labeled|tagged|with label|with the label|with the tag|with tag|tagged with|labelled with|labeled with',
  dueIn: 'due|due on|due in|for|from|of|scheduled for|planned for|that is due|on|due by|dated|that are due',
  padding:
    'the|my|that are|that is|which are|which is|do i have|i have|have i got|have i|are there|there are|is|are|still|' +
    "that i have|i've got|i still have|currently|right now|at the moment|now|s|me|of mine|all my|got|to do|do i still have|am i|that's|that",

  periods: {
    today: 'today|tonight|this evening|this afternoon|this morning',
    tomorrow: 'tomorrow',
    yesterday: 'yesterday',
    thisWeek: 'this week|the week|week|the rest of the week|the coming week|my week',
    nextWeek: 'next week',
    lastWeek: 'last week|the last week|the past week',
    thisMonth: 'this month|the month',
    nextMonth: 'next month',
    lastMonth: 'last month|the past month',
    thisWeekend: 'this weekend|the weekend|weekend|at the weekend',
  },
  nextDays: ['[in|within|over] [the] (next|coming|following) {n} days'],

  placing: { always: 'to|into|onto', maybe: 'in|under|inside' },
  lead: 'to|that i|that i need to|called|named|me to',
  notNames:
    'it|this|that|these|those|something|anything|nothing|everything|a task|task|tasks|one|another|more|some tasks|a few tasks|stuff|things|them|a project|project|a label|label|a note|note|notes|area|pillar|list|a list|new|something new|one more|all|subtask|subtasks|steps',
  screens: {
    today: 'today|the today|today view|the today view|today screen|my day',
    plan: 'plan|my plan|the plan|planning|projects|my projects|all projects|the planner|planner|the tree|areas|my areas|pillars|my pillars|my life',
    templates: 'templates|my templates|the templates|project templates',
    labels: 'labels|my labels|the labels|tags|my tags|the tags',
    history:
      'history|my history|the history|recent changes|the change log|change log|changes|what changed|the recent changes',
    trash: 'trash|the trash|bin|the bin|recycle bin|deleted items|the recycle bin|deleted tasks',
    settings:
      'settings|my settings|the settings|preferences|my preferences|the preferences|my account|account|my profile|profile|options|the options|the settings page|settings page',
    import: 'import|the import|import page|the import page|importer|the importer|the import screen',
  },
}
