package dev.larkspur.adapters.redis;

import dev.larkspur.application.memory.Horizon;
import dev.larkspur.application.token.port.TokenMemory.Shared;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Lendable;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** A shared token as bytes, in the clear: they are sealed before they leave. */
final class SharedForm {
  private static final int VERSION = 1;

  static byte[] write(Shared shared) {
    var token = shared.token();
    var bytes = new ByteArrayOutputStream(2048);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(shared.asOf().history());
      out.writeLong(shared.asOf().over());
      out.writeLong(shared.asOf().next());
      out.writeLong(token.epoch());
      out.writeUTF(token.access().reveal());
      write(out, token.issuedAt());
      write(out, token.expiresAt());
      out.writeUTF(token.scopes().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("More than can be shared", e);
    }
    return bytes.toByteArray();
  }

  /** Empty if another version wrote it. */
  static Optional<Shared> read(Person person, byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        return Optional.empty();
      }
      var asOf = new Horizon(in.readUTF(), in.readLong(), in.readLong());
      long epoch = in.readLong();
      var access = new Secret(in.readUTF());
      var issued = instant(in);
      var expires = instant(in);
      var scopes = Scopes.parse(in.readUTF());
      return Optional.of(
          new Shared(
              new Lendable(person, access, issued, expires, scopes, epoch, true, false), asOf));
    } catch (IOException e) {
      throw new UncheckedIOException("Sealed by us, and yet not as we write", e);
    }
  }

  private static void write(DataOutputStream out, Instant time) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private SharedForm() {}
}
