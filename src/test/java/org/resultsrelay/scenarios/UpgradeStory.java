package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.resultsrelay.support.Api;
import org.resultsrelay.support.Api.Answer;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.FakeBot;
import org.resultsrelay.support.FakePerson;
import org.resultsrelay.support.FakeTelegram;
import org.resultsrelay.support.Platform;
import org.resultsrelay.support.Push;
import org.resultsrelay.support.TestServers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

/**
 * Today's relay is started on the database that an earlier version left behind in the middle of an outage. Each test has users of
 * its own, because all of them share that one database.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            FakeBot.TOKEN,
            FakeBot.CHAT,
            "relay.admin-token=" + UpgradeStory.ADMIN_TOKEN,
            "relay.secret-key=dGhlIHVwZ3JhZGUgdGVzdCdzIGtleSwgMzIgYnl0ZXM=",
            "relay.delivery.allowed-private-targets=127.0.0.0/8",
            "relay.incidents.every=100ms",
            // The data grows old in the repository and is kept all the same. Three of the settings have their old
            // names.
            "relay.delivery.attempts-kept=36500d",
            "relay.tasks.kept=36500d",
            "relay.quarantine.retention=36500d",
            "relay.notify.kept=36500d"
        })
@ContextConfiguration(initializers = UpgradeStory.DatabaseOfBefore.class)
@Import(FakeBot.class)
@DirtiesContext
class UpgradeStory {

    static final String ADMIN_TOKEN = "admin-token-of-the-upgrade-test-0123456789";

    /** The head of the file says how it was made and what is in it. */
    private static final String DUMP = "upgrade/database-of-V032.sql";

    private static final String INTAKE_TOKEN = "rr_OH9yr2k09jm3E2zvyFbEg4Qh6Su-RVdPs9o1KdgOlbo";
    private static final String CLIENT_TOKEN = "rr_u9uBIkqt7927_tdxdGpJn9XPz7Js2juYsPxMW0M-a6E";
    private static final ClientCompany acme = ClientCompany.known("acme", "whsec_icN7OWDWTWLM+YwXbOmVDoTQUiz9YNYg");
    private static final ClientCompany globex = ClientCompany.known("globex", "whsec_SAvCBp/HCCNnfiRzSBlpL4Wqj2DbD1/n");
    private static final FakePerson ana = new FakePerson(5001, "ana");

    @Autowired
    private ApplicationContext relay;

    private Api admin;

    @BeforeEach
    void theTokenOfBeforeIsUsed() {
        admin = Api.anonymous(relay).as(ADMIN_TOKEN);
    }

    @AfterAll
    static void companiesLeave() {
        acme.close();
        globex.close();
    }

    @ParameterizedTest
    @CsvSource({
        "acme,   ana,  5, 3, 46.5, 60", // a regrade, and a second attempt while acme was down
        "acme,   ben,  3, 2, 32,   40", // a provisional result that became final
        "acme,   cho,  3, 1, 16,   20", // the better of two attempts; a provisional result counts nothing
        "acme,   dee,  1, 1, 10,   20",
        "acme,   eve,  1, 1, 20,   20",
        "acme,   hal,  1, 1, 11,   20",
        "globex, yan,  1, 1, 19,   20",
        "globex, zoe,  3, 2, 29,   40", // the last of two attempts, by the client's policy
    })
    void totalsAndRevisionsAreAsBefore(String client, String user, long revision, int tests, double score, double of) {
        JsonNode now = admin.get("/api/v1/users/" + client + "/" + user).json();
        assertThat(now.path("epoch").asLong()).isEqualTo(1);
        assertThat(now.path("wanted_revision").asLong()).isEqualTo(revision);
        assertThat(now.at("/totals/tests_completed").asInt()).isEqualTo(tests);
        assertThat(now.at("/totals/score").asDouble()).isEqualTo(score);
        assertThat(now.at("/totals/max_score").asDouble()).isEqualTo(of);
    }

    @Test
    void whoWaitedIsPushedSignedWithTheSecretOfBeforeAndConfirmed() {
        isPushed(acme, "ana", 5, 46.5);
        isPushed(acme, "eve", 1, 20);
        confirmed("ana");
        confirmed("eve");
        assertThat(admin.get("/api/v1/users/acme/ana/timeline").http().body())
                .as("attempts of both versions")
                .contains("503", "204");
    }

    @Test
    void whoWasSetAsideOrHeldStaysSoUntilSomebodyAsks() {
        assertThat(stateOf("dee")).isEqualTo("set_aside");
        assertThat(stateOf("hal")).isEqualTo("held");
        assertThat(admin.patch("/api/v1/users/acme/hal", "{\"held\":false}").status())
                .isEqualTo(200);
        isPushed(acme, "hal", 1, 11);
    }

    @Test
    void aClientHasTheSettingsOfBeforeAndNoBatches() {
        JsonNode settings = admin.get("/api/v1/clients/globex").json();
        assertThat(settings.path("policy").asString()).isEqualTo("last");
        assertThat(settings.get("batch").isNull()).isTrue();
    }

    @Test
    void anOpenTaskGoesOn() {
        await().untilAsserted(() -> {
            JsonNode task = admin.get("/api/v1/recompute-tasks/1").json().path("task");
            assertThat(task.path("state").asString()).isEqualTo("done");
            assertThat(task.path("progress").toString())
                    .isEqualTo("{\"total\":3,\"done\":2,\"pending\":0,\"unknown\":1,\"cancelled\":0}");
        });
        isPushed(acme, "ben", 3, 32);
        isPushed(acme, "cho", 3, 16);
    }

    @Test
    void aNewWebhookOfAKnownUserCountsUp() {
        Answer taken =
                admin.as(INTAKE_TOKEN).post("/api/v1/webhooks/results", Platform.event("e-after", "gus", "t-2", 12));
        assertThat(taken.status()).as(taken.http().body()).isEqualTo(202);
        isPushed(acme, "gus", 3, 18);
        Answer again =
                admin.as(INTAKE_TOKEN).post("/api/v1/webhooks/results", Platform.event("e-after", "gus", "t-2", 12));
        assertThat(again.text("status")).isEqualTo("duplicate");
    }

    @Test
    void whatIsInQuarantineCanBeReplayed() {
        Answer replayed = admin.post("/api/v1/quarantine/2/replay", null);
        assertThat(replayed.status()).as(replayed.http().body()).isEqualTo(200);
        assertThat(replayed.text("state")).isEqualTo("replayed");
        isPushed(acme, "fay", 1, 17);
        Answer refused = admin.post("/api/v1/quarantine/1/replay", null);
        assertThat(refused.problem()).isEqualTo("still-refused");
    }

    @Test
    void aCompanysTokenStillSeesThatCompanyAlone() {
        Api company = admin.as(CLIENT_TOKEN);
        assertThat(company.get("/api/v1/clients/acme/summaries").status()).isEqualTo(200);
        assertThat(company.get("/api/v1/clients/globex/summaries").status()).isNotEqualTo(200);
    }

    @Test
    void anOpenIncidentIsStillOpenCanBeAcknowledgedAndEndsWithItsTrouble() {
        JsonNode open = incidentsOfGlobex("open");
        assertThat(open).hasSize(1);
        String path = "/api/v1/incidents/" + open.at("/0/id").asLong();
        assertThat(admin.post(path + "/acknowledge", null).status()).isEqualTo(200);
        assertThat(admin.get(path).text("acknowledged_by")).isNotEmpty();
        assertThat(incidentsOfGlobex("resolved")).hasSize(1);
        assertThat(admin.post("/api/v1/clients/globex/resume", null).status()).isEqualTo(200);
        isPushed(globex, "zoe", 3, 29);
        await().untilAsserted(() -> assertThat(admin.get(path).text("state")).isEqualTo("resolved"));
        assertThat(admin.get("/api/v1/audit?subject=client:globex").http().body())
                .as("deeds of both versions")
                .contains("\"pauseClient\"", "\"mute\"", "\"resumeClient\"");
    }

    @Test
    void anAlertWhoseSendingWasLeftInDoubtIsToldAgainAndSaysSo(@Autowired FakeTelegram telegram) {
        await().untilAsserted(() -> assertThat(telegram.messages())
                .anySatisfy(text -> assertThat(text).contains("Webhooks for Acme Academy", "(perhaps again)")));
    }

    @Test
    void aLinkedPersonIsStillHeard(@Autowired FakeTelegram telegram) {
        telegram.says(ana, ana.chat(), "/user acme dee");
        await().untilAsserted(() -> assertThat(telegram.messages(ana.chat()))
                .anySatisfy(text -> assertThat(text).contains("dee", "Revision: 0 confirmed, 1 wanted")));
    }

    private void isPushed(ClientCompany company, String user, long revision, double score) {
        Push push = company.awaits(user, revision);
        assertThat(push.totals().path("score").asDouble()).isEqualTo(score);
        assertThat(push.isSignedWith(company.secret()))
                .as("signed with the secret of before")
                .isTrue();
    }

    private JsonNode incidentsOfGlobex(String state) {
        return admin.get("/api/v1/incidents?client=globex&state=" + state)
                .json()
                .path("items");
    }

    private void confirmed(String user) {
        await().untilAsserted(() -> assertThat(stateOf(user)).isEqualTo("delivered"));
    }

    private String stateOf(String user) {
        return admin.get("/api/v1/users/acme/" + user).text("state");
    }

    /** Restores the dump, and lets its companies be found at today's ports. */
    static class DatabaseOfBefore implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            String name = "upgrade_" + System.nanoTime();
            TestServers servers = TestServers.chosen();
            String database = servers.database(name);
            restore(database, servers);
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "database of before",
                            Map.of(
                                    "spring.datasource.url",
                                    database,
                                    "spring.datasource.username",
                                    servers.user(),
                                    "spring.datasource.password",
                                    servers.password(),
                                    "spring.datasource.hikari.minimum-idle",
                                    "1",
                                    "spring.kafka.bootstrap-servers",
                                    servers.bootstrapServers(),
                                    "spring.kafka.consumer.group-id",
                                    name,
                                    "relay.recompute.topic",
                                    name + ".recompute",
                                    "relay.data-dir",
                                    "target/test-data/" + name)));
        }

        private static void restore(String database, TestServers servers) {
            try (Connection connection = DriverManager.getConnection(database, servers.user(), servers.password());
                    Statement statement = connection.createStatement()) {
                statement.execute(new ClassPathResource(DUMP).getContentAsString(StandardCharsets.UTF_8));
                for (ClientCompany company : new ClientCompany[] {acme, globex}) {
                    statement.execute("update public.clients set endpoint_url = '%s' where key = '%s'"
                            .formatted(company.url(), company.key()));
                }
            } catch (SQLException e) {
                throw new IllegalStateException("The dump could not be restored", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
