package org.resultsrelay.chat.people;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A linked person as the API shows them. */
@Schema(name = "LinkedPerson")
record PersonView(
        @Schema(description = "Number of the link, by which it is removed.", example = "1")
        long id,

        @Schema(description = "The name that was given when the code was created.", example = "Ana")
        String name,

        @Schema(description = "Username on Telegram; null where the person has none.", example = "ana") @Nullable
        String username,

        @Schema(description = "The person's number on Telegram, which never changes.", example = "1001")
        long telegramId,

        @Schema(description = "When the person sent the code to the bot.")
        Instant linkedAt,

        @Schema(description = "The token that created the code.", example = "token 1")
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
