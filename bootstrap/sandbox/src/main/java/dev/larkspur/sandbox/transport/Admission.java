package dev.larkspur.sandbox.transport;

/** What a ticket admits to: one connection. */
record Admission(String deviceId, int serviceId, String accessKey, String ticket) {
  String query() {
    return "fpid=493&aid=552564&device_id=%s&access_key=%s&service_id=%d&ticket=%s"
        .formatted(deviceId, accessKey, serviceId, ticket);
  }

  @Override
  public String toString() {
    return "Admission[" + deviceId + "]";
  }
}
