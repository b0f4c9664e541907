package org.resultsrelay.notify.webhook;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.resultsrelay.notify.OutboundMessage;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack's incoming webhooks, which others take too. What was sent cannot be edited: a new headline is a new message, while
 * news under the headline that stands there are left out.
 */
record SlackDialect() implements Dialect {

    private static final int LIMIT = 4_000; // characters: Slack asks for no more in one message
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name(OutboundMessage outbound) {
        return outbound.content().headline();
    }

    @Override
    public boolean edits() {
        return false;
    }

    /** Without Slack's markup, in which a star or an underscore of a foreign text would be lost. */
    @Override
    public HttpRequest.Builder write(OutboundMessage outbound, HttpRequest.Builder request) {
        String text = escaped(shortened(outbound.content().text()));
        return request.POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("text", text, "mrkdwn", false))));
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LIMIT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LIMIT - 1)) + "…";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
