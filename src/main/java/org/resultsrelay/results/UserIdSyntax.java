package org.resultsrelay.results;

import org.resultsrelay.text.PlainText;

/** Which ids a platform may give its users, beside having 1 to 64 characters and no control characters among them. */
public final class UserIdSyntax {

    /** All that is asked of a user's id; {@link String#matches} for one that is whole. */
    public static final String PATTERN = "^(?!\\.{1,2}$)" + PlainText.CHARACTER + "{1,64}$";

    public static final String NO_ADDRESS =
            "must not be . or .., which programs remove from an address: give the user another id";

    private UserIdSyntax() {}

    /** Browsers, proxies and HTTP clients remove these from a path, percent-encoded too: nobody could ask for such a user. */
    public static boolean canStandInAddress(String id) {
        return !id.equals(".") && !id.equals("..");
    }
}
