package org.resultsrelay.intake.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.FieldError;
import org.resultsrelay.results.Submission;

/** The result of reading one event. */
public sealed interface Verdict {

    record Valid(Submission submission) implements Verdict {}

    /** With everything that is wrong. The id is null if there is none that an answer could repeat. */
    record Invalid(@Nullable String eventId, List<FieldError> errors) implements Verdict {}
}
