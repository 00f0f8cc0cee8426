import { spanishRules } from './es-rules.ts'
import type { Language } from './language.ts'

export const spanish: Language = {
  polite:
    'dime|quiero saber|por favor|oye|hola|vale|ok|ahora|quiero|quisiera|me gustaría|vamos a|entonces|también|bueno|necesito que|quiero que',
  politeQuestions: 'puedes|podrías|me puedes|puedes por favor|podrías por favor|me podrías|puede|podría',
  soft: 'porfa',
  endings: 'por favor|gracias|ahora|porfa|vale|muchas gracias',
  fillers: 'el|la|los|las|un|una|mi|mis|tu|este|esta|estos|estas|del|de|al',
  kinds: {
    pillar: 'pilar|pilares',
    area: 'área|áreas',
    project: 'proyecto|proyectos|lista',
    task: 'tarea|tareas|cita|pendiente',
    label: 'etiqueta|etiquetas',
  },
  it: 'eso|esto|esta tarea|esa tarea|esta|ese',
  inbox: 'bandeja|la bandeja|bandeja de entrada|la bandeja de entrada|entrada',
  and: 'y|y luego|y después|luego|y también',
  conditions: 'si|cuando|quizás|quizá|tal vez|no|nunca|ni|salvo|excepto',
  rules: spanishRules,

  priorities: {
    urgent: 'urgente|p1|crítica|máxima|muy alta|1',
    high: 'alta|p2|importante|2|alto',
    medium: 'media|normal|p3|3|medio',
    low: 'baja|p4|4|poco importante|bajo',
  },
  energies: { low: 'baja|poca', medium: 'media', high: 'alta|mucha' },
  taskStatuses: {
    todo: 'pendiente|por hacer',
    in_progress: 'en curso|en progreso|empezada|en marcha',
    review: 'revisión|en revisión',
  },
  projectStatuses: {
    not_started: 'sin empezar|no empezado',
    in_progress: 'en curso|activo|en marcha|curso|marcha',
    on_hold: 'pausa|en pausa|pausado|espera|en espera',
  },
  categories: {
    admin: 'administrativas|administrativa|administrativo|administración|admin',
    creative: 'creativas',
    strategic: 'estratégicas',
    routine: 'rutina|rutinarias',
  },

  every: 'cada tarea|todo|todas|todos|toda|todo lo|cada|todo lo que',
  both: 'ambas|ambos|las dos|los dos',
  numbers: ['dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez', 'once', 'doce'],
  plural: 'tareas|cosas|pendientes|elementos',
  states: {
    open: 'abierta|abiertas|abierto|abiertos|pendiente|pendientes|sin hacer|por hacer',
    completed: 'completada|completadas|hecha|hechas|terminada|terminadas|terminados',
    overdue:
      'atrasada|atrasadas|atrasado|atrasados|vencida|vencidas|vencido|retrasada|retrasadas|retrasado|con retraso',
    blocked: 'bloqueada|bloqueadas|bloqueado|bloqueados',
    stalled: 'estancada|estancadas|estancado|parada|paradas|olvidadas',
  },
  prioritised: {
    urgent: 'urgente|urgentes|p1',
    high: 'importante|importantes|p2|de prioridad alta|con prioridad alta',
    medium: 'p3|de prioridad media',
    low: 'p4|de prioridad baja|con prioridad baja',
  },
  inside: 'en|de|del|para|dentro de|en el proyecto|en la|en el|del proyecto|de la|a',
  labelled: 'con la etiqueta|con etiqueta|etiquetadas con|etiquetadas como',
  dueIn: 'para|de|que vence|que vencen|que vence el|con fecha de|que vencen el|del|para el|el',
  padding:
    'el|la|los|las|lo|mis|mi|que|están|está|tengo|hay|es|son|que está|que están|ahora|todavía|aún|vence|vencen|hay que|me',

  periods: {
    today: 'hoy|de hoy|para hoy|el día de hoy',
    tomorrow: 'mañana|de mañana|para mañana',
    yesterday: 'ayer',
    thisWeek: 'esta semana|la semana|de esta semana',
    nextWeek: 'la próxima semana|próxima semana|la semana que viene|semana que viene',
    lastWeek: 'la semana pasada|semana pasada',
    thisMonth: 'este mes',
    nextMonth: 'el próximo mes|próximo mes|el mes que viene|mes que viene',
    lastMonth: 'el mes pasado|mes pasado',
    thisWeekend: 'este fin de semana|el fin de semana|fin de semana',
  },
  nextDays: ['[en|durante] [los] (próximos|siguientes) {n} días'],

  placing: { always: 'a|al|a la', maybe: 'en|dentro de|en la|en el' },
  lead: 'de|que|llamada|llamado|para',
  notNames:
    'eso|esto|algo|nada|todo|una tarea|tarea|tareas|otra|más|cosas|un proyecto|proyecto|una nota|nota|lista|etiqueta|lo',
  screens: {
    today: 'hoy|la vista de hoy|mi día|vista de hoy',
    plan: 'plan|el plan|mi plan|proyectos|mis proyectos|los proyectos|áreas|pilares|mis pilares|planificación|la planificación',
    templates: 'plantillas|las plantillas|mis plantillas',
    labels: 'etiquetas|las etiquetas|mis etiquetas',
    history: 'historial|el historial|cambios|los cambios|últimos cambios',
    trash: 'papelera|la papelera|basura|la basura',
    settings:
      'ajustes|los ajustes|mis ajustes|configuración|la configuración|preferencias|las preferencias|mi cuenta|mi perfil|perfil',
    import: 'importar|importación|la importación|la página de importación',
  },
}
