package org.resultsrelay.paging;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Part of a list; {@code nextCursor} asks for the rest and is null at the end. */
public record Page<T>(
        @Schema(description = "The items of this page, in the order of the list.")
        List<T> items,

        @Schema(description = "Send it as cursor to get the next page; null on the last page.") @Nullable
        String nextCursor) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /**
     * Takes one row more than requested, which shows that there is a next page; {@code position} returns an item's
     * position.
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> position) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, Cursor.of(position.apply(items.getLast())));
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), nextCursor);
    }
}
