package org.resultsrelay.text;

import java.net.URI;
import java.net.URISyntaxException;

/** What a setting may hold that is an address on the web. It may be a secret: a wrong one must not be shown. */
public final class WebAddress {

    private WebAddress() {}

    /** Whether it is a URL with a host that begins with https:// or http://, blanks around it aside. */
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
