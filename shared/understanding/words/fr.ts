import { frenchRules } from './fr-rules.ts'
import type { Language } from './language.ts'

export const french: Language = {
  polite:
    "dis-moi|je veux savoir|s'il te plaît|s'il te plait|stp|svp|hé|salut|bonjour|ok|alors|maintenant|je veux|je voudrais|j'aimerais|peux-tu stp|aussi|puis|je veux que tu",
  politeQuestions:
    "peux-tu|pourrais-tu|tu peux|tu pourrais|pouvez-vous|pourriez-vous|est-ce que tu peux|est-ce que tu pourrais|peux tu|pourrais tu|peux-tu s'il te plaît|veux-tu",
  soft: 'stp|svp',
  endings: "s'il te plaît|s'il te plait|stp|svp|merci|maintenant|s'il vous plaît|merci beaucoup",
  fillers: "le|la|les|l'|un|une|des|du|de|d'|mon|ma|mes|ton|ta|ce|cette|cet|ces|au|aux",
  kinds: {
    pillar: 'pilier|piliers',
    area: 'domaine|domaines',
    project: 'projet|projets|liste',
    task: 'tâche|tâches|rendez-vous',
    label: 'étiquette|étiquettes',
  },
  it: 'ça|cela|cette tâche|celle-ci|ceci',
  inbox: "boîte de réception|la boîte de réception|réception|l'inbox|inbox",
  and: 'et|et puis|puis|et ensuite|ensuite',
  conditions: "si|s'|quand|lorsque|peut-être|pas|jamais|ne|n'|sauf|plutôt|aucun|aucune",
  rules: frenchRules,

  priorities: {
    urgent: 'urgent|urgente|p1|critique|maximale|très haute|1',
    high: 'haute|élevée|p2|important|importante|2|haut',
    medium: 'moyenne|normale|p3|3|moyen',
    low: 'basse|faible|p4|4|bas',
  },
  energies: { low: 'faible|basse', medium: 'moyenne', high: 'haute|élevée|forte' },
  taskStatuses: {
    todo: 'à faire',
    in_progress: 'en cours|cours|commencée|commencé',
    review: 'relecture|en relecture|révision',
  },
  projectStatuses: {
    not_started: 'non commencé',
    in_progress: 'en cours|actif|cours',
    on_hold: 'pause|en pause|suspendu|attente|en attente',
  },
  categories: {
    admin: 'administratives|administrative|admin|administratif',
    creative: 'créatives',
    strategic: 'stratégiques',
    routine: 'routine',
  },

  every: 'chaque tâche|tout|toutes|tous|toute|tout ce qui|chaque|tout ce que',
  both: 'les deux',
  numbers: ['deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze'],
  plural: 'tâches|choses|trucs|éléments',
  states: {
    open: 'ouverte|ouvertes|ouvert|ouverts|en cours|restantes|restante|non terminées|à faire|en attente',
    completed: 'terminée|terminées|faite|faites|finies|achevées',
    overdue: 'en retard|dépassées|dépassée|dépassé|échues|échue',
    blocked: 'bloquée|bloquées|bloqué|bloqués',
    stalled: 'au point mort|oubliées|négligées',
  },
  prioritised: {
    urgent: 'urgente|urgentes|urgent|p1',
    high: 'importante|importantes|p2|de priorité haute|de haute priorité',
    medium: 'p3|de priorité moyenne',
    low: 'p4|de priorité basse|de basse priorité',
  },
  inside: "dans|de|du|en|pour|sous|d'|dans le projet|dans la|dans le|du projet|sur|à|des",
  labelled: "avec l'étiquette|étiquetées|étiquetée",
  dueIn: "pour|prévues|prévue|prévu|prévues pour|prévu pour|de|d'|dues|à faire|pour le|du",
  padding:
    "le|la|les|l'|mes|mon|ma|qui|est|sont|ai-je|j'|ai|j'ai|il y a|y a-t-il|encore|actuellement|qui sont|qui est|que j'ai|ce|me|des|de|prévu|à faire|d'",

  periods: {
    today: "aujourd'hui|ce jour|d'aujourd'hui|pour aujourd'hui",
    tomorrow: 'demain|pour demain',
    yesterday: 'hier',
    thisWeek: 'cette semaine|la semaine|pour cette semaine',
    nextWeek: 'la semaine prochaine|semaine prochaine',
    lastWeek: 'la semaine dernière|semaine dernière',
    thisMonth: 'ce mois|ce mois-ci',
    nextMonth: 'le mois prochain|mois prochain',
    lastMonth: 'le mois dernier|mois dernier',
    thisWeekend: 'ce week-end|le week-end|ce weekend|le weekend',
  },
  nextDays: ['[dans|pour] [les] {n} prochains jours', '[dans|pour] [les] prochains {n} jours'],

  placing: { always: 'à|au|aux', maybe: 'dans|en|sous|dans la|dans le' },
  lead: "de|d'|que|appelée|appelé|nommé|pour",
  notNames:
    'ça|cela|ceci|quelque chose|rien|tout|une tâche|tâche|tâches|une autre|plus|un projet|projet|une note|note|liste|étiquette',
  screens: {
    today: "aujourd'hui|la vue du jour|ma journée|vue du jour|la page d'aujourd'hui",
    plan: 'plan|le plan|mon plan|projets|mes projets|les projets|piliers|mes piliers|domaines|la planification|planification',
    templates: 'modèles|les modèles|mes modèles',
    labels: 'étiquettes|les étiquettes|mes étiquettes',
    history: "historique|l'historique|les dernières modifications|modifications",
    trash: 'corbeille|la corbeille|poubelle|la poubelle',
    settings:
      'paramètres|les paramètres|mes paramètres|réglages|les réglages|préférences|les préférences|mon compte|mon profil|profil',
    import: "import|l'import|importer|importation|l'importation",
  },
}
