package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.larkspur.application.keys.port.KeyReport;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** The keys that seal what is stored, without themselves. */
@Schema(name = "DataKeys", description = "The keys that seal what is stored, without themselves")
@JsonInclude(JsonInclude.Include.ALWAYS)
@Serdeable(naming = SnakeCaseStrategy.class)
public record DataKeysAnswer(List<Key> keys, RotationAnswer rotation, MasterKey masterKey) {

  /** One of them. */
  @Schema(name = "DataKey", description = "A key that seals what is stored, without itself")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Key(
      @Schema(description = "As every ciphertext of it tells", example = "1712953843") long id,
      Instant createdAt,
      Status status,
      @Schema(description = "How many ciphertexts it has sealed", example = "100000")
          long ciphertexts) {}

  /** What it is there for, in the words of the outside. */
  @Schema(
      name = "DataKeyStatus",
      description = "primary: it seals. old: it only opens what it sealed. new: it will seal soon")
  @Serdeable
  public enum Status {
    @JsonProperty("primary")
    PRIMARY,
    @JsonProperty("old")
    OLD,
    @JsonProperty("new")
    NEW;

    static Status of(KeyReport.Status status) {
      return switch (status) {
        case PRIMARY -> PRIMARY;
        case OLD -> OLD;
        case NEW -> NEW;
      };
    }
  }

  /** What the keys from the settings are needed for. */
  @Schema(name = "MasterKey", description = "The master key, as the instance that answers sees it")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record MasterKey(
      @Schema(description = "Whether LARKSPUR_MASTER_KEY opens the stored keys") boolean current,
      @Schema(description = "Whether only LARKSPUR_MASTER_KEY_PREVIOUS opens them")
          boolean previousStillNeeded,
      @Schema(description = "Whether an instance runs that has not got the new master key")
          boolean instanceLeftBehind) {}

  public static DataKeysAnswer of(KeyReport report) {
    var master = report.masterKey();
    return new DataKeysAnswer(
        report.keys().stream()
            .map(
                key ->
                    new Key(
                        key.id(),
                        Times.shown(key.createdAt()),
                        Status.of(key.status()),
                        key.ciphertexts()))
            .toList(),
        report.rotation() == null ? RotationAnswer.IDLE : RotationAnswer.of(report.rotation()),
        new MasterKey(master.current(), master.previousStillNeeded(), master.leftBehind()));
  }
}
