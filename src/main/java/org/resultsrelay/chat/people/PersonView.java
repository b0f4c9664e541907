package org.resultsrelay.chat.people;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A linked person as the API shows them. */
@Schema(name = "LinkedPerson")
record PersonView(
        long id,
        @Schema(example = "Ana") String name,

        @Schema(description = "What they call themselves on Telegram", example = "ana") @Nullable
        String username,

        @Schema(description = "Their number on Telegram, which never changes", example = "1001")
        long telegramId,

        Instant linkedAt,

        @Schema(description = "Who made the code", example = "token 1")
        String linkedBy) {

    static PersonView of(ResultSet row, int n) throws SQLException {
        return new PersonView(
                row.getLong("id"),
                row.getString("name"),
                row.getString("username"),
                row.getLong("telegram_id"),
                row.getTimestamp("linked_at").toInstant(),
                row.getString("linked_by"));
    }
}
