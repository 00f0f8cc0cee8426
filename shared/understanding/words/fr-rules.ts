import type { Language } from './language.ts'

/** What people say, as templates: see `toPattern`. */
export const frenchRules: Language['rules'] = {
  schedule: [
    '(déplace|déplacer|décale|décaler|reporte|reporter|passe) {target} (de|du) {from} (à|au|pour) {when}',

    "(déplace|déplacer|décale|décaler|reporte|reporter|repousse|repousser|mets|mettre|passe|passer|avance|avancer|replanifie|replanifier) {target} (à|au|pour|jusqu'à|jusqu'au|pour le|le|au plus tard) {when}",
    '(planifie|planifier|programme|programmer|prévois|prévoir|reporte|décale|déplace|déplacer) {target} [pour|pour le|le] {when}',
    "(change|changer|mets|mettre) (la date|l'échéance|l'heure) de {target} (à|au|pour|pour le) {when}",
    '{target} est maintenant pour {when}',
  ],
  shift: ["(décale|décaler|repousse|repousser|reporte|reporter|déplace|retarde) {target} (de|d') {amount}"],
  repeat: [
    '(répète|répéter) {target} {rule}',
    '(fais|faire) (répéter|revenir) {target} {rule}',
    '(mets|planifie|programme|planifier|programmer) {target} {rule}',
    '{target} se répète {rule}',
    '(fais) en sorte que {target} se répète {rule}',
  ],
  unrepeat: [
    '(arrête|arrêter|cesse) de répéter {target}',
    '(supprime|supprimer|enlève|retire) la répétition de {target}',
    'ne répète plus {target}',
  ],
  undate: ["(enlève|enlever|supprime|supprimer|retire|retirer|efface) (la date|l'échéance) (de|du) {target}"],
  move: [
    '(déplace|déplacer|mets|mettre|range|ranger|transfère|transférer|passe|passer|bouge) {target} (dans|vers|sous|à|au|en|sur|dans la|dans le) {place}',
    '(change) le projet de {target} (en|pour) {place}',
  ],
  complete: [
    "(termine|terminer|complète|compléter|coche|cocher|finis|finir|valide|valider|j'ai fini avec) {target}",
    '(marque|marquer|mets|mettre) {target} [comme] (fait|faite|terminé|terminée|finie|fini|faits|faites|terminés|terminées|achevé|achevée)',
    '(marque) comme (fait|faite|terminé|terminée) {target}',
    "(j'ai|j'ai déjà|on a|je viens de) (fini|terminé|fait|complété|finir|terminer|faire|achevé) {target}",
    "{target} (est|c'est|sont) (fait|faite|terminé|terminée|fini|finie|faits|faites|terminés|terminées)",
    '(fait|terminé) [:] {target}',
  ],
  reopen: [
    '(rouvre|rouvrir|décoche|décocher|réouvre) {target}',
    '(marque|marquer) {target} comme (non terminé|non terminée|à faire|non fait|non faite|pas faite|pas fait)',
  ],
  delete: [
    '(supprime|supprimer|efface|effacer|enlève|enlever|retire|retirer) {target}',
    '(jette|mets) {target} à la (corbeille|poubelle)',
  ],
  rename: [
    '(renomme|renommer) {target} (en|par|comme) {name}',
    '(change|changer) le nom (de|du) {target} (en|par|pour) {name}',
  ],
  priority: [
    '(mets|mettre|change|changer|passe|passer|monte|baisse|règle) la priorité (de|du) {target} (à|en|sur|comme) {priority}',
    '(rends|mets|marque|passe|rendre|marquer) {target} [comme|en] {priority}',
    '(donne) à {target} (une|la) priorité {priority}',
    '(mets|passe) {target} en priorité {priority}',
  ],
  status: [
    '(mets|mettre|passe|passer|marque|marquer) {target} (en|comme) {status}',
    "(change) (le statut|l'état) de {target} (en|à) {status}",
    '(suspends|suspendre) {target}',
  ],
  energy: [
    "(mets|règle|change) l'énergie de {target} (à|en|sur) {energy}",
    '{target} demande une énergie {energy}',
  ],
  duration: [
    '{target} (dure|prend|durera|prendra) [environ] {amount}',
    '(mets|règle|change|changer) la durée (de|du) {target} (à|en|sur) {amount}',
    '(prévois|réserve) {amount} pour {target}',
  ],
  deadline: [
    '(mets|fixe|change|fixer) (la date limite|la deadline) (de|du|pour) {target} (au|à|pour le|le) {when}',
    '(la date limite|la deadline) (de|du) {target} est [le] {when}',
  ],
  undeadline: ['(enlève|supprime|retire|supprimer) (la date limite|la deadline) (de|du) {target}'],
  label: [
    "(ajoute|ajouter|mets|mettre|colle) l'étiquette {label} (à|sur|au) {target}",
    '(étiquette|étiqueter) {target} (avec|comme) {label}',
  ],
  unlabel: ["(enlève|enlever|retire|retirer|supprime|supprimer) l'étiquette {label} (de|à|du) {target}"],
  note: [
    '(ajoute|ajouter|écris|écrire|mets) [une] note (à|sur|pour|au|dans|de) {target} : {text}',
    '(note|commentaire) (pour|sur|à|de) {target} : {text}',
    '(ajoute|écris) {quoted} (aux notes de|dans les notes de|à la note de) {target}',
  ],
  archive: ['(archive|archiver) {target}'],
  unarchive: ['(désarchive|désarchiver|restaure|restaurer) {target}'],
  wait: [
    '{target} (dépend de|attend|est bloqué par|est bloquée par|doit attendre) {other}',
    '{other} bloque {target}',
  ],
  createTask: [
    '(crée|créer|ajoute|nouvelle) [une] [nouvelle] tâche (dans|pour) {place} : {title}',
    '(crée|créer|ajoute|nouvelle) [une] tâche {priority} [:] {title}',

    '(ajoute|ajouter|crée|créer|nouvelle|fais|note) [une|la] [nouvelle] tâche [:|appelée|pour|de] {title}',
    '(ajoute|ajouter|note|noter) {plain}',
    "(rappelle-moi|rappelle moi|me rappeler) [de|d'|que] {title}",
    'tâche : {title}',
  ],
  createProject: [
    '(crée|créer|ajoute|ajouter|nouveau|démarre) [un|le] [nouveau] projet [:|appelé|nommé] {title}',
  ],
  createArea: ['(crée|créer|ajoute|ajouter|nouveau) [un|le] [nouveau] domaine [:|appelé|nommé] {title}'],
  createPillar: ['(crée|créer|ajoute|ajouter|nouveau) [un|le] [nouveau] pilier [:|appelé|nommé] {title}'],
  createLabel: ["(crée|créer|nouvelle) [une|l'] [nouvelle] étiquette [:|appelée|nommée] {title}"],
  first: [
    "(que|qu'est-ce que|quoi) (dois-je|devrais-je|je dois|je devrais|puis-je) faire (en premier|d'abord|maintenant|ensuite|tout de suite|en priorité) [aujourd'hui]",
    "(par quoi|par où) (dois-je|devrais-je|je dois|je devrais|je) (commencer|commence) [aujourd'hui|maintenant]",
    "(quelle est|quel est|qu'est-ce qui est|c'est quoi) (la tâche la plus importante|ma tâche la plus importante|le plus important|le plus urgent|ma prochaine tâche|ma priorité|la prochaine tâche|la priorité) [aujourd'hui|maintenant|à faire]",
    '(et maintenant|je fais quoi maintenant|quoi faire maintenant)',
    "sur quoi (dois-je|devrais-je) (travailler|me concentrer) [aujourd'hui|maintenant|d'abord]",
  ],
  firstFew: [
    "(quelles sont|montre-moi|donne-moi|montre) (mes|les) {n} (tâches|priorités|choses) [les plus importantes|principales] [aujourd'hui|du jour]",
    "quelles sont mes (priorités|tâches les plus importantes) [aujourd'hui|du jour]",
  ],
  due: [
    "(qu'est-ce qui|quelles tâches|qu'est-ce que) (est prévu|est à faire|sont prévues|arrive à échéance|est dû|j'ai|j'ai à faire|je dois faire|m'attend|sont à faire|il y a|y a-t-il) [pour|le|de prévu] {period}",
    "(que|qu') (dois-je faire|ai-je à faire|ai-je|ai-je prévu|ai-je de prévu) [pour|le] {period}",
    "(quel est|montre-moi|montre) mon (programme|planning|agenda) [de|pour|d'] {period}",
    "(j'ai quoi|il y a quoi|quoi de prévu) [pour|à faire] {period}",
  ],
  done: [
    "(qu'est-ce que|quelles tâches) (j'ai|ai-je) (fait|terminé|fini|terminées|faites) {period}",
    "qu' ai-je (fait|terminé|fini) {period}",
  ],
  doneCount: [
    "(combien de|combien d') {selection} (ai-je|j'ai) (terminé|terminées|fini|finies|fait|faites) {period}",
  ],
  resume: ['(reprends|reprendre|relance|réactive) {target}'],
  list: [
    '(montre|montre-moi|liste|affiche|donne-moi|lister|afficher|montrer|voir) {selection}',
    "(qu'est-ce qui|quelles|quels|quelles sont|qu'est-ce que) {selection}",
    "(il y a|y a-t-il|j'ai|ai-je) {selection}",
    '{bare}',
  ],
  count: ["(combien de|combien d'|compte|nombre de|combien) {selection}"],
  find: ['(cherche|chercher|trouve|trouver|recherche|rechercher|où est) [la tâche] {text}'],
  behind: [
    'pourquoi (suis-je|je suis|est-ce que je suis|on est) [si|tellement|aussi] (en retard|à la traîne|bloqué|en retard) (sur|dans|avec|en|pour) {level}',
    'pourquoi {level} (est|est-il|est-elle) [si] (en retard|à la traîne|bloqué|bloquée|au point mort)',
    "pourquoi {level} n'avance (pas|plus)",
    'pourquoi {level} (est-il|est-elle) [si] (en retard|bloqué|bloquée)',
    "pourquoi je n'avance pas (sur|dans|avec|en) {level}",
    "(qu'est-ce qui) (bloque|ne va pas|coince) (dans|avec|sur) {level}",
  ],
  progress: [
    '(comment|où en) (avance|va|se porte|progresse|est|en est) {level}',
    "comment (je m'en sors|j'avance|ça avance|ça va|ça se passe) (sur|dans|avec|en|pour) {level}",
    'où en (suis-je|est-on|sommes-nous|je suis) (sur|dans|avec|en|de|pour) {level}',
    "(quel est) (l'état|l'avancement|le statut) (de|du) {level}",
    '(état|avancement|progrès) (de|du|sur) {level}',
  ],
  whyPriority: [
    'pourquoi {target} (est|est-il|est-elle) [si|aussi] (important|importante|urgent|urgente|en premier|prioritaire|en haut|en tête)',
    'pourquoi (dois-je|devrais-je|faut-il) faire {target} [en premier]',
  ],
  whenDue: [
    "(quand|pour quand) (est|c'est|sont|tombe|est prévu|est prévue|ai-je) {target}",
    "(quelle est|c'est quoi) (la date|l'échéance|la date limite) (de|du) {target}",
    'quand (dois-je|est-ce que je dois) (faire|finir|terminer) {target}',
    "c'est quand {target}",
  ],
  open: [
    '(ouvre|ouvrir|va à|aller à|va dans|affiche|montre-moi|montre|va sur|emmène-moi à|va aux|affiche-moi) {screen}',
    '(ouvre|ouvrir|va à|aller à|va dans|affiche|montre-moi|montre|va sur) {target}',
    '{screen}',
  ],
}
