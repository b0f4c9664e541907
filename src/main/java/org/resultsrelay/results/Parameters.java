package org.resultsrelay.results;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.support.SqlArrayValue;

/** What goes with a set-based statement: an array for each column of the rows it is about. */
final class Parameters {

    private Parameters() {}

    /** Those of statements that travel together, in the order of their placeholders. */
    static PreparedStatementSetter of(Object[]... statements) {
        return new ArgumentPreparedStatementSetter(
                Stream.of(statements).flatMap(Stream::of).toArray());
    }

    static <T> SqlArrayValue column(String type, Collection<T> rows, Function<T, ? extends @Nullable Object> value) {
        return new SqlArrayValue(
                type, rows.stream().map(row -> text(value.apply(row))).toArray());
    }

    private static @Nullable Object text(@Nullable Object value) {
        return value instanceof BigDecimal number
                ? number.toPlainString()
                : value instanceof Instant ? value.toString() : value;
    }
}
