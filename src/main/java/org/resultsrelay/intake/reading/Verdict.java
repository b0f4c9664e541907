package org.resultsrelay.intake.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.FieldError;
import org.resultsrelay.results.Submission;

/** What reading one event came to. */
public sealed interface Verdict {

    record Valid(Submission submission) implements Verdict {}

    /** With everything that is wrong with it; the id is null where there is none that could be repeated in an answer. */
    record Invalid(@Nullable String eventId, List<FieldError> errors) implements Verdict {}
}
