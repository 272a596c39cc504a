package dev.larkspur.adapters.rest;

/** Where our routes lie; filters and controllers agree here. */
public final class Routes {
  /** Put before every route; in a host application {@code /larkspur}, which wiring sees to. */
  public static final String PREFIX = "${larkspur.rest.path:}";

  public static final String V1 = PREFIX + "/v1";
  public static final String ADMIN = PREFIX + "/admin/v1";

  public static final String PERSON = V1 + "/apps/{app_id}/users/{open_id}";

  private Routes() {}
}
