package dev.larkspur.adapters.feishu.event;

import dev.larkspur.adapters.feishu.HttpAnswer;
import dev.larkspur.domain.token.PlatformError;
import java.net.http.HttpResponse;

/** What a refused handshake means; the platform says it in headers, whatever the status. */
final class Handshake {
  private static final String FORBIDDEN = "403";
  private static final String NOT_AUTHENTICATED = "514";
  private static final String TOO_MANY_CONNECTIONS = "1000040350";

  static ConnectFailed refused(HttpResponse<?> answer) {
    var status = number(answer, "Handshake-Status");
    var cause = number(answer, "Handshake-Autherrcode");
    if (status.equals(FORBIDDEN)) {
      return ConnectFailed.hopeless("connecting: forbidden", said(answer, status, "forbidden"));
    }
    return status.equals(NOT_AUTHENTICATED) && cause.equals(TOO_MANY_CONNECTIONS)
        ? ConnectFailed.hopeless(
            "connecting: the app has too many connections",
            said(answer, cause, "too many connections"))
        : ConnectFailed.forNow(
            "connecting: refused, HTTP %d, handshake status %s, cause %s"
                .formatted(answer.statusCode(), status, cause));
  }

  private static PlatformError said(HttpResponse<?> answer, String code, String why) {
    return new HttpAnswer(answer.statusCode(), answer.headers(), "").error(code, why);
  }

  private static String number(HttpResponse<?> answer, String header) {
    return answer
        .headers()
        .firstValue(header)
        .filter(value -> value.matches("\\d{1,20}"))
        .orElse("unknown");
  }

  private Handshake() {}
}
