package org.resultsrelay.intake.reading;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.resultsrelay.results.UserIdSyntax;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the value at the parser's position for a field. Null if it is missing or wrong; a wrong one is noted. */
final class FieldReader {

    private static final int LONGEST_ID = 64;
    private static final int LONGEST_NAME = 500;
    private static final int MOST_ATTEMPTS = 1_000_000;
    private static final String NO_NUMBER = "must be a number";
    private static final String NO_ATTEMPT = "must be a whole number from 1 to " + MOST_ATTEMPTS;
    private static final String NO_TIME = "must be an RFC 3339 time with an offset, such as 2026-11-21T10:00:00Z";
    private static final String TOO_MANY_DIGITS =
            "must have at most 9 digits before the decimal point and at most 2 after it";

    private static final String TOO_FAR_AHEAD =
            "is more than a day ahead of the relay's clock: send the time at which it happened";

    private final JsonParser json;
    private final Findings findings;
    private final Instant latest;

    /** No time may be after {@code latest}. */
    FieldReader(JsonParser json, Findings findings, Instant latest) {
        this.json = json;
        this.findings = findings;
        this.latest = latest;
    }

    @Nullable
    String id(String field) {
        return text(field, 1, LONGEST_ID);
    }

    @Nullable
    String userId(String field) {
        String id = id(field);
        return id != null && fits(UserIdSyntax.canStandInAddress(id), field, UserIdSyntax.NO_ADDRESS) ? id : null;
    }

    @Nullable
    String name(String field) {
        return text(field, 0, LONGEST_NAME);
    }

    private @Nullable String text(String field, int shortest, int longest) {
        String value = string(field);
        String complaint = value == null ? null : Characters.complaint(value, shortest, longest);
        if (complaint == null) {
            return value;
        }
        findings.add(field, complaint);
        return null;
    }

    @Nullable
    String oneOf(String field, List<String> known) {
        String value = string(field);
        if (value == null || known.contains(value)) {
            return value;
        }
        findings.add(field, "must be " + String.join(" or ", known));
        return null;
    }

    @Nullable
    Instant time(String field) {
        String value = string(field);
        Instant time = value == null ? null : Rfc3339.parse(value);
        return value != null && fits(time != null, field, NO_TIME) && isPossible(time, field) ? time : null;
    }

    /** A time far ahead would outrank every correction until then. */
    private boolean isPossible(@Nullable Instant time, String field) {
        return time != null && fits(!time.isAfter(latest), field, TOO_FAR_AHEAD);
    }

    @Nullable
    Boolean flag(String field) {
        JsonToken token = json.currentToken();
        return is(token.isBoolean(), field, "must be true or false") ? token == JsonToken.VALUE_TRUE : null;
    }

    @Nullable
    BigDecimal number(String field) {
        if (!is(json.currentToken().isNumeric(), field, NO_NUMBER)) {
            return null;
        }
        BigDecimal value = Decimal.parse(json);
        return fits(value != null, field, TOO_MANY_DIGITS) ? value : null;
    }

    @Nullable
    BigDecimal numberFromZero(String field) {
        BigDecimal value = number(field);
        return value != null && fits(value.signum() >= 0, field, "must be 0 or more") ? value : null;
    }

    @Nullable
    Integer attempt(String field) {
        if (!is(json.currentToken().isNumeric(), field, NO_NUMBER)) {
            return null;
        }
        BigDecimal value = Decimal.parse(json);
        if (value != null && Decimal.isWhole(value, 1, MOST_ATTEMPTS)) {
            return value.intValue();
        }
        findings.add(field, NO_ATTEMPT);
        return null;
    }

    private @Nullable String string(String field) {
        return is(json.currentToken() == JsonToken.VALUE_STRING, field, "must be a string") ? json.getString() : null;
    }

    /** Notes a value of a wrong type and skips it; null counts as absent. */
    private boolean is(boolean rightType, String field, String message) {
        if (!rightType && json.currentToken() != JsonToken.VALUE_NULL) {
            json.skipChildren();
            findings.add(field, message);
        }
        return rightType;
    }

    private boolean fits(boolean right, String field, String message) {
        if (!right) {
            findings.add(field, message);
        }
        return right;
    }
}
