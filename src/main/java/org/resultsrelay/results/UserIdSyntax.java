package org.resultsrelay.results;

import org.resultsrelay.text.PlainText;

/** Which ids a platform may give its users, besides the limit of 1 to 64 characters without control characters. */
public final class UserIdSyntax {

    /** The whole rule for a user's id; {@link String#matches} checks a complete one. */
    public static final String PATTERN = "^(?!\\.{1,2}$)" + PlainText.CHARACTER + "{1,64}$";

    public static final String NO_ADDRESS =
            "must not be . or .., which programs remove from an address: give the user another id";

    private UserIdSyntax() {}

    /**
     * Browsers, proxies and HTTP clients remove these from a path, even percent-encoded, so nobody could ask for such a
     * user.
     */
    public static boolean canStandInAddress(String id) {
        return !id.equals(".") && !id.equals("..");
    }
}
