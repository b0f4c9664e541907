package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.Push;

/** The administrator changes what summaries show: the policy or the detail. The company compares what any revision shows. */
class SettingsStory extends ClientStory {

    private Answer change(String settings) {
        Answer changed = admin.patch("/api/v1/clients/" + acme.key(), settings);
        assertThat(changed.status()).as(changed.http().body()).isEqualTo(200);
        return changed;
    }

    /** The first attempt is the best, the second the last. */
    private void postsTwoAttempts(String user) {
        platform.sends(attempt(user, 1, 18));
        platform.sends(attempt(user, 2, 7));
    }

    private static String attempt(String user, int attempt, int score) {
        return Platform.event(user + "-" + attempt, user, "t-1", score)
                .replace("\"attempt\":1", "\"attempt\":" + attempt);
    }

    private int score(String user) {
        return acme.newest(user)
                .map(push -> push.totals().path("score").asInt())
                .orElse(-1);
    }

    private List<Integer> scores(int users) {
        return IntStream.range(0, users).mapToObj(n -> score("u-" + n)).toList();
    }

    private String taskState(Answer changed) {
        return admin.get("/api/v1/recompute-tasks/" + changed.json().path("recompute_task"))
                .json()
                .at("/task/state")
                .asString();
    }

    @Test
    void aChangedPolicyReachesEveryUserUnderANewRevision() {
        IntStream.range(0, 5).forEach(n -> postsTwoAttempts("u-" + n));
        await().untilAsserted(() -> {
            assertThat(scores(5)).containsOnly(18);
            nobodyWaits();
        });
        Answer changed = change("{\"policy\":\"last\"}");
        await().untilAsserted(() -> assertThat(scores(5)).containsOnly(7));
        await().untilAsserted(() -> assertThat(taskState(changed)).isEqualTo("done"));
        assertThat(admin.get("/api/v1/recompute-tasks/" + changed.json().path("recompute_task"))
                        .json()
                        .at("/task/progress/total")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void aChangedDetailReachesTheCompany() {
        platform.posts("u-1", "t-1", 10);
        assertThat(acme.awaits("u-1", 1).data().path("tests").size()).isEqualTo(1);
        change("{\"detail\":\"totals\"}");
        assertThat(acme.awaits("u-1", 2).data().has("tests")).isFalse();
    }

    @Test
    void settingsThatShowTheSamePushNothing() {
        platform.posts("u-1", "t-1", 10);
        acme.awaits("u-1", 1);
        assertThat(change("{\"policy\":\"best\",\"name\":\"Another\"}").json().has("recompute_task"))
                .isFalse();
    }

    @Test
    void aRetryAfterALostAnswerShowsTheNewSettingsUnderANewRevision() {
        acme.does(exchange -> {
            change("{\"detail\":\"totals\"}");
            acme.accepts();
            ClientCompany.answer(exchange, 503);
        });
        platform.posts("u-1", "t-1", 10);
        assertThat(acme.awaits("u-1", 2).data().has("tests")).isFalse();
        await().untilAsserted(this::nobodyWaits);
        assertThat(acme.received("u-1")).extracting(Push::revision).containsExactly(1L, 2L);
    }

    @Test
    void aChangeDuringAPushIsPushedAfterIt() {
        AtomicInteger pushes = new AtomicInteger();
        acme.does(exchange -> {
            if (pushes.incrementAndGet() == 1) {
                Answer changed = change("{\"detail\":\"totals\"}");
                await().untilAsserted(() -> assertThat(taskState(changed)).isEqualTo("done"));
            }
            ClientCompany.answer(exchange, 204);
        });
        platform.posts("u-1", "t-1", 10);
        assertThat(acme.awaits("u-1", 2).data().has("tests")).isFalse();
        await().untilAsserted(this::nobodyWaits);
        assertThat(acme.received("u-1")).extracting(Push::revision).containsExactly(1L, 2L);
    }

    @Test
    void aSecondChangeTakesOverWhatTheFirstHasLeft() {
        postsTwoAttempts("u-1");
        await().untilAsserted(() -> {
            assertThat(score("u-1")).isEqualTo(18);
            nobodyWaits();
        });
        Answer first = change("{\"policy\":\"last\"}");
        Answer second = change("{\"policy\":\"best\",\"detail\":\"totals\"}");
        await().untilAsserted(() -> {
            assertThat(taskState(first)).isNotEqualTo("running");
            assertThat(taskState(second)).isEqualTo("done");
            nobodyWaits();
        });
        Push newest = acme.newest("u-1").orElseThrow();
        assertThat(newest.totals().path("score").asInt()).isEqualTo(18);
        assertThat(newest.data().has("tests")).isFalse();
    }

    @Test
    void whoeverIsHeldGetsTheNewSettingsWhenReleased() {
        postsTwoAttempts("u-1");
        await().untilAsserted(() -> {
            assertThat(score("u-1")).isEqualTo(18);
            nobodyWaits();
        });
        String user = "/api/v1/users/" + acme.key() + "/u-1";
        admin.patch(user, "{\"held\":true}");
        Answer changed = change("{\"policy\":\"last\"}");
        await().untilAsserted(() -> assertThat(taskState(changed)).isEqualTo("done"));
        admin.get("/api/v1/clients/" + acme.key() + "/summaries")
                .json()
                .path("items")
                .forEach(acme::isShown);
        assertThat(score("u-1")).isEqualTo(18);
        admin.patch(user, "{\"held\":false}");
        await().untilAsserted(() -> assertThat(score("u-1")).isEqualTo(7));
    }

    @Test
    void whoeverIsNewAfterwardsIsShownUnderTheNewSettings() {
        change("{\"detail\":\"totals\"}");
        platform.posts("u-1", "t-1", 10);
        assertThat(acme.awaits("u-1", 1).data().has("tests")).isFalse();
    }
}
