package org.resultsrelay.text;

import java.net.URI;
import java.net.URISyntaxException;

/** What a setting may contain that is a web address. It may be a secret, so a wrong one must not be shown. */
public final class WebAddress {

    private WebAddress() {}

    /** Whether it is a URL with a host that begins with https:// or http://, ignoring surrounding blanks. */
    public static boolean isUsable(String text) {
        try {
            URI parsed = new URI(text.strip());
            return parsed.getHost() != null
                    && String.valueOf(parsed.getScheme()).matches("https?");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
