package org.resultsrelay.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlackWebhookTests extends WebhookContract {

    @Override
    protected WebhookFormat format() {
        return new WebhookFormat.Slack();
    }

    @Test
    void whatSlackTakesForMarkupIsEscapedOrOff() {
        delivered("Trouble <!channel> & *more*");
        assertThat(hook.received().getFirst().json().path("text").asString())
                .isEqualTo("Trouble &lt;!channel&gt; &amp; *more*");
        assertThat(hook.received().getFirst().json().path("mrkdwn").asBoolean(true))
                .isFalse();
    }

    @Test
    void aCutTextKeepsItsCharactersWhole() {
        delivered("\uD83D\uDD34".repeat(5_000));
        assertThat(seen()).containsExactly("\uD83D\uDD34".repeat(3_999) + "…");
    }

    @Override
    protected List<String> seen() {
        return hook.received().stream()
                .map(push -> push.json().path("text").asString())
                .map(text -> text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .toList();
    }
}
