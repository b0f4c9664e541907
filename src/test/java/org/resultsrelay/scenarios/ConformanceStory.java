package org.resultsrelay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.resultsrelay.support.ClientCompany;
import org.resultsrelay.support.ClientStory;
import org.resultsrelay.support.Receiver;
import org.resultsrelay.support.Receiver.Flaw;
import tools.jackson.databind.JsonNode;

/** The relay tries receivers, right ones and wrong ones, and says which is which. */
class ConformanceStory extends ClientStory {

    private JsonNode report() {
        return admin.post("/api/v1/clients/" + acme.key() + "/conformance", null)
                .json();
    }

    private static List<String> checks(JsonNode report, String verdict) {
        return report.path("checks")
                .valueStream()
                .filter(check -> check.path("verdict").asString().equals(verdict))
                .map(check -> check.path("name").asString())
                .toList();
    }

    @Test
    void aRightReceiverPassesEverything() {
        acme.does(new Receiver(acme, Set.of()));
        JsonNode report = report();
        assertThat(checks(report, "passed")).hasSize(report.path("checks").size());
        assertThat(report.path("conforms").asBoolean()).isTrue();
        assertThat(report.path("passed").asInt()).isEqualTo(23);
        assertThat(report.path("user_id").asString()).startsWith("relay-conformance-");
    }

    @Test
    void whatAReceiverDoesNotTellIsNotVisible() {
        acme.does(new Receiver(acme, Set.of(Flaw.DOES_NOT_TELL, Flaw.APPLIES_WHAT_COMES_LAST)));
        JsonNode report = report();
        assertThat(checks(report, "failed")).isEmpty();
        assertThat(checks(report, "not_visible")).hasSize(8).allMatch(name -> name.endsWith("_leaves_the_newest"));
        assertThat(report.path("conforms").asBoolean()).isTrue();
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                arguments(
                        Flaw.CHECKS_NO_SIGNATURE,
                        List.of(
                                "bad_signature_is_refused",
                                "no_signature_is_refused",
                                "changed_body_is_refused",
                                "old_timestamp_is_refused",
                                "future_timestamp_is_refused",
                                "after_refusals_leaves_the_newest")),
                arguments(
                        Flaw.CHECKS_NO_TIMESTAMP,
                        List.of(
                                "old_timestamp_is_refused",
                                "future_timestamp_is_refused",
                                "after_refusals_leaves_the_newest")),
                arguments(Flaw.LOOKS_AT_ONE_SIGNATURE, List.of("several_signatures_is_confirmed")),
                arguments(
                        Flaw.REFUSES_STALE,
                        List.of(
                                "duplicate_is_confirmed",
                                "stale_revision_is_confirmed",
                                "earlier_epoch_is_confirmed",
                                "after_refusals_is_confirmed")),
                arguments(
                        Flaw.APPLIES_WHAT_COMES_LAST,
                        List.of("stale_revision_leaves_the_newest", "earlier_epoch_leaves_the_newest")),
                arguments(
                        Flaw.IGNORES_THE_EPOCH,
                        List.of(
                                "higher_epoch_leaves_the_newest",
                                "earlier_epoch_leaves_the_newest",
                                "several_signatures_leaves_the_newest",
                                "after_refusals_leaves_the_newest")),
                arguments(Flaw.REFUSES_UNKNOWN_TYPES, List.of("unknown_type_is_confirmed")),
                arguments(Flaw.APPLIES_BEFORE_IT_VERIFIES, List.of("after_refusals_leaves_the_newest")));
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void whatIsWrongIsNamed(Flaw flaw, List<String> failed) {
        acme.does(new Receiver(acme, Set.of(flaw)));
        JsonNode report = report();
        assertThat(checks(report, "failed")).isEqualTo(failed);
        assertThat(report.path("conforms").asBoolean()).isFalse();
        assertThat(report.path("checks")
                        .valueStream()
                        .filter(check -> check.path("verdict").asString().equals("failed")))
                .allSatisfy(
                        check -> assertThat(check.path("sentence").asString()).hasSizeGreaterThan(40));
    }

