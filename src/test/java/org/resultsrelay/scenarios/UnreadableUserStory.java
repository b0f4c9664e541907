package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Push;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Users are claimed together; one whose summary cannot be made is its own trouble. */
@ExtendWith(OutputCaptureExtension.class)
class UnreadableUserStory extends ClientStory {

    private static final int OTHERS = 8;

    private JdbcClient jdbc;

    @BeforeEach
    void nineUsersWaitForTheSameClaim() {
        jdbc = relay.getBean(JdbcClient.class);
        admin.post("/api/v1/clients/" + acme.key() + "/pause", null);
        IntStream.rangeClosed(1, 1 + OTHERS).forEach(n -> platform.posts("u-" + n, "t-1", 10));
    }

    @AfterEach
    void itCanBeReadAgain() {
        jdbc.sql("update users set policy = 'BEST' where policy = 'UNKNOWN'").update();
        jdbc.sql("delete from results where event_id like 'many-%'").update();
        await().untilAsserted(this::nobodyWaits);
        acme.awaits("u-1", 1);
    }

    private void resumes() {
        admin.post("/api/v1/clients/" + acme.key() + "/resume", null);
        await().untilAsserted(() -> assertThat(acme.received())
                .extracting(Push::userId)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, 1 + OTHERS)
                        .mapToObj(n -> "u-" + n)
                        .toList()));
    }

    private void awaitsTroubleOfFirst(String sentence) {
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("""
                                select d.last_error from deliveries d join users u on u.id = d.user_id
                                where u.external_id = 'u-1' and d.client_id = (select id from clients where key = ?)
                                """).param(acme.key()).query(String.class).optional())
                .contains(sentence));
    }

    @Test
    void aUserWithMoreResultsThanAMessageHoldsStopsNobodyElse() {
        jdbc.sql("""
                insert into results (client_id, user_id, event_id, fingerprint, test_id, attempt, score, max_score,
                                     provisional, stands, completed_at, received_at)
                select client_id, id, 'many-' || n, gen_random_uuid(), 'many-' || n, 1, 1, 1, false, true, now(), now()
                from users, generate_series(1, 20000) n where external_id = 'u-1'
                and client_id = (select id from clients where key = ?)
                """).param(acme.key()).update();
        resumes();
        awaitsTroubleOfFirst("the relay puts at most 20,000 results into one message, and this user has more");
    }

    @Test
    void aUserWhoCannotBeReadStopsNobodyElse(CapturedOutput output) {
        jdbc.sql("""
                update users set policy = 'UNKNOWN'
                where external_id = 'u-1' and client_id = (select id from clients where key = ?)
                """).param(acme.key()).update();
        resumes();
        awaitsTroubleOfFirst("the relay cannot read this user's results: IllegalArgumentException");
        assertThat(output)
                .contains("users of " + acme.key() + " cannot be read together")
                .containsPattern("The results of user \\d+ of " + acme.key() + " cannot be read");
    }
}
