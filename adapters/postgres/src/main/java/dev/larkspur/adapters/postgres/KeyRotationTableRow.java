package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code larkspur.key_rotation_table}. */
@MappedEntity(value = "key_rotation_table", schema = "larkspur")
record KeyRotationTableRow(
    long rotation,
    String tableName,
    long total,
    long done,
    long broken,
    @TypeDef(type = DataType.STRING_ARRAY) @Nullable List<String> afterKey,
    boolean finished) {}
