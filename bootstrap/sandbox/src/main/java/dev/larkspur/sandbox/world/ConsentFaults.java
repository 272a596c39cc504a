package dev.larkspur.sandbox.world;

/** What goes wrong where people consent. */
public final class ConsentFaults {
  /** What the page of the device grant shows. */
  public enum DevicePage {
    WORKS,
    /** An error with code 20001, though the link is right. */
    MALFORMED,
    /** HTTP 404. */
    MISSING
  }

  private volatile DevicePage devicePage = DevicePage.WORKS;

  public void devicePage(DevicePage shows) {
    devicePage = shows;
  }

  public DevicePage devicePage() {
    return devicePage;
  }

  void reset() {
    devicePage = DevicePage.WORKS;
  }
}
