package com.example.notes;

import io.micronaut.runtime.Micronaut;

/** Starts the notebook. */
final class NotesApplication {
  public static void main(String[] arguments) {
    Micronaut.run(NotesApplication.class, arguments);
  }

  private NotesApplication() {}
}
