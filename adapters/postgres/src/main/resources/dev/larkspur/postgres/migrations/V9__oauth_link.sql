-- The OAuth link: authorization code with PKCE. AWAITING_CONSENT waits for a device code or for a browser that
-- comes back; what the latter has to bring, and what makes its code worth something, is ciphertext.
alter table larkspur.auth_session
  add column redirect_state    bytea,
  add column redirect_verifier bytea,
  add column redirect_link     bytea,

  drop constraint auth_session_state_check,
  add constraint auth_session_state_check check (state in (
    'REQUESTED', 'PREPARING', 'AWAITING_CONSENT', 'EXCHANGING', 'VERIFYING',
    'GRANTED', 'WITHDRAWN', 'DENIED', 'EXPIRED', 'CANCELLED', 'FAILED')),

  -- EXCHANGING ends with its claim
  drop constraint auth_session_claim,
  add constraint auth_session_claim check (
    num_nulls(claim_ticket, claim_owner, claim_until)
      = case when state in ('PREPARING', 'EXCHANGING', 'VERIFYING') then 0 else 3 end),

  -- one of the two, whole
  drop constraint auth_session_device,
  add constraint auth_session_device check (
    num_nulls(device_code, device_link, device_interval_ms)
      = case when state = 'AWAITING_CONSENT' and redirect_state is null then 0 else 3 end),
  add constraint auth_session_redirect check (
    num_nulls(redirect_state, redirect_verifier, redirect_link) in (0, 3)
      and (redirect_state is null or state = 'AWAITING_CONSENT'));
