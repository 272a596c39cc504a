package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larkspur.application.keys.port.DataKeyRing;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What a rotation would have to do. */
@Schema(name = "Rehearsal", description = "What a rotation would re-encrypt; nothing has changed")
@JsonInclude(JsonInclude.Include.ALWAYS)
@Serdeable(naming = SnakeCaseStrategy.class)
public record RehearsalAnswer(
    @Schema(description = "Always true") boolean dryRun,
    @Schema(description = "Of all columns together", example = "200000") long ciphertexts,
    List<Column> columns) {

  /** A column's part. */
  @Schema(name = "RehearsalColumn", description = "A column that holds ciphertext")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Column(
      @Schema(example = "grants") String table,
      @Schema(example = "access_token") String column,
      @Schema(example = "100000") long ciphertexts) {}

  public static RehearsalAnswer of(List<DataKeyRing.SealedColumn> columns) {
    return new RehearsalAnswer(
        true,
        columns.stream().mapToLong(DataKeyRing.SealedColumn::ciphertexts).sum(),
        columns.stream().map(c -> new Column(c.table(), c.column(), c.ciphertexts())).toList());
  }
}
