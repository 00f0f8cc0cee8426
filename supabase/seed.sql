-- Fills the demo account, where there is one, with the sample life. On a fresh database nobody has signed up yet and
-- nothing happens: `npm start` signs the account up afterwards and asks for the same function as its owner would.
-- With the supabase CLI, sign up as demo@aurum.life and run this file again. Filling twice changes nothing.
do $$
declare
  demo uuid := (select id from auth.users where email = 'demo@aurum.life');
begin
  if demo is not null then
    perform set_config('request.jwt.claims', jsonb_build_object('sub', demo, 'role', 'authenticated')::text, true);
    set local role authenticated;
    perform public.fill_sample_life();
    reset role;
  end if;
end $$;
