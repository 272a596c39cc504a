package com.example.notes;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.security.Principal;
import java.util.Optional;

/** Writes and reads notes. */
@Controller("/notes")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NotesController {
  private final Notes notes;

  NotesController(Notes notes) {
    this.notes = notes;
  }

  @Post
  @Consumes(MediaType.TEXT_PLAIN)
  Note add(Principal author, @Body String text) {
    return notes.add(author.getName(), text);
  }

  @Get("/{id}")
  Optional<Note> find(long id) {
    return notes.find(id);
  }
}
