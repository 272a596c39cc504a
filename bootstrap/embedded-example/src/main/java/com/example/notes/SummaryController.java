package com.example.notes;

import com.example.notes.Aily.Start;
import com.example.notes.Aily.Variables;
import dev.larkspur.application.host.ConsentRequired;
import dev.larkspur.application.host.TokenUnavailable;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;

/** Has Aily summarise a note, as whoever is logged in. There only where Larkspur is. */
@Controller("/notes/{id}/summary")
@Requires(beans = Aily.class)
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SummaryController {
  private static final String AILY_APP = "spring_notes__c";
  private static final String SKILL = "skill_summarise";

  private final Notes notes;
  private final Team team;
  private final Aily aily;

  SummaryController(Notes notes, Team team, Aily aily) {
    this.notes = notes;
    this.team = team;
    this.aily = aily;
  }

  @Post
  @Consumes(MediaType.ALL)
  @Produces(MediaType.TEXT_PLAIN)
  Optional<String> summarise(Principal me, long id) {
    return notes.find(id).map(note -> summary(team.openId(me.getName()), note));
  }

  private String summary(String openId, Note note) {
    var answer = aily.start(openId, AILY_APP, SKILL, new Start(new Variables(note.text()), "{}"));
    if (answer.data() == null) {
      throw new IllegalStateException("Aily says " + answer.code() + " " + answer.msg());
    }
    return answer.data().output();
  }

  @Error
  HttpResponse<String> ask(ConsentRequired required) {
    return HttpResponse.<String>status(HttpStatus.CONFLICT)
        .contentType(MediaType.TEXT_PLAIN)
        .body(
            required.authorization().isPresent()
                ? "We have asked you in Feishu. Press Authorize there, then try again."
                : "Please allow it in Feishu, then try again.");
  }

  @Error
  HttpResponse<String> later(TokenUnavailable unavailable) {
    var wait = unavailable.retryAfter().orElse(Duration.ofHours(1));
    return HttpResponse.<String>status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, wait.toSeconds())))
        .contentType(MediaType.TEXT_PLAIN)
        .body("Feishu does not answer at the moment.");
  }
}