    private void acmeWantsBatches() {
        admin.patch("/api/v1/clients/" + acme.key(), "{\"batch\":{\"most\":10}}");
    }

    @Test
    void aRightReceiverOfBatchesPassesEverythingInThatForm() {
        acmeWantsBatches();
        acme.does(new Receiver(acme, Set.of()));
        JsonNode report = report();
        assertThat(checks(report, "passed")).hasSize(27).contains("several_users_leaves_the_newest");
        assertThat(report.path("conforms").asBoolean()).isTrue();
        assertThat(acme.received().stream()
                        .filter(push -> !push.userId().isEmpty())
                        .map(push -> push.json().path("type").asString()))
                .hasSize(13 + 4)
                .containsOnly("user.summaries.updated");
        assertThat(acme.requests()).extracting(List::size).endsWith(1, 2, 2);
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void whatIsWrongIsNamedInBatchesToo(Flaw flaw, List<String> failed) {
        acmeWantsBatches();
        acme.does(new Receiver(acme, Set.of(flaw)));
        JsonNode report = report();
        assertThat(checks(report, "failed")).containsAll(failed);
        assertThat(report.path("conforms").asBoolean()).isFalse();
    }

    @Test
    void aReceiverThatLooksAtOneUserOfABatchDoesNotConform() {
        acmeWantsBatches();
        acme.does(new Receiver(acme, Set.of(Flaw.APPLIES_THE_FIRST_OF_A_BATCH)));
        assertThat(checks(report(), "failed"))
                .containsExactly("several_users_leaves_the_newest", "stale_among_several_leaves_the_newest");
        acme.does(new Receiver(acme, Set.of(Flaw.APPLIES_THE_LAST_OF_A_BATCH)));
        assertThat(checks(report(), "failed")).containsExactly("stale_among_several_leaves_the_newest");
    }

    @Test
    void aReceiverThatConfirmsABatchButRefusesItsUserDoesNotConform() {
        acmeWantsBatches();
        acme.refusesEach(push -> true, "not one of ours");
        assertThat(checks(report(), "failed"))
                .contains("new_summary_is_confirmed", "several_users_is_confirmed")
                .doesNotContain("unknown_type_is_confirmed");
    }

    @Test
    void whoeverGetsOneUserInABatchIsTriedWithOne() {
        admin.patch("/api/v1/clients/" + acme.key(), "{\"batch\":{\"most\":1}}");
        acme.does(new Receiver(acme, Set.of()));
        assertThat(report().path("passed").asInt()).isEqualTo(23);
        assertThat(acme.requests()).extracting(List::size).containsOnly(1);
    }

    @Test
    void nothingIsKnownOfTheUserAfterwards() {
        platform.posts("u-1", "t-1", 10);
        acme.awaits("u-1", 1);
        acme.does(new Receiver(acme, Set.of()));
        String user = report().path("user_id").asString();
        assertThat(acme.received(user)).hasSize(13);
        assertThat(admin.get("/api/v1/users/" + acme.key() + "/" + user).status())
                .isEqualTo(404);
        assertThat(acme.received("u-1")).hasSize(1);
        assertThat(report().path("user_id").asString()).isNotEqualTo(user);
    }

    @Test
    void aTestEndpointCanBeTriedInstead() {
        try (ClientCompany test = ClientCompany.joins(admin, acme.key() + "-test")) {
            JsonNode report = admin.post(
                            "/api/v1/clients/" + acme.key() + "/conformance",
                            "{\"endpoint_url\":\"" + test.url() + "\"}")
                    .json();
            assertThat(report.path("endpoint_url").asString()).isEqualTo(test.url());
            assertThat(test.received()).hasSize(14);
            assertThat(test.received().getFirst().isSignedWith(acme.secret())).isTrue();
            assertThat(acme.received()).isEmpty();
        }
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThat(admin.post("/api/v1/clients/" + acme.key() + "/conformance", "{\"endpoint_url\":\"ftp://x\"}")
                        .problem())
                .isEqualTo("invalid-request");
    }
}
