/** What the names of pillars, areas and projects say about the sphere of life they belong to, in English and German. */
export const DEFAULT_SPHERES = {
  work: {
    target: 0.6,
    words: [
      ...[
        'work',
        'job',
        'career',
        'business',
        'office',
        'study',
        'studies',
        'academics',
        'coursework',
        'product',
      ],
      ...['arbeit', 'beruf*', 'karriere', 'firma', 'büro', 'studium', 'uni', 'produkt'],
    ],
  },
  health: {
    target: 0.2,
    words: [
      ...['health', 'fitness', 'sport*', 'sleep', 'body', 'exercise', 'nutrition', 'wellness', 'well-being'],
      ...['gesundheit', 'schlaf', 'körper', 'bewegung', 'ernährung', 'wohlbefinden'],
    ],
  },
  relationships: {
    target: 0.15,
    words: [
      ...['family', 'friend*', 'relationship*', 'partner', 'marriage', 'children', 'kids', 'social'],
      ...['familie', 'freunde', 'freundschaft*', 'beziehung*', 'ehe', 'kinder', 'soziales'],
    ],
  },
  personal: {
    target: 0.05,
    words: [
      ...['personal', 'hobby', 'hobbies', 'growth', 'finance*', 'money', 'home', 'leisure'],
      ...['persönlich*', 'hobbys', 'wachstum', 'finanzen', 'geld', 'zuhause', 'haushalt', 'freizeit'],
    ],
  },
}

/** What the names of tasks and projects say about the skill they build, in English and German. */
export const DEFAULT_SKILLS = {
  technical: [
    ...['code', 'coding', 'programming', 'software', 'typescript', 'python', 'tutorial*'],
    ...['programmieren', 'programmierung'],
  ],
  leadership: [
    ...['lead', 'leading', 'leadership', 'mentor*', 'coaching', 'delegate'],
    ...['führung', 'führungskraft', 'delegieren'],
  ],
  communication: [
    ...['presentation*', 'speech', 'rhetoric', 'writing', 'negotiat*', 'language*'],
    ...['vortrag', 'präsentation*', 'rhetorik', 'verhandlung*', 'sprachkurs', 'fremdsprache*'],
  ],
  domain: [
    ...[
      'learn',
      'learning',
      'study',
      'research',
      'course',
      'training',
      'certificate',
      'exam',
      'practise',
      'practice',
    ],
    ...['lernen', 'recherche', 'kurs', 'weiterbildung', 'zertifikat', 'prüfung', 'üben'],
  ],
}
