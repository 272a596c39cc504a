package dev.larkspur.domain.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.domain.token.Scopes;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  private static final CardAddress TO = new CardAddress(CardAddress.Kind.EMAIL, "ann@example.com");

  @Test
  void a_session_id_is_read_in_its_usual_form_only() {
    var id = new AuthSessionId(UUID.randomUUID());
    assertThat(AuthSessionId.parse(id.toString())).isEqualTo(id);
    assertThat(AuthSessionId.parse(id.toString().toUpperCase(Locale.ROOT))).isEqualTo(id);
    assertThatThrownBy(() -> AuthSessionId.parse("1-1-1-1-1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AuthSessionId.parse("not-an-id"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_state_names_its_session_and_is_read_in_its_own_form_only() {
    var id = Samples.REQUEST.id();
    var state = new RedirectState(id, Samples.STATE);
    assertThat(RedirectState.parse(state.reveal())).isEqualTo(state);
    assertThat(state.toString()).doesNotContain(Samples.STATE.reveal());
    for (var forged :
        List.of(
            "",
            ".",
            id.toString(),
            id + ".",
            id + "." + "x".repeat(42),
            id + "." + "x".repeat(44),
            id + "." + "x".repeat(42) + "=",
            "1-1-1-1-1." + "x".repeat(43),
            state.reveal() + "\n",
            state.reveal().replace('.', ':'))) {
      assertThatThrownBy(() -> RedirectState.parse(forged))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("not a state of ours");
    }
  }

  @Test
  void a_nonce_does_not_print_itself() {
    var nonce = new Nonce("unguessable");
    assertThat(nonce.toString()).doesNotContain("unguess");
    assertThat(nonce)
        .isEqualTo(new Nonce("unguessable"))
        .hasSameHashCodeAs(new Nonce("unguessable"));
    assertThat(nonce).isNotEqualTo(new Nonce("unguessablf")).isNotEqualTo(new Object());
  }

  @Test
  void what_holds_a_secret_does_not_print_it() {
    assertThat(Samples.AWAITING.toString())
        .doesNotContain(Samples.CODE.value().reveal())
        .doesNotContain(Samples.CODE.link().reveal())
        .doesNotContain(Samples.NONCE.value());
    assertThat(Samples.REDIRECTED.toString())
        .doesNotContain(Samples.STATE.reveal())
        .doesNotContain(Samples.REDIRECT.verifier().reveal())
        .doesNotContain(Samples.REDIRECT.link().reveal());
    assertThat(new AuthCommand.CodeArrived(Samples.STATE, Samples.CLAIM).toString())
        .doesNotContain(Samples.STATE.reveal());
    assertThat(Samples.VERIFYING.toString())
        .doesNotContain(Samples.PAIR.access().reveal())
        .doesNotContain("eyJ-refresh-token-refresh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000b"})
  void a_card_address_is_printable(String id) {
    assertThatThrownBy(() -> new CardAddress(CardAddress.Kind.OPEN_ID, id))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_card_address_has_its_limit() {
    assertThat(new CardAddress(CardAddress.Kind.OPEN_ID, "x".repeat(256)).id()).hasSize(256);
    assertThatThrownBy(() -> new CardAddress(CardAddress.Kind.OPEN_ID, "x".repeat(257)))
        .hasMessageContaining("256");
  }

  @Test
  void a_cards_message_has_its_limits() {
    assertThat(wish("x".repeat(500)).message()).hasSize(500);
    assertThatThrownBy(() -> wish("x".repeat(501))).hasMessageContaining("message");
    assertThatThrownBy(() -> wish(" ")).hasMessageContaining("message");
    assertThatThrownBy(() -> wish("a\u0000b")).hasMessageContaining("control");
    assertThat(wish("two\nlines").message()).isEqualTo("two\nlines");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/p",
        "javascript:alert(1)",
        "/relative",
        "https:///nohost",
        "https://user:pass@example.com/",
        "mailto:a@example.com"
      })
  void a_privacy_link_is_a_plain_web_address(String link) {
    assertThatThrownBy(() -> privacy(URI.create(link))).hasMessageContaining("privacy_url");
  }

  @Test
  void a_privacy_link_has_its_limit() {
    var start = "https://example.com/";
    var longest = URI.create(start + "x".repeat(2000 - start.length()));
    assertThat(privacy(longest).privacy()).isEqualTo(longest);
    assertThat(privacy(URI.create("HTTP://example.com")).privacy()).isNotNull();
    assertThatThrownBy(() -> privacy(URI.create(longest + "x")))
        .hasMessageContaining("privacy_url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "AAq 1", "AAq{1}", "../AAq", "AAq\n", "模板"})
  void a_template_is_named_in_the_platforms_letters(String wrong) {
    assertThat(new CardTemplate("AAqk_e-4".repeat(8), "1.0.0").id()).hasSize(64);
    assertThatThrownBy(() -> new CardTemplate(wrong, null)).hasMessageContaining("64");
    assertThatThrownBy(() -> new CardTemplate("AAq1", wrong)).hasMessageContaining("32");
  }

  @Test
  void a_templates_name_has_its_limit() {
    assertThatThrownBy(() -> new CardTemplate("x".repeat(65), null)).hasMessageContaining("64");
    assertThatThrownBy(() -> new CardTemplate("x", "1".repeat(33))).hasMessageContaining("32");
  }

  @Test
  void no_more_scopes_are_asked_for_than_the_platform_takes() {
    var fifty = Scopes.of(IntStream.range(0, 50).mapToObj(i -> "s" + i).toList());
    var id = UUID.randomUUID();
    assertThat(Samples.request(id, fifty).scopes()).isEqualTo(fifty);
    assertThatThrownBy(() -> Samples.request(id, fifty.union(Scopes.of("one-more"))))
        .hasMessageContaining("50");
    assertThatThrownBy(() -> Samples.request(id, Scopes.NONE)).hasMessageContaining("50");
  }

  @Test
  void a_claim_lapses_at_its_end() {
    assertThat(Samples.CLAIM.isLapsed(Samples.LAPSED.minusNanos(1))).isFalse();
    assertThat(Samples.CLAIM.isLapsed(Samples.LAPSED)).isTrue();
  }

  @Test
  void a_claim_is_known_by_its_ticket_even_if_its_time_was_rounded() {
    var rounded = new Claim(Samples.CLAIM.ticket(), "instance-1", Samples.LAPSED.plusNanos(1));
    assertThat(Samples.CLAIM.isSameAs(rounded)).isTrue();
    assertThat(Samples.CLAIM.isSameAs(Samples.OTHER_CLAIM)).isFalse();
  }

  private static CardWish wish(String message) {
    return new CardWish(TO, CardWish.Detail.DETAILED, message, null);
  }

  private static CardWish privacy(URI link) {
    return new CardWish(TO, CardWish.Detail.DETAILED, null, link);
  }
}
