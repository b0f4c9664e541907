package org.resultsrelay.delivery;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.resultsrelay.delivery.push.PushOutcome;

/**
 * Why pushes to a client fail, as a class. A network outage shows in many ways; all of them are {@link #UNREACHABLE}.
 */
public enum FailureCause {
    /** The relay itself failed. This says nothing about the client's server. */
    OWN_FAULT,
    /** No answer came, for whatever reason. */
    UNREACHABLE,
    /** 5xx. */
    ANSWERS_5XX,
    /** 429. */
    THROTTLED,
    /** These summaries or these users are refused. */
    REFUSED,
    /** Any other answer but 2xx. */
    ANSWERS_OTHER;

    private static final Pattern ANSWERED = Pattern.compile("^answered (\\d{3})\\b.*", Pattern.DOTALL);

    /** Reads the cause from an attempt's stored sentence. */
    public static FailureCause of(String sentence) {
        Matcher answered = ANSWERED.matcher(sentence);
        if (!answered.matches()) {
            return sentence.startsWith(PushOutcome.OwnFault.WHO) ? OWN_FAULT : UNREACHABLE;
        }
        int status = Integer.parseInt(answered.group(1));
        return switch (status) {
            case 400, 409, 413, 415, 422 -> REFUSED;
            case 429 -> THROTTLED;
            default -> status >= 500 ? ANSWERS_5XX : ANSWERS_OTHER;
        };
    }

    /** The stored form, such as {@code answers-5xx}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
