-- The database and the program judge the configuration of a rule alike, to the last sign: the letters of its words are
-- written out instead of left to the locale of the server, lengths are counted and numbers compared as the program does.

create or replace function private.json_problem(held jsonb, shape jsonb, path text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  kind text := jsonb_typeof(held);
  wanted text := shape ->> 'type';
  branch jsonb;
  part record;
  problem text;
  problems text[] := '{}';
  told text := held #>> '{}';
  size int;
  amount double precision;
begin
  if shape ? 'oneOf' then
    -- Each of these shapes has a method of its own.
    for branch in select jsonb_array_elements(shape -> 'oneOf') loop
      if branch #> '{properties,method,const}' = held -> 'method' then
        return private.json_problem(held, branch, path);
      end if;
    end loop;
    return format('%s.method must be one of %s', path, (
      select string_agg(each #>> '{properties,method,const}', ', ') from jsonb_array_elements(shape -> 'oneOf') each));
  elsif shape ? 'anyOf' then
    for branch in select jsonb_array_elements(shape -> 'anyOf') loop
      problem := private.json_problem(held, branch, path);
      if problem is null then
        return null;
      end if;
      problems := problems || problem;
    end loop;
    return array_to_string(problems, ', or ');
  end if;

  if kind <> (case wanted when 'integer' then 'number' else wanted end) then
    return format('%s must be %s, not %s', path, case wanted when 'integer' then 'a whole number' else wanted end, kind);
  elsif shape ? 'const' and held <> shape -> 'const' then
    return format('%s must be %s', path, shape ->> 'const');
  elsif shape ? 'enum' and not shape -> 'enum' @> held then
    return format('%s must be one of %s', path, (
      select string_agg(each, ', ') from jsonb_array_elements_text(shape -> 'enum') each));
  end if;

  if kind = 'number' then
    -- The program knows numbers as double precision: nothing smaller than its smallest, nothing finer than its digits.
    if abs(told::numeric) > 1e300 then
      return format('%s must be a smaller number', path);
    end if;
    amount := case when abs(told::numeric) < 2.5e-324 then 0 else told::double precision end;
    return case
      when wanted = 'integer' and amount <> trunc(amount) then format('%s must be a whole number', path)
      when amount < (shape ->> 'minimum')::double precision then format('%s must be at least %s', path, shape ->> 'minimum')
      when amount > (shape ->> 'maximum')::double precision then format('%s must be at most %s', path, shape ->> 'maximum')
      when amount <= (shape ->> 'exclusiveMinimum')::double precision then format('%s must be more than %s', path, shape ->> 'exclusiveMinimum')
      end;
  elsif kind = 'string' then
    -- As the program counts: signs beyond the first 65,536 are two.
    size := char_length(told) + char_length(regexp_replace(told, '[\u0001-\uffff]', '', 'g'));
    return case
      when size < (shape ->> 'minLength')::int then format('%s must have at least %s characters', path, shape ->> 'minLength')
      when size > (shape ->> 'maxLength')::int then format('%s must have at most %s characters', path, shape ->> 'maxLength')
      when told !~ (shape ->> 'pattern') then format('%s cannot be "%s"', path, left(told, 60))
      end;
  elsif kind = 'array' then
    if jsonb_array_length(held) < (shape ->> 'minItems')::int then
      return format('%s must have at least %s entries', path, shape ->> 'minItems');
    elsif jsonb_array_length(held) > (shape ->> 'maxItems')::int then
      return format('%s must have at most %s entries', path, shape ->> 'maxItems');
    end if;
    for part in select each.value, each.place - 1 as place from jsonb_array_elements(held) with ordinality each (value, place) loop
      problem := private.json_problem(part.value, shape -> 'items', format('%s.%s', path, part.place));
      exit when problem is not null;
    end loop;
  elsif kind = 'object' then
    select format('%s.%s is missing', path, each) into problem
    from jsonb_array_elements_text(shape -> 'required') each where not held ? each limit 1;
    if problem is not null then
      return problem;
    end if;
    for part in select each.key, each.value from jsonb_each(held) each loop
      if shape -> 'properties' ? part.key then
        problem := private.json_problem(part.value, shape #> array['properties', part.key], format('%s.%s', path, part.key));
      elsif shape -> 'additionalProperties' = 'false' then
        problem := format('%s.%s is nothing the engine knows', path, part.key);
      elsif shape ? 'propertyNames' and private.json_problem(to_jsonb(part.key), shape -> 'propertyNames', path) is not null then
        problem := format('%s cannot have the name "%s"', path, left(part.key, 60));
      elsif jsonb_typeof(shape -> 'additionalProperties') = 'object' then
        problem := private.json_problem(part.value, shape -> 'additionalProperties', format('%s.%s', path, part.key));
      end if;
      exit when problem is not null;
    end loop;
  end if;
  return problem;
end $$;

create or replace function private.rule_problem(p_rule_type text, p_rule_config jsonb) returns text
language plpgsql stable set search_path = '' as $$
declare
  problem text := private.json_problem(p_rule_config,
    (select shapes.shape from private.rule_config_shapes shapes where shapes.rule_type = p_rule_type), 'rule_config');
begin
  -- What a schema cannot say.
  return coalesce(problem, case p_rule_config ->> 'method'
    when 'deadline' then (
      select format('rule_config.steps.%s must be wider than the step before it, and score no higher', later.place - 1)
      from jsonb_array_elements(p_rule_config -> 'steps') with ordinality earlier (step, place)
      join jsonb_array_elements(p_rule_config -> 'steps') with ordinality later (step, place) on later.place = earlier.place + 1
      where (later.step ->> 'within_hours')::double precision <= (earlier.step ->> 'within_hours')::double precision
        or (later.step ->> 'score')::double precision > (earlier.step ->> 'score')::double precision
      order by later.place limit 1)
    when 'weighted_average' then case when not exists (
        select from jsonb_each_text(p_rule_config -> 'factors') factor where factor.value::numeric >= 2.5e-324)
      then 'rule_config.factors must give one of them some weight' end
    when 'words' then case when p_rule_config -> 'groups' = '{}' then 'rule_config.groups must have one' end
    when 'balance' then case when (select count(*) from jsonb_object_keys(p_rule_config -> 'spheres')) < 2
      then 'rule_config.spheres must be two at least' end
  end);
end $$;

update private.rule_config_shapes set shape = '{"oneOf":[{"type":"object","properties":{"method":{"type":"string","const":"weighted_average"},"factors":{"type":"object","properties":{"time_allocation":{"type":"number","minimum":0,"maximum":1},"alignment_strength":{"type":"number","minimum":0,"maximum":1},"area_importance":{"type":"number","minimum":0,"maximum":1},"project_importance":{"type":"number","minimum":0,"maximum":1},"project_priority":{"type":"number","minimum":0,"maximum":1},"task_priority":{"type":"number","minimum":0,"maximum":1}},"additionalProperties":false},"without_pillar_score":{"type":"number","minimum":0,"maximum":1},"default_time_allocation":{"type":"number","minimum":0,"maximum":1},"default_alignment_strength":{"type":"number","minimum":0,"maximum":1},"conditions":{"maxItems":20,"type":"array","items":{"anyOf":[{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","enum":["is","is_not"]},"value":{"anyOf":[{"type":"string","minLength":1,"maxLength":200},{"type":"number"}]}},"required":["field","operator","value"],"additionalProperties":false},{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","enum":["at_least","at_most"]},"value":{"type":"number"}},"required":["field","operator","value"],"additionalProperties":false},{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","const":"contains"},"value":{"type":"string","minLength":1,"maxLength":200}},"required":["field","operator","value"],"additionalProperties":false}]}},"add_tags":{"maxItems":5,"type":"array","items":{"type":"string","pattern":"^[a-z][a-z0-9_]{0,39}$"}}},"required":["method","factors","without_pillar_score","default_time_allocation","default_alignment_strength"],"additionalProperties":false},{"type":"object","properties":{"method":{"type":"string","const":"context"},"group_by":{"type":"string","enum":["project","area","pillar"]},"switch_boost":{"type":"number","minimum":-1,"maximum":1},"focus_boost":{"type":"number","minimum":-1,"maximum":1},"conditions":{"maxItems":20,"type":"array","items":{"anyOf":[{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","enum":["is","is_not"]},"value":{"anyOf":[{"type":"string","minLength":1,"maxLength":200},{"type":"number"}]}},"required":["field","operator","value"],"additionalProperties":false},{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","enum":["at_least","at_most"]},"value":{"type":"number"}},"required":["field","operator","value"],"additionalProperties":false},{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","const":"contains"},"value":{"type":"string","minLength":1,"maxLength":200}},"required":["field","operator","value"],"additionalProperties":false}]}},"add_tags":{"maxItems":5,"type":"array","items":{"type":"string","pattern":"^[a-z][a-z0-9_]{0,39}$"}}},"required":["method","group_by","switch_boost","focus_boost"],"additionalProperties":false},{"type":"object","properties":{"method":{"type":"string","const":"words"},"groups":{"type":"object","propertyNames":{"type":"string","pattern":"^[a-z][a-z0-9_]{0,39}$"},"additionalProperties":{"minItems":1,"maxItems":100,"type":"array","items":{"type":"string","pattern":"^(\\*?[a-z0-9\\u00df-\\u00f6\\u00f8-\\u1fff][a-z0-9\\u00df-\\u00f6\\u00f8-\\u1fff-]{1,58}|[a-z0-9\\u00df-\\u00f6\\u00f8-\\u1fff][a-z0-9\\u00df-\\u00f6\\u00f8-\\u1fff-]{1,58}\\*)$"}}},"boost":{"type":"number","minimum":-1,"maximum":1},"conditions":{"maxItems":20,"type":"array","items":{"anyOf":[{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","enum":["is","is_not"]},"value":{"anyOf":[{"type":"string","minLength":1,"maxLength":200},{"type":"number"}]}},"required":["field","operator","value"],"additionalProperties":false},{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","enum":["at_least","at_most"]},"value":{"type":"number"}},"required":["field","operator","value"],"additionalProperties":false},{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","const":"contains"},"value":{"type":"string","minLength":1,"maxLength":200}},"required":["field","operator","value"],"additionalProperties":false}]}},"add_tags":{"maxItems":5,"type":"array","items":{"type":"string","pattern":"^[a-z][a-z0-9_]{0,39}$"}}},"required":["method","groups","boost"],"additionalProperties":false}]}'
where rule_type = 'scoring';
update private.rule_config_shapes set shape = '{"oneOf":[{"type":"object","properties":{"method":{"type":"string","const":"momentum"},"factors":{"minItems":1,"maxItems":3,"type":"array","items":{"type":"string","enum":["recent_completions","timeline_adherence","velocity"]}},"boost_from":{"type":"number","minimum":0,"maximum":1},"stall_boost":{"type":"number","minimum":-1,"maximum":1},"recent_days":{"type":"integer","minimum":1,"maximum":365},"enough_completions":{"type":"integer","minimum":1,"maximum":100},"stall_days":{"type":"integer","minimum":1,"maximum":365},"conditions":{"maxItems":20,"type":"array","items":{"anyOf":[{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","enum":["is","is_not"]},"value":{"anyOf":[{"type":"string","minLength":1,"maxLength":200},{"type":"number"}]}},"required":["field","operator","value"],"additionalProperties":false},{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","enum":["at_least","at_most"]},"value":{"type":"number"}},"required":["field","operator","value"],"additionalProperties":false},{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","const":"contains"},"value":{"type":"string","minLength":1,"maxLength":200}},"required":["field","operator","value"],"additionalProperties":false}]}},"add_tags":{"maxItems":5,"type":"array","items":{"type":"string","pattern":"^[a-z][a-z0-9_]{0,39}$"}}},"required":["method","factors","boost_from","stall_boost","recent_days","enough_completions","stall_days"],"additionalProperties":false},{"type":"object","properties":{"method":{"type":"string","const":"balance"},"spheres":{"type":"object","propertyNames":{"type":"string","pattern":"^[a-z][a-z0-9_]{0,39}$"},"additionalProperties":{"type":"object","properties":{"target":{"type":"number","minimum":0,"maximum":1},"words":{"minItems":1,"maxItems":100,"type":"array","items":{"type":"string","pattern":"^(\\*?[a-z0-9\\u00df-\\u00f6\\u00f8-\\u1fff][a-z0-9\\u00df-\\u00f6\\u00f8-\\u1fff-]{1,58}|[a-z0-9\\u00df-\\u00f6\\u00f8-\\u1fff][a-z0-9\\u00df-\\u00f6\\u00f8-\\u1fff-]{1,58}\\*)$"}}},"required":["target","words"],"additionalProperties":false}},"imbalance_boost":{"type":"number","minimum":-1,"maximum":1},"tolerance":{"type":"number","minimum":0,"maximum":1},"least_minutes":{"type":"integer","minimum":1,"maximum":100000},"conditions":{"maxItems":20,"type":"array","items":{"anyOf":[{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","enum":["is","is_not"]},"value":{"anyOf":[{"type":"string","minLength":1,"maxLength":200},{"type":"number"}]}},"required":["field","operator","value"],"additionalProperties":false},{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","enum":["at_least","at_most"]},"value":{"type":"number"}},"required":["field","operator","value"],"additionalProperties":false},{"type":"object","properties":{"field":{"type":"string","enum":["status","priority","category","energy","name","importance","project_importance","area_importance","due_in_days","age_days","duration_minutes","progress_percent","open_tasks"]},"operator":{"type":"string","const":"contains"},"value":{"type":"string","minLength":1,"maxLength":200}},"required":["field","operator","value"],"additionalProperties":false}]}},"add_tags":{"maxItems":5,"type":"array","items":{"type":"string","pattern":"^[a-z][a-z0-9_]{0,39}$"}}},"required":["method","spheres","imbalance_boost","tolerance","least_minutes"],"additionalProperties":false}]}'
where rule_type = 'pattern_matching';

-- What is there already is held to the same.
update public.hrm_rules set rule_config = rule_config;
