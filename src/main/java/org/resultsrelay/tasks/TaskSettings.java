package org.resultsrelay.tasks;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.Strict;

/** What can be changed of a task. */
@Schema(example = """
        {"name": "after their move", "capacity": 600}""")
public record TaskSettings(
        @Schema(
                description = "What people call the task, 1 to 200 characters; Recompute when left out.",
                example = "after their move")
        @Pattern(regexp = NAME, message = NAMED)
        @Nullable
        String name,

        @Schema(description = "Users that each minute takes; RELAY_TASKS_CAPACITY when left out.", example = "600")
        @Min(value = 1, message = MANY)
        @Max(value = MOST, message = MANY)
        @Nullable
        Integer capacity)
        implements Strict {

    public static final int MOST = 1_000_000;

    static final String NAME = "^[^\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]{1,200}$";
    static final String NAMED = "give 1 to 200 characters without control characters";
    static final String MANY = "give 1 to 1000000";
}
