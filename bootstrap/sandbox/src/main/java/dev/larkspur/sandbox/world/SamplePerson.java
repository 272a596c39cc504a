package dev.larkspur.sandbox.world;

/**
 * Somebody who works at the sample company; what they do not have is empty.
 *
 * @param picture how often they have changed their picture
 * @param available whether the app may be used by, and write to, this person
 */
public record SamplePerson(
    String openId,
    String unionId,
    String userId,
    String name,
    String enName,
    String email,
    String enterpriseEmail,
    String mobile,
    String employeeNo,
    String tenantKey,
    String chatId,
    int picture,
    boolean available) {

  /** What can be changed of a person. */
  public enum Detail {
    NAME,
    EN_NAME,
    EMAIL,
    ENTERPRISE_EMAIL,
    MOBILE,
    EMPLOYEE_NO
  }

  SamplePerson with(Detail detail, String value) {
    return new SamplePerson(
        openId,
        unionId,
        userId,
        detail == Detail.NAME ? value : name,
        detail == Detail.EN_NAME ? value : enName,
        detail == Detail.EMAIL ? value : email,
        detail == Detail.ENTERPRISE_EMAIL ? value : enterpriseEmail,
        detail == Detail.MOBILE ? value : mobile,
        detail == Detail.EMPLOYEE_NO ? value : employeeNo,
        tenantKey,
        chatId,
        picture,
        available);
  }

  SamplePerson withNewPicture() {
    return with(picture + 1, available);
  }

  SamplePerson withAvailable(boolean now) {
    return with(picture, now);
  }

  private SamplePerson with(int newPicture, boolean nowAvailable) {
    return new SamplePerson(
        openId,
        unionId,
        userId,
        name,
        enName,
        email,
        enterpriseEmail,
        mobile,
        employeeNo,
        tenantKey,
        chatId,
        newPicture,
        nowAvailable);
  }
}
