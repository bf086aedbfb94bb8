package io.talel.query.projection;

import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Columns that a statement writes, each with its value in an object. Functions return null for a column that becomes null, or
 * that stays as it is: the statement says which.
 *
 * @param <R> what the values come from
 */
public final class RowColumns<R> {

    private final List<Column<R>> columns;

    private RowColumns(List<Column<R>> columns) {
        this.columns = columns;
    }

    public static <R> RowColumns<R> none() {
        return new RowColumns<>(List.of());
    }

    public RowColumns<R> text(String name, Function<R, @Nullable String> value) {
        return with(name, Types.VARCHAR, value);
    }

    /** A text of a part of the object. Without that part it is null. */
    public <P> RowColumns<R> text(String name, Function<R, @Nullable P> part, Function<P, String> text) {
        return all(RowColumns.<P>none().text(name, text::apply), part);
    }

    /** @param value elements of the array */
    public RowColumns<R> texts(String name, Function<R, @Nullable List<String>> value) {
        return with(name, Types.ARRAY, value);
    }

    public RowColumns<R> bigint(String name, Function<R, @Nullable Long> value) {
        return with(name, Types.BIGINT, value);
    }

    /** A number of a part of the object. Without that part it is null. */
    public <P> RowColumns<R> bigint(String name, Function<R, @Nullable P> part, Function<P, Long> number) {
        return all(RowColumns.<P>none().bigint(name, number::apply), part);
    }

    public RowColumns<R> integer(String name, Function<R, @Nullable Integer> value) {
        return with(name, Types.INTEGER, value);
    }

    public RowColumns<R> bool(String name, Function<R, @Nullable Boolean> value) {
        return with(name, Types.BOOLEAN, value);
    }

    public RowColumns<R> instant(String name, Function<R, @Nullable Instant> value) {
        return with(name, Types.TIMESTAMP_WITH_TIMEZONE, value.andThen(RowColumns::micros));
    }

    /** Adds columns of a part of the object. Without that part they are null. */
    public <P> RowColumns<R> all(RowColumns<P> others, Function<R, @Nullable P> part) {
        return with(others.columns.stream().map(other -> {
            Function<R, @Nullable Object> value = row -> {
                P found = part.apply(row);
                return found == null ? null : other.value.apply(found);
            };
            return new Column<>(other.name, other.type, value);
        }));
    }

    /** The same values in other columns. */
    public RowColumns<R> prefixed(String prefix) {
        return new RowColumns<>(columns.stream()
                .map(column -> new Column<>(prefix + column.name, column.type, column.value))
                .toList());
    }

    /** PostgreSQL keeps microseconds; the driver would round to them. */
    private static @Nullable OffsetDateTime micros(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private RowColumns<R> with(String name, int type, Function<R, ? extends @Nullable Object> value) {
        return with(Stream.of(new Column<>(name, type, value)));
    }

    private RowColumns<R> with(Stream<Column<R>> more) {
        return new RowColumns<>(Stream.concat(columns.stream(), more).toList());
    }

    /** Makes a text of each column's name, and a list of all. */
    String list(UnaryOperator<String> text) {
        return columns.stream().map(column -> text.apply(column.name)).collect(joining(", "));
    }

    /** @return index of the parameter after the last that it has set */
    int set(PreparedStatement statement, int first, R row) throws SQLException {
        int index = first;
        for (Column<R> column : columns) {
            Object value = column.value.apply(row);
            if (value instanceof List<?> texts) {
                statement.setArray(index, statement.getConnection().createArrayOf("text", texts.toArray()));
            } else {
                statement.setObject(index, value, column.type);
            }
            index++;
        }
        return index;
    }

    /** @param type one of {@link Types} */
    private record Column<R>(String name, int type, Function<R, ? extends @Nullable Object> value) {}
}
