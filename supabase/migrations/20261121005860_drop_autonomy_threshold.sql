-- Each category of automations has a threshold of its own (automation_settings); the one for all was never asked.

alter table public.hrm_user_preferences drop column autonomy_threshold;
