package com.example.notes;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.AuthenticationFailureReason;
import io.micronaut.security.authentication.AuthenticationRequest;
import io.micronaut.security.authentication.AuthenticationResponse;
import io.micronaut.security.authentication.provider.HttpRequestAuthenticationProvider;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The application's own login, by HTTP basic authentication. */
@Singleton
final class Login<B> implements HttpRequestAuthenticationProvider<B> {
  private final Team team;

  Login(Team team) {
    this.team = team;
  }

  @Override
  public AuthenticationResponse authenticate(
      @Nullable HttpRequest<B> call, AuthenticationRequest<String, String> who) {
    return team.people().containsKey(who.getIdentity())
            && !team.password().isEmpty()
            && team.password().equals(who.getSecret())
        ? AuthenticationResponse.success(who.getIdentity())
        : AuthenticationResponse.failure(AuthenticationFailureReason.CREDENTIALS_DO_NOT_MATCH);
  }
}
