-- The rules the app comes with: those of shared/hrm/default-rules.ts, which a test holds them against.

insert into public.hrm_rules (
  rule_code, rule_name, description, hierarchy_level, applies_to_entity_types, rule_type, base_weight, user_adjustable, requires_llm,
  is_active, is_system_rule, llm_prompt_template, rule_config
) values
  (
    'TEMPORAL_URGENCY_001', 'Task Deadline Urgency',
    'The closer the due day or the deadline of a task, the more urgent it is; overdue most of all.',
    'task', '{task}', 'temporal', 0.8, true, false, true, true,
    null,
    '{"method":"deadline","steps":[{"within_hours":24,"score":0.9},{"within_hours":72,"score":0.7},{"within_hours":168,"score":0.5}],"later_score":0.2,"none_score":0,"overdue_score":1,"overdue_multiplier":2,"today_boost":0.8,"tomorrow_boost":0.4,"critical_hours":6,"urgent_hours":24}'
  ),
  (
    'TEMPORAL_MORNING_PEAK_001', 'Morning Energy Optimization',
    'Between 07:00 and 10:00 deep, creative and strategic work goes first.',
    'task', '{task}', 'temporal', 0.5, true, false, true, true,
    null,
    '{"method":"time_window","from":"07:00","until":"10:00","boosts":{"deep_work":0.3,"creative":0.25,"strategic":0.2}}'
  ),
  (
    'PILLAR_ALIGNMENT_001', 'Pillar Importance Scoring',
    'What serves a pillar with a large share of time, in an important area and project, counts more.',
    'cross_level', '{task,project,area}', 'scoring', 0.9, true, false, true, true,
    null,
    '{"method":"weighted_average","factors":{"time_allocation":0.4,"alignment_strength":0.3,"area_importance":0.2,"project_importance":0.1},"without_pillar_score":0.3,"default_time_allocation":0.2,"default_alignment_strength":0.5}'
  ),
  (
    'GOAL_COHERENCE_001', 'Goal Coherence Analysis',
    'Projects that compete for the same weeks lose, projects whose tasks help each other win.',
    'cross_level', '{project,area}', 'relationship', 0.6, true, true, true, true,
    'Explain this finding to the person it is about. Use only the numbers, days and names of the evidence.',
    '{"method":"coherence","conflict_boost":-0.3,"synergy_boost":0.2,"threshold":0.7,"horizon_days":14}'
  ),
  (
    'DEPENDENCY_CHECK_001', 'Task Dependency Analysis',
    'What waits for an open task cannot be done yet; what everything was done for is ready.',
    'task', '{task}', 'constraint', 0.7, true, false, true, true,
    null,
    '{"method":"dependencies","none_score":0.5,"blocked_boost":-0.8,"ready_boost":0.3,"cascade":true,"most_named":2}'
  ),
  (
    'PROGRESS_MOMENTUM_001', 'Project Progress Momentum',
    'Projects that move keep moving; those in which nothing was finished for two weeks stall.',
    'project', '{task,project}', 'pattern_matching', 0.5, true, true, true, true,
    'Explain this finding to the person it is about. Use only the numbers, days and names of the evidence.',
    '{"method":"momentum","factors":["recent_completions","timeline_adherence","velocity"],"boost_from":0.75,"stall_boost":-0.4,"recent_days":7,"enough_completions":3,"stall_days":14}'
  ),
  (
    'ENERGY_PATTERN_001', 'Energy-Based Task Matching',
    'Demanding work belongs into the hours of most energy, the rest into the others.',
    'task', '{task}', 'temporal', 0.6, true, true, true, true,
    'Explain this finding to the person it is about. Use only the numbers, days and names of the evidence.',
    '{"method":"energy","windows":{"morning_peak":{"from":"06:00","until":"12:00"},"afternoon_peak":{"from":"13:00","until":"17:00"},"evening_peak":{"from":"18:00","until":"22:00"}},"best_windows":{"deep_work":"own_peak","admin":"afternoon_peak","creative":"evening_peak","routine":"any"},"demanding":["deep_work"],"in_peak":{"demanding":0.9,"other":0.4},"off_peak":{"demanding":0.3,"other":0.7},"steady_score":0.6}'
  ),
  (
    'CONTEXT_SWITCHING_001', 'Context Switch Penalty',
    'Staying in the area one works in today costs less than changing to another.',
    'cross_level', '{task}', 'scoring', 0.4, true, false, true, true,
    null,
    '{"method":"context","group_by":"area","switch_boost":-0.2,"focus_boost":0.15}'
  ),
  (
    'WORKLIFE_BALANCE_001', 'Work-Life Balance Monitor',
    'What had less of the lived time than it should have goes before what had more.',
    'cross_level', '{area,project}', 'pattern_matching', 0.5, true, true, true, true,
    'Explain this finding to the person it is about. Use only the numbers, days and names of the evidence.',
    '{"method":"balance","spheres":{"work":{"target":0.6,"words":["work","job","career","business","office","study","studies","academics","coursework","product","arbeit","beruf*","karriere","firma","büro","studium","uni","produkt"]},"health":{"target":0.2,"words":["health","fitness","sport*","sleep","body","exercise","nutrition","wellness","well-being","gesundheit","schlaf","körper","bewegung","ernährung","wohlbefinden"]},"relationships":{"target":0.15,"words":["family","friend*","relationship*","partner","marriage","children","kids","social","familie","freunde","freundschaft*","beziehung*","ehe","kinder","soziales"]},"personal":{"target":0.05,"words":["personal","hobby","hobbies","growth","finance*","money","home","leisure","persönlich*","hobbys","wachstum","finanzen","geld","zuhause","haushalt","freizeit"]}},"imbalance_boost":-0.5,"tolerance":0.1,"least_minutes":120}'
  ),
  (
    'SKILL_DEVELOPMENT_001', 'Skill Development Priority',
    'What builds a skill is worth more than its day says.',
    'task', '{task,project}', 'scoring', 0.4, true, true, true, true,
    'Explain this finding to the person it is about. Use only the numbers, days and names of the evidence.',
    '{"method":"words","groups":{"technical":["code","coding","programming","software","typescript","python","tutorial*","programmieren","programmierung"],"leadership":["lead","leading","leadership","mentor*","coaching","delegate","führung","führungskraft","delegieren"],"communication":["presentation*","speech","rhetoric","writing","negotiat*","language*","vortrag","präsentation*","rhetorik","verhandlung*","sprachkurs","fremdsprache*"],"domain":["learn","learning","study","research","course","training","certificate","exam","practise","practice","lernen","recherche","kurs","weiterbildung","zertifikat","prüfung","üben"]},"boost":0.25}'
  );
