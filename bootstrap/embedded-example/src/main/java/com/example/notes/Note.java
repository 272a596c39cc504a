package com.example.notes;

import io.micronaut.serde.annotation.Serdeable;

/** What somebody wrote. */
@Serdeable
record Note(long id, String author, String text) {}
