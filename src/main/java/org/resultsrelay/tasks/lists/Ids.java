package org.resultsrelay.tasks.lists;

import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.problems.InvalidRequest;
import org.resultsrelay.problems.Problem;
import org.resultsrelay.results.UserIdSyntax;

/** The user ids of a body, one at a time, however many there are. */
public interface Ids {

    /** No spelling of a user id is longer; a reader need not go on behind it. */
    int LONGEST = 1_024;

    Pattern ID = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,64}");

    /** Null after the last. */
    @Nullable
    String next() throws IOException;

    static String checked(String id, long index) {
        if (!ID.matcher(id).matches()) {
            throw unusable(index, "must be 1 to 64 characters without control characters");
        }
        if (!UserIdSyntax.canStandInAddress(id)) {
            throw unusable(index, UserIdSyntax.NO_ADDRESS);
        }
        return id;
    }

    /** Counted from 0, as in JSON paths. */
    static Problem unusable(long index, String message) {
        return InvalidRequest.problem("[" + index + "]", message);
    }
}
