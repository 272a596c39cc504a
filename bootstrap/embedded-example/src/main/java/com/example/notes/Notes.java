package com.example.notes;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** All notes, in the application's own database. */
@Singleton
final class Notes {
  private final DataSource database;

  Notes(DataSource database) {
    // Micronaut Data, which larkspur-postgres brings, hands out connections in transactions only
    this.database = DelegatingDataSource.unwrapDataSource(database);
  }

  Note add(String author, String text) {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into note (author, text) values (?, ?) returning id")) {
      insert.setString(1, author);
      insert.setString(2, text);
      try (var row = insert.executeQuery()) {
        row.next();
        return new Note(row.getLong(1), author, text);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot add a note", e);
    }
  }

  Optional<Note> find(long id) {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement("select author, text from note where id = ?")) {
      select.setLong(1, id);
      try (var row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Note(id, row.getString(1), row.getString(2)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read note " + id, e);
    }
  }
}
