package dev.larkspur.adapters.httpclient;

import dev.larkspur.application.host.ConsentRequired;
import dev.larkspur.application.host.TokenJustIssued;
import dev.larkspur.application.host.UserTokens;
import dev.larkspur.application.token.UserToken;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.aop.InterceptedMethod;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.annotation.HttpMethodMapping;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives each call a token, and a better one if the platform does not take it. */
@Singleton
@InterceptorBean(dev.larkspur.adapters.httpclient.UserToken.class)
final class ActAsPerson implements MethodInterceptor<Object, Object> {
  /** A token that does not outlast the call might as well be over. */
  private static final Duration A_CALL = Duration.ofSeconds(10);

  private final Errands errands;
  private final UserTokens tokens;
  private final Complaints complaints;
  private final ConversionService conversion;
  private final ExecutorService blocking;

  ActAsPerson(
      Errands errands,
      UserTokens tokens,
      Complaints complaints,
      ConversionService conversion,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.errands = errands;
    this.tokens = tokens;
    this.complaints = complaints;
    this.conversion = conversion;
    this.blocking = blocking;
  }

  @Override
  public @Nullable Object intercept(MethodInvocationContext<Object, Object> call) {
    if (!call.hasStereotype(HttpMethodMapping.class)) { // calls others, each of which comes here
      return call.proceed();
    }
    var method = InterceptedMethod.of(call, conversion);
    try {
      var errand = errands.read(call);
      return switch (method.resultType()) {
        case SYNCHRONOUS -> now(call, errand);
        case COMPLETION_STAGE -> method.handleResult(later(call, errand, method));
        case PUBLISHER -> method.handleResult(asDeclared(call, whenAsked(call, errand, method)));
      };
    } catch (RuntimeException e) {
      return method.handleException(e);
    }
  }

  private @Nullable Object now(MethodInvocationContext<Object, Object> call, Errand errand) {
    var token = token(errand);
    ShowToken.give(call, token);
    try {
      return call.proceed(this);
    } catch (RuntimeException e) {
      ShowToken.give(call, better(errand, token, e));
      return call.proceed(this);
    }
  }

  private CompletableFuture<Object> later(
      MethodInvocationContext<Object, Object> call, Errand errand, InterceptedMethod method) {
    Supplier<CompletionStage<Object>> proceed = () -> stage(method);
    return tokenAside(errand)
        .thenCompose(
            token -> {
              ShowToken.give(call, token);
              return proceed
                  .get()
                  .exceptionallyCompose(
                      failure ->
                          betterAside(call, errand, token, bare(failure))
                              .thenCompose(_ -> proceed.get()));
            });
  }

  @SuppressWarnings("unchecked") // of whatever the method returns
  private CompletionStage<Object> stage(InterceptedMethod method) {
    return (CompletionStage<Object>) method.interceptResultAsCompletionStage(this);
  }

  private Publisher<Object> whenAsked(
      MethodInvocationContext<Object, Object> call, Errand errand, InterceptedMethod method) {
    var proceed = Flux.defer(() -> publisher(method));
    return Mono.fromFuture(() -> tokenAside(errand))
        .flatMapMany(
            token -> {
              ShowToken.give(call, token);
              return proceed.onErrorResume(
                  failure ->
                      Mono.fromFuture(() -> betterAside(call, errand, token, failure))
                          .thenMany(proceed));
            });
  }

  /** What {@link InterceptedMethod#handleResult} does not convert to. */
  private static Publisher<Object> asDeclared(
      MethodInvocationContext<Object, Object> call, Publisher<Object> result) {
    return Mono.class.isAssignableFrom(call.getReturnType().getType()) ? Mono.from(result) : result;
  }

  @SuppressWarnings("unchecked") // of whatever the method returns
  private Publisher<Object> publisher(InterceptedMethod method) {
    return (Publisher<Object>) method.interceptResultAsPublisher(this);
  }

  /** What is remembered is there at once; the rest may wait, and not on this thread. */
  private CompletableFuture<UserToken> tokenAside(Errand errand) {
    var remembered = tokens.peek(errand.person(), A_CALL, errand.scopes());
    return remembered == null
        ? CompletableFuture.supplyAsync(() -> token(errand), blocking)
        : CompletableFuture.completedFuture(remembered);
  }

  private CompletableFuture<UserToken> betterAside(
      MethodInvocationContext<Object, Object> call,
      Errand errand,
      UserToken old,
      Throwable failure) {
    if (complaints.of(failure) instanceof Complaint.None) {
      return CompletableFuture.failedFuture(failure);
    }
    return CompletableFuture.supplyAsync(
        () -> {
          var better = better(errand, old, failure);
          ShowToken.give(call, better);
          return better;
        },
        blocking);
  }

  private UserToken token(Errand errand) {
    return token(errand, errand.scopes());
  }

  private UserToken token(Errand errand, Scopes scopes) {
    return errand.ask()
        ? tokens.getOrAsk(errand.person(), A_CALL, scopes)
        : tokens.get(errand.person(), A_CALL, scopes);
  }

  /** For the call to be repeated; if it cannot be, only for the ones after it. */
  private UserToken better(Errand errand, UserToken old, Throwable failure) {
    var token =
        switch (complaints.of(failure)) {
          case Complaint.None() -> old;
          case Complaint.NotTaken() -> newer(errand, old, failure);
          case Complaint.TooNarrow(var needed) -> wider(errand, old, needed, failure);
        };
    if (token.epoch() > old.epoch() && errand.repeatable()) {
      return token;
    }
    throw failure instanceof RuntimeException e ? e : new CompletionException(failure);
  }

  private UserToken newer(Errand errand, UserToken old, Throwable failure) {
    try {
      return tokens.refreshed(errand.person(), old.epoch());
    } catch (TokenJustIssued young) {
      failure.addSuppressed(young); // it is not its age that the platform has something against
      return old;
    } catch (ConsentRequired unasked) {
      throw errand.ask() ? tokens.ask(errand.person(), errand.scopes()) : unasked;
    }
  }

  /** Where it says to be good for all that is needed, asking the person once more is no help. */
  private UserToken wider(Errand errand, UserToken old, Scopes needed, Throwable failure) {
    try {
      return token(errand, needed);
    } catch (IllegalArgumentException e) { // more than can be asked for
      failure.addSuppressed(e);
      return old;
    }
  }

  private static Throwable bare(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
